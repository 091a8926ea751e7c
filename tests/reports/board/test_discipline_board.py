"""Reports on time and tasks of resolutions on the dashboard, counted by hand."""

import datetime as dt

import pytest
from django.utils import translation

from reports.services.assignments import drop, finish, report_progress
from tests.factories.panels import answer, cost, drawn, headlines, table
from tests.factories.reports import TOO_LATE, cycle, sent
from tests.factories.resolution import assignment, resolution
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
REPORTS, TASKS = "reports-on-time", "resolution-tasks"
AFTER = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def world(province, other_province):
    """The half-year, due on 16/6/2026: one in time, one three days late, one not sent."""
    third = UnitFactory(code="LDLD-BBB", province_name="Bến Bờ")
    cycle()
    sent(province)
    sent(other_province, at=TOO_LATE)
    return third


def test_on_time_late_and_outstanding(world, department_head):
    said = answer(REPORTS, department_head, today=AFTER)
    assert headlines(said) == {
        "Gửi đúng hạn": (33, "1/3"),
        "Gửi quá hạn": (1, "1/3"),
        "Quá hạn chưa gửi": (1, "1/3"),
        "Đơn vị luôn đúng hạn": (33, "1/3"),
    }
    assert said["sentence"] == "1 trong 3 báo cáo gửi đúng hạn; 1 báo cáo của 1 đơn vị quá hạn chưa gửi."
    assert [one["values"] for one in drawn(said, "stacked")["series"]] == [[1], [1], [1]]


def test_units_with_the_lowest_rate_first_each_with_its_report(
    world, province, other_province, department_head
):
    said = answer(REPORTS, department_head, today=AFTER)
    # due, on time, late, not sent, per cent
    rows = table(said)
    assert rows[province.short_name] == [1, 1, 0, 0, 100]
    assert rows[other_province.short_name] == [1, 0, 1, 0, 0]
    assert rows[world.short_name] == [1, 0, 0, 1, 0]
    assert list(rows)[-1] == province.short_name
    assert world.code in next(row[0]["url"] for row in said["rows"] if row[0]["text"] == world.short_name)


def test_before_the_deadline_nothing_is_owed_but_what_was_sent(world, department_head):
    told = headlines(answer(REPORTS, department_head, today=dt.date(2026, 6, 16)))
    assert told["Quá hạn chưa gửi"] == (0, "0/2")


def test_a_year_without_a_deadline_says_so(world, department_head):
    assert answer(REPORTS, department_head, today=AFTER, year=2025)["is_empty"]


def test_another_provinces_reports_do_not_count(world, other_province, other_officer, department_head):
    assert list(table(answer(REPORTS, other_officer, today=AFTER))) == [other_province.short_name]
    asked = answer(REPORTS, department_head, today=AFTER, unit=other_province)
    assert headlines(asked)["Gửi đúng hạn"] == (0, "0/1")


def test_as_many_questions_for_more_units(province, department_head):
    cycle()
    few = cost(REPORTS, department_head, today=AFTER)
    for _place in range(9):
        UnitFactory()
    cycle("2026-Q1")
    assert cost(REPORTS, department_head, today=AFTER) == few


# -- resolutions --

ON = dt.date(2026, 11, 2)


@pytest.fixture
def tasks(province, other_province):
    """3.1: one done, one under way, one silent, one given up · 3.2: one of the other province overdue."""
    first, second = resolution("3.1", "3.2", number="12-NQ/TLĐ").tasks.order_by("position")
    later = dt.date(2026, 12, 31)
    finish(
        assignment(province, first, due_on=later), by=None, on=ON, today=ON, evidence="Báo cáo số 12/BC-LĐLĐ"
    )
    under_way = assignment(province, first, text="Đang làm", due_on=later)
    report_progress(under_way, by=None, on=ON, today=ON, text="Đã ký kế hoạch.")
    assignment(province, first, text="Chưa làm", due_on=later)
    drop(assignment(province, first, text="Thôi", due_on=later), by=None, reason="Nhập vào việc khác")
    assignment(other_province, second, text="Quá hạn", due_on=dt.date(2026, 11, 1))
    return first


def test_what_units_were_given_by_task(tasks, department_head):
    said = answer(TASKS, department_head, today=ON)
    assert headlines(said) == {
        "Đã xong": (25, "1/4"),  # five were given, one of them up
        "Quá hạn": (1, "1/4"),
        "Chưa báo cáo tiến độ": (1, "1/4"),
    }
    # resolution, given, done, under way, silent, overdue
    assert table(said) == {
        "3.1 Nhiệm vụ số 3.1": ["12-NQ/TLĐ", 3, 1, 1, 1, 0],
        "3.2 Nhiệm vụ số 3.2": ["12-NQ/TLĐ", 1, 0, 0, 0, 1],
    }
    assert said["sentence"] == "1 trong 4 việc được giao đã xong, 1 việc quá hạn."
    stacked = drawn(said, "stacked")
    assert (stacked["groups"], stacked["series"][0]["values"]) == (["3.1", "3.2"], [1, 0])


def test_what_is_due_today_is_not_overdue(province, department_head):
    assignment(province, due_on=ON)
    said = answer(TASKS, department_head, today=ON)
    assert said["sentence"] == "0 trong 1 việc được giao đã xong, không có việc quá hạn."


def test_no_task_given_says_so(province, department_head):
    resolution()
    assert answer(TASKS, department_head, today=ON)["is_empty"]


def test_another_provinces_tasks_do_not_count(tasks, other_province, other_officer, department_head):
    assert list(table(answer(TASKS, other_officer, today=ON))) == ["3.2 Nhiệm vụ số 3.2"]
    asked = answer(TASKS, department_head, today=ON, unit=other_province)
    assert headlines(asked)["Quá hạn"] == (1, "1/1")


def test_as_many_questions_for_thirty_assignments_as_for_three(tasks, department_head):
    def asked_of(number):
        for _place in range(number):
            assignment(UnitFactory(), tasks)
        return cost(TASKS, department_head, today=ON)

    assert asked_of(3) == asked_of(27)
