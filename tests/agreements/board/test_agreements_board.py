"""The dashboard's panel of agreements against a handful worked out by hand."""

import datetime as dt

import pytest
from django.utils import translation

from agreements.models import Agreement
from partners.services.promises import keep_promise
from tests.factories.agreements import agreement, partner, resource
from tests.factories.panels import answer, cost, drawn, notes, table, values
from tests.factories.support import made
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 30)
KEY = "agreements-terms"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def lao():
    return partner()


def signed(unit, title, lao, **values):
    return agreement(unit, title, partners=[lao], **{"signed_on": "2024-01-10", "kind": "mou", **values})


@pytest.fixture
def world(province, lao):
    """Five signed: three run on 30/6/2026, of them two end by 27/12/2026 (180 days), two have ended."""
    soon = signed(province, "Hết hạn 31/7/2026", lao, ends_on="2026-07-31")
    signed(province, "Hết hạn đúng ngày thứ 180", lao, ends_on="2026-12-27")
    signed(province, "Không thời hạn", lao, has_no_term=True)
    signed(province, "Đã hết hạn", lao, ends_on="2026-06-29", implementation="Đã trao đổi ba đoàn.")
    done = signed(province, "Hết hạn từ lâu", lao, ends_on="2025-12-31")
    agreement(province, "Dự kiến ký", partners=[lao], is_planned=True)
    # of the first agreement one promise is kept of three due by the day, one is not due yet
    keep_promise(made(soon, due_on=dt.date(2026, 3, 1)).step, by=None, on=dt.date(2026, 3, 1), today=ON)
    for day in (dt.date(2026, 4, 1), dt.date(2026, 5, 1), dt.date(2026, 12, 1)):
        made(soon, f"Việc đến hạn {day}", due_on=day)
    resource(province, partners=[lao], agreement=done)
    return province


def test_in_force_expiring_never_carried_out_and_kept_promises(world, department_head):
    said = answer(KEY, department_head, today=ON)
    assert values(said) == {
        "Đang có hiệu lực": 3,
        "Hết hiệu lực trong 180 ngày": 2,
        # signed 5, less: one tells of its carrying out, one kept a promise, one has a resource
        "Chưa triển khai": 5 - 3,
        "Cam kết của thỏa thuận đã thực hiện": 33,  # 1 of 3 due = 33,3 %
    }
    told = notes(said)
    assert told["Hết hiệu lực trong 180 ngày"] == "2/3"
    assert told["Chưa triển khai"] == "2/5"
    assert told["Cam kết của thỏa thuận đã thực hiện"] == "1/3"
    assert said["sentence"] == (
        "3 thỏa thuận đang có hiệu lực, trong đó 2 thỏa thuận hết hiệu lực trong 180 ngày tới;"
        " 2 trong 5 thỏa thuận đã ký chưa thấy triển khai."
    )


def test_the_table_leads_to_what_expires_the_first_at_the_top(world, lao, department_head):
    said = answer(KEY, department_head, today=ON)
    first, second = said["rows"]
    record = Agreement.objects.get(title="Hết hạn 31/7/2026")
    assert first[0] == {"text": record.title, "url": record.get_absolute_url()}
    assert first[1:] == [lao.name_vi, world.short_name, "31/07/2026", 31]  # July has 31 days
    assert second[-1] == 180
    spans = drawn(said, "spans")["rows"]
    assert [one["last"] for one in spans] == ["2026-07-31", "2026-12-27"]
    assert [one["first"] for one in spans] == ["2025-01-01", "2025-01-01"], "cut at the axis"
    ends = drawn(said, "bars")  # 29/6, 31/7 and 27/12/2026
    assert (ends["groups"][0], ends["series"][0]["values"]) == ("2026", [3, 0, 0, 0, 0, 0])


def test_the_day_before_the_181st_day_is_not_soon(province, lao, department_head):
    signed(province, "Hết hạn ngày thứ 181", lao, ends_on="2026-12-28")
    said = answer(KEY, department_head, today=ON)
    assert values(said)["Hết hiệu lực trong 180 ngày"] == 0
    assert said["rows"] == []


def test_what_renews_itself_does_not_expire(province, lao, department_head):
    signed(province, "Tự gia hạn", lao, ends_on="2026-07-31", auto_renewal=True)
    said = answer(KEY, department_head, today=ON)
    assert (values(said)["Đang có hiệu lực"], values(said)["Hết hiệu lực trong 180 ngày"]) == (1, 0)
    assert said["drawings"] == []


def test_nothing_entered_says_so(province, department_head):
    said = answer(KEY, department_head, today=ON)
    assert said["is_empty"]
    assert said["sentence"] == "Chưa có thỏa thuận nào được nhập."


def test_one_agreement_without_promises_has_no_rate(province, lao, department_head):
    signed(province, "Duy nhất", lao, ends_on="2030")
    said = answer(KEY, department_head, today=ON)
    assert values(said)["Cam kết của thỏa thuận đã thực hiện"] is None


def test_another_provinces_agreements_do_not_count(world, lao, other_province, other_officer):
    assert answer(KEY, other_officer, today=ON)["is_empty"]
    mine = signed(other_province, "Của Gia Lai", lao, ends_on="2026-08-01")
    said = answer(KEY, other_officer, today=ON)
    assert values(said)["Đang có hiệu lực"] == 1
    assert list(table(said)) == [mine.title]


def test_asked_about_a_unit_it_speaks_of_that_unit_and_of_what_takes_part(
    world, lao, other_province, department_head
):
    shared = signed(other_province, "Chung hai tỉnh", lao, ends_on="2026-08-01")
    said = answer(KEY, department_head, today=ON, unit=other_province)
    assert values(said)["Đang có hiệu lực"] == 1
    assert f"unit={other_province.pk}" in said["url"]
    shared.other_units.add(world)
    assert values(answer(KEY, department_head, today=ON, unit=world))["Đang có hiệu lực"] == 4


def test_as_many_questions_for_thirty_agreements_as_for_three(province, lao, department_head):
    def asked_of(number):
        for _place in range(number):
            record = signed(UnitFactory(), "Thỏa thuận", lao, ends_on="2026-09-01")
            made(record, due_on=dt.date(2026, 5, 1))
        return cost(KEY, department_head, today=ON)

    assert asked_of(3) == asked_of(27)
