"""Unified management on the dashboard: unplanned, begun before approval, reports overdue, worked out by hand."""

import datetime as dt

import pytest
from django.utils import translation

from portal.deadlines.models import Rule
from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, cost, drawn, headlines, table
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 30)
KEY = "rules-kept"
KEPT = {"permission_number": "12/QĐ", "permitted_on": dt.date(2026, 1, 5), "planned": "in_plan"}


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def rules(db):
    """A report within 15 days after a trip (R13) and after a conference (R11); no other rule."""
    for code in ("R13", "R11"):
        Rule.objects.create(
            code=code,
            description=code,
            number=15,
            unit="days",
            valid_from=dt.date(2020, 1, 1),
            source="Nguồn",
        )


def trip(unit, **values):
    values = {**KEPT, "starts_on": "01/03/2026", "ends_on": "05/03/2026", "state": "done", **values}
    values.setdefault("report_submitted_on", dt.date(2026, 3, 10))
    return delegation(unit, **values)


@pytest.fixture
def world(province, other_province):
    """Seven of one province and one of another, each with what the comment says."""
    trip(province)  # in order
    trip(province, planned="unplanned")
    trip(province, planned="")  # nobody said whether it was planned
    trip(province, permission_number="", permitted_on=None)  # no permission
    trip(province, permitted_on=dt.date(2026, 3, 2))  # began on the 1st
    trip(province, report_submitted_on=dt.date(2026, 3, 21))  # one day late: 5/3 + 15 = 20/3
    event(
        province, our_role="host", starts_on="2026-05-01", ends_on="2026-05-02", state="done", **KEPT
    )  # its report was due on 17/5
    trip(other_province, report_submitted_on=None)
    # none of these is counted: at a line, cancelled, of another year, after the day
    trip(province, mode="online", planned="unplanned")
    trip(province, state="cancelled", planned="unplanned")
    trip(province, starts_on="01/12/2025", ends_on="02/12/2025", planned="unplanned")
    trip(province, starts_on="29/06/2026", ends_on="02/07/2026", planned="unplanned")
    return province


def test_each_share_has_its_base(world, department_head):
    said = answer(KEY, department_head, today=ON)
    assert headlines(said) == {
        "Ngoài kế hoạch": (14, "1/7"),  # of the 8, one does not say: 1/7 = 14,3 %
        "Chưa có văn bản cho phép": (13, "1/8"),  # 12,5 %
        "Đi trước khi được phép": (13, "1/8"),
        "Báo cáo quá hạn": (2, "2/8"),
        "Báo cáo quá hạn: đoàn": (1, ""),
        "Báo cáo quá hạn: hội nghị": (1, ""),
        "Gửi báo cáo kết quả muộn": (1, "1/8"),
    }
    assert said["sentence"] == (
        "Trong 8 hoạt động, 2 thực hiện khi chưa được phép, 2 quá hạn báo cáo kết quả; 1 ngoài kế hoạch."
    )
    assert said["note"] == (
        "Trong đó có 1 hội nghị, trang chi tiết liệt kê riêng. 1 hoạt động chưa ghi trong hay ngoài kế hoạch."
    )


def test_units_with_most_that_is_broken_stand_first(world, other_province, department_head):
    said = answer(KEY, department_head, today=ON)
    # activities, out of plan, no permission, before it, overdue, late
    assert table(said) == {
        world.short_name: [7, 1, 1, 1, 1, 1],
        other_province.short_name: [1, 0, 0, 0, 1, 0],
    }
    assert [part["value"] for part in drawn(said, "rank")["parts"]] == [1 + 1 + 1 + 1, 1]
    assert f"unit={world.pk}" in said["rows"][0][0]["url"]


def test_the_board_behind_a_figure_shows_as_many(client, world, department_head):
    said = answer(KEY, department_head, today=ON)
    client.force_login(department_head)
    urls = {one["label"]: one["url"] for one in said["headlines"]}
    for label in ("Gửi báo cáo kết quả muộn", "Chưa có văn bản cho phép", "Đi trước khi được phép"):
        assert client.get(urls[label]).context["page"].paginator.count == 1


def test_a_rule_that_has_ended_finds_nothing(world, department_head):
    Rule.objects.update(valid_to=dt.date(2021, 1, 1))
    told = headlines(answer(KEY, department_head, today=ON))
    assert (told["Báo cáo quá hạn"][0], told["Gửi báo cáo kết quả muộn"][0]) == (0, 0)


def test_all_kept_is_said_in_so_many_words(province, department_head):
    trip(province)
    said = answer(KEY, department_head, today=ON)
    assert (
        said["sentence"] == "Cả 1 hoạt động trong năm đều được phép trước khi thực hiện và báo cáo đúng hạn."
    )
    assert said["drawings"] == []


def test_nothing_held_says_so(province, department_head):
    assert answer(KEY, department_head, today=ON)["is_empty"]


def test_another_provinces_breaches_do_not_count(world, other_province, other_officer, department_head):
    assert list(table(answer(KEY, other_officer, today=ON))) == [other_province.short_name]
    assert list(table(answer(KEY, department_head, today=ON, unit=world))) == [world.short_name]


def test_as_many_questions_for_thirty_trips_as_for_three(province, department_head):
    def asked_of(number):
        for _place in range(number):
            trip(UnitFactory(), report_submitted_on=None)
        return cost(KEY, department_head, today=ON)

    assert asked_of(3) == asked_of(27)
