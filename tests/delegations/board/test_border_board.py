"""Border provinces on the dashboard: what they planned and spent, by source, and their twins, worked out by hand."""

import datetime as dt

import pytest
from django.utils import translation

from delegations.models import Delegation
from delegations.services.plan_changes import put_off_line
from partners.models import Counterpart
from portal.records.services import save_record
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, cost, drawn, headlines, panel_of, table
from tests.factories.plans import IN_YEAR, YEAR, approved_line
from tests.factories.units import UnitFactory, unit_before

pytestmark = pytest.mark.django_db
ON = dt.date(YEAR, 9, 1)
MONEY, TWINS = "border-money", "border-twins"
ASKED = {"today": ON, "year": YEAR}
MILLION = 1_000_000


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def border(province):
    province.is_border, province.adjacent_provinces = True, "LA:Phongsaly"
    province.save()
    return province


def spend(unit, source, cost, **values):
    values = {"starts_on": "2027-03-01", "ends_on": "2027-03-02", "state": "done", **values}
    return delegation(unit, funding_source=source, cost=cost, **values)


def without_money(item):
    return put_off_line(
        item,
        settled="cancelled",
        cancel_reason="no_money",
        reason="Tỉnh chưa cấp kinh phí",
        by=None,
        at=IN_YEAR,
    )


@pytest.fixture
def world(border, other_province):
    """Planned 300 + 200 of the union, 500 of the province; spent 250, 100 and 50. The other province is inland."""
    done = approved_line(border, estimate=300 * MILLION, funding_source="union")
    spend(border, "union", 250 * MILLION, plan_item=done)
    without_money(
        approved_line(border, "Đoàn hai", estimate=500 * MILLION, funding_source="provincial_budget")
    )
    approved_line(border, "Đoàn ba", estimate=200 * MILLION, funding_source="union", starts_on="2027-11")
    approved_line(border, "Chưa dự toán", starts_on="2027-12")
    spend(border, "provincial_budget", 100 * MILLION)
    event(border, funding_source="partner", cost=50 * MILLION, starts_on="2027-05-01", state="done")
    spend(border, "", None)
    dropped = delegation(border, "Bỏ", starts_on="2027-06-01", state="cancelled")
    Delegation.objects.filter(pk=dropped.pk).update(put_off_because="no_money")
    spend(border, "union", 70 * MILLION, starts_on="2026-12-31", ends_on="2026-12-31")  # the year before
    spend(border, "union", 80 * MILLION, starts_on="2027-10-01", ends_on="2027-10-01")  # after the day
    approved_line(other_province, estimate=900 * MILLION, funding_source="central_budget")
    spend(other_province, "central_budget", 900 * MILLION)
    return border


def test_planned_spent_and_called_off_for_lack_of_money(world, department_head):
    said = answer(MONEY, department_head, **ASKED)
    assert headlines(said) == {
        "Dự kiến chi": (1.0, "4 mục"),  # 300 + 500 + 200 = 1.000 triệu
        "Đã chi": (400, "4 hoạt động"),  # 250 + 100 + 50
        "Từ ngân sách tỉnh": (25, "100 triệu đồng / 400 triệu đồng"),
        "Dừng vì thiếu kinh phí": (2, "trong 4 mục kế hoạch"),  # one line, one activity in no line
    }
    assert said["sentence"] == (
        f"{world.short_name} dự kiến chi 1 tỷ đồng, đã chi 400 triệu đồng; 2 hoạt động phải dừng vì thiếu kinh phí."
    )
    assert said["note"] == "1/4 mục chưa ghi dự toán. 1/4 hoạt động chưa ghi chi phí."


def test_by_source(world, department_head):
    said = answer(MONEY, department_head, **ASKED)
    assert table(said) == {
        "Tài chính công đoàn": [500 * MILLION, 250 * MILLION],
        "Ngân sách tỉnh": [500 * MILLION, 100 * MILLION],
        "Đối tác đài thọ": [0, 50 * MILLION],
    }
    assert [one["values"] for one in drawn(said, "bars")["series"]] == [[500, 500, 0], [250, 100, 50]]


def test_what_merged_into_a_province_counts_as_its_own(border, department_head):
    spend(unit_before(border, code="LDLD-LCI-CU"), "union", 10 * MILLION)
    assert headlines(answer(MONEY, department_head, **ASKED))["Đã chi"] == (10, "1 hoạt động")


def test_activity_with_the_twin_in_twelve_months(border, other_province, department_head):
    lao = partner("Liên hiệp Công đoàn tỉnh Phongsaly", "PHS", partner_type="local_union")
    save_record(Counterpart(unit=border, partner=lao, kind="twin_border"), by=None)
    for day in ("2026-08-31", "2026-10-01", "2027-03-01"):  # the first is more than 12 months ago
        delegation(border, partners=[lao], starts_on=day, ends_on=day, state="done")
    quiet = UnitFactory(province_name="Yên lặng", is_border=True)
    said = answer(TWINS, department_head, **ASKED)
    assert headlines(said) == {
        "Tỉnh không có hoạt động với tỉnh bạn": (1, "1/2"),
        "Hoạt động với tỉnh bạn trong 12 tháng": (2, ""),
    }
    rows = table(said)
    assert rows[border.short_name][-2:] == [2, "01/03/2027"]
    assert rows[quiet.short_name][-2:] == [0, None]
    assert said["sentence"] == (
        "1 trong 2 tỉnh biên giới không có hoạt động với tỉnh bạn trong 12 tháng qua."
    )


def test_a_border_province_without_anything_says_so(border, department_head):
    assert answer(MONEY, department_head, **ASKED)["is_empty"]


@pytest.mark.parametrize("key", [MONEY, TWINS])
def test_who_reads_no_border_province_gets_no_panel(
    key, world, other_province, other_officer, department_head
):
    assert answer(key, other_officer, **ASKED) is None
    assert answer(key, department_head, unit=other_province, **ASKED) is None
    assert answer(key, department_head, unit=world, **ASKED) is not None


@pytest.mark.parametrize("key", [MONEY, TWINS])
def test_as_many_questions_for_thirty_provinces_as_for_three(key, border, department_head):
    def asked_of(number):
        for _place in range(number):
            unit = UnitFactory(is_border=True)
            approved_line(unit, estimate=MILLION, funding_source="union")
            spend(unit, "union", MILLION)
        return cost(key, department_head, **ASKED)

    assert asked_of(3) == asked_of(12)


def test_every_panel_of_this_app_is_closed_to_who_reads_no_records(administrator):
    for key in (MONEY, TWINS, "themes", "rules-kept", "plans-realised"):
        assert panel_of(key, administrator) is None
