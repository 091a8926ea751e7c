"""Plan against what was done, on the dashboard: lines by what came of them, worked out by hand."""

import datetime as dt

import pytest
from django.utils import translation

from delegations.services.plan_changes import put_off_line
from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, cost, drawn, headlines, table
from tests.factories.plans import IN_YEAR, YEAR, approved_line, line, plan
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
ON = dt.date(YEAR, 9, 1)
KEY = "plans-realised"
ASKED = {"today": ON, "year": YEAR}


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def put_off(item, settled):
    return put_off_line(
        item, settled=settled, cancel_reason="own_work", reason="Bận việc khác", by=None, at=IN_YEAR
    )


@pytest.fixture
def world(province, other_province):
    """Six lines of one province: done, under way, to come, past its time, postponed, cancelled; one done of another."""
    done = approved_line(province)
    delegation(province, plan_item=done, state="done", starts_on="2027-05-03", planned="in_plan")
    running = approved_line(province, "Đang đi", starts_on="2027-09")
    delegation(province, plan_item=running, state="ongoing", starts_on="2027-08-30", ends_on="2027-09-05")
    approved_line(province, "Tháng mười", starts_on="2027-10", kind="incoming")
    approved_line(province, "Tháng sáu", starts_on="2027-06", kind="incoming")
    put_off(approved_line(province, "Hoãn"), "postponed")
    put_off(approved_line(province, "Hủy", kind="domestic"), "cancelled")
    theirs = approved_line(other_province)
    delegation(other_province, plan_item=theirs, state="done", starts_on="2027-05-03")
    # outside the plan: a trip, a conference; not so what says it is planned, talks over a line, another year
    delegation(province, "Phát sinh", starts_on="2027-03-01", state="done", planned="unplanned")
    event(province, starts_on="2027-04-01", state="done")
    delegation(province, starts_on="2027-03-01", state="done", planned="in_plan")
    delegation(province, starts_on="2027-03-01", state="done", mode="online")
    delegation(province, starts_on="2026-03-01", state="done")
    return province


def test_done_postponed_cancelled_and_outside_the_plan(world, department_head):
    said = answer(KEY, department_head, **ASKED)
    assert headlines(said) == {
        "Đã thực hiện": (29, "2/7"),  # 2/7 = 28,6 %
        "Hoãn": (1, "1/7"),
        "Đã hủy": (1, "1/7"),
        "Quá thời gian": (1, "1/7"),
        "Phát sinh ngoài kế hoạch": (2, "2/9 tổng số mục và hoạt động"),  # 7 lines + 2
    }
    assert said["sentence"] == (
        "2 trong 7 mục kế hoạch đã thực hiện, 1 mục hoãn, 1 mục hủy; 2 hoạt động phát sinh ngoài kế hoạch."
    )


def test_by_unit_and_by_kind(world, other_province, department_head):
    said = answer(KEY, department_head, **ASKED)
    # lines, done, under way, to come, past its time, postponed, cancelled, outside
    assert table(said) == {
        world.short_name: [6, 1, 1, 1, 1, 1, 1, 2],
        other_province.short_name: [1, 1, 0, 0, 0, 0, 0, 0],
    }
    stacked = drawn(said, "stacked")
    assert stacked["groups"] == ["Đoàn ra", "Đoàn vào", "Hội nghị, hội thảo quốc tế"]
    assert {one["label"]: one["values"] for one in stacked["series"]} == {
        "Đã thực hiện": [2, 0, 0], "Đang diễn ra": [1, 0, 0], "Chưa đến thời gian": [0, 1, 0],
        "Quá thời gian": [0, 1, 0], "Hoãn": [1, 0, 0], "Đã hủy": [0, 0, 1],
    }  # fmt: skip


def test_the_list_behind_a_figure_holds_as_many(client, world, department_head):
    said = answer(KEY, department_head, **ASKED)
    client.force_login(department_head)
    settled = {one["label"]: one["url"] for one in said["headlines"]}
    for label in ("Hoãn", "Đã hủy"):
        assert client.get(settled[label]).context["page"].paginator.count == 1


def test_a_plan_that_nobody_approved_is_no_plan_yet(province, department_head):
    line(plan(province))
    said = answer(KEY, department_head, **ASKED)
    assert said["is_empty"]
    delegation(province, starts_on="2027-03-01", state="done")
    assert headlines(answer(KEY, department_head, **ASKED))["Đã thực hiện"][0] is None


def test_another_provinces_plan_does_not_count(world, other_province, other_officer, department_head):
    assert list(table(answer(KEY, other_officer, **ASKED))) == [other_province.short_name]
    assert list(table(answer(KEY, department_head, unit=world, **ASKED))) == [world.short_name]


def test_as_many_questions_for_thirty_lines_as_for_three(province, department_head):
    def asked_of(number):
        for _place in range(number):
            unit = UnitFactory()
            approved_line(unit)
            delegation(unit, starts_on="2027-03-01", state="done")
        return cost(KEY, department_head, **ASKED)

    assert asked_of(3) == asked_of(12)
