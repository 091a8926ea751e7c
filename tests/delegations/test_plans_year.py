"""The plans of a year over all units, what was planned for annex I, annex XI, reminders of rule R16."""

import datetime as dt

import pytest
from django.utils import translation

from delegations.figures.plan_annex import annex_rows
from delegations.figures.plans import (
    dossiers_of_no_line,
    due_on,
    plan_year,
    planned_numbers,
    without_their_line,
)
from delegations.models import AnnualPlan, Delegation, Event, PlanItem
from delegations.notices.plans import chase_text
from delegations.printing.plans import performance_annex, plan_paper, year_paper
from delegations.services.plan_changes import carry_line, put_off_line
from delegations.services.plan_reminders import remind_of_plans
from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from portal.rendering.xlsx import annexes_xlsx
from tests.factories.delegations import delegation, event
from tests.factories.plans import IN_YEAR, YEAR, approve, approved_line, line, plan

pytestmark = pytest.mark.django_db
ON = dt.date(YEAR, 9, 1)
AUTUMN = dt.date(YEAR - 1, 10, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def rule_r16(db):
    """Plans are due on 15 October; reminded 30 and 7 days before."""
    day = {"valid_from": dt.date(2020, 1, 1), "description": "R16", "confidence": "own"}
    Rule.objects.create(code="R16", unit="yearly_date", day=15, month=10, **day)
    Rule.objects.create(code="R16-first", unit="days", number=30, **day)
    Rule.objects.create(code="R16-last", unit="days", number=7, **day)


def cut(item, reason="no_money"):
    return put_off_line(
        item, settled="cancelled", cancel_reason=reason, reason="Tỉnh chưa cấp kinh phí", by=None, at=IN_YEAR
    )


# -- the year of the whole --


def test_the_year_counts_lines_by_kind_source_month_and_condition(rule_r16, province, department_officer):
    done = approved_line(province, estimate=100, funding_source="union")
    delegation(province, plan_item=done, state="done", cost=90)
    cut(
        approved_line(
            province, "Đoàn hai", estimate=50, funding_source="provincial_budget", starts_on="2027-03"
        )
    )
    approved_line(province, "Hội thảo", kind="domestic", starts_on="2027")
    found = plan_year(department_officer, year=YEAR, on=ON)
    assert (found.whole.lines, found.whole.done, found.whole.estimate, found.whole.spent) == (3, 1, 150, 90)
    assert dict(found.whole.conditions) == {"done": 1, "cancelled": 1, "planned": 1}
    assert {kind: sums.lines for kind, sums in found.by_kind.items()} == {"outgoing": 2, "domestic": 1}
    assert {month: sums.lines for month, sums in found.by_month.items()} == {5: 1, 3: 1, 0: 1}
    assert {source: sums.estimate for source, sums in found.by_source.items()} == {
        "union": 100, "provincial_budget": 50, "": 0,
    }  # fmt: skip


def test_units_that_have_not_sent_are_late_from_the_day_after_it_was_due(
    rule_r16, province, other_province, department_officer
):
    AnnualPlan.objects.filter(pk=plan(other_province).pk).update(state="in_approval")
    line_of = {one.unit: one for one in plan_year(department_officer, year=YEAR, on=AUTUMN).units}
    assert line_of[province].plan is None
    assert line_of[province].days_late == 5
    assert line_of[other_province].days_late == 0
    on_the_day = plan_year(department_officer, year=YEAR, on=dt.date(YEAR - 1, 10, 15))
    assert [one.days_late for one in on_the_day.units] == [0, 0]
    assert [one.unit for one in on_the_day.missing] == [province]


def test_a_begun_plan_is_not_sent(rule_r16, province, department_officer):
    line(plan(province))
    (one,) = plan_year(department_officer, year=YEAR, on=AUTUMN).units
    assert (one.is_sent, one.days_late, one.sums.lines) == (False, 5, 1)


def test_an_officer_reads_the_plans_of_the_own_unit_alone(rule_r16, province, other_province, officer):
    approved_line(province)
    approved_line(other_province)
    found = plan_year(officer, year=YEAR, on=ON)
    assert [one.unit for one in found.units] == [province]
    assert found.whole.lines == 1


def test_the_year_costs_the_same_queries_however_many_lines(
    rule_r16, province, department_officer, django_assert_num_queries
):
    approved_line(province)
    plan_year(department_officer, year=YEAR, on=ON)  # the offices of the reader are asked once
    with django_assert_num_queries(7) as few:
        plan_year(department_officer, year=YEAR, on=ON)
    for number in range(12):
        approved_line(province, f"Đoàn {number}")
    with django_assert_num_queries(len(few.captured_queries)):
        plan_year(department_officer, year=YEAR, on=ON)


def test_without_the_rule_nothing_is_due(province, department_officer):
    Rule.objects.filter(code="R16").delete()
    assert due_on(YEAR) is None
    assert plan_year(department_officer, year=YEAR, on=AUTUMN).missing[0].days_late == 0


# -- outside the plan --


def test_what_stands_in_no_line_is_outside_the_plan(province, officer):
    item = approved_line(province)
    delegation(province, "trong", plan_item=item, planned="in_plan", starts_on="05/2027")
    arisen = delegation(province, "phát sinh", planned="unplanned", starts_on="06/2027")
    unsaid = delegation(province, "không nói", starts_on="07/2027")
    meeting = event(province, "hội thảo", starts_on="08/2027")
    named = delegation(province, "nói trong kế hoạch", planned="in_plan", starts_on="06/2027")
    delegation(province, "năm khác", planned="unplanned", starts_on="06/2026")
    delegation(province, "bị hủy", planned="unplanned", starts_on="06/2027", state="cancelled")
    delegation(province, "trực tuyến", mode="online", starts_on="06/2027")
    assert dossiers_of_no_line(officer, year=YEAR).all() == [arisen, unsaid, meeting]
    assert without_their_line(officer, year=YEAR).all() == [named]


# -- annex I: the plan of the year --


def test_the_plan_of_the_year_is_what_was_approved(province, other_province):
    approved_line(province, "một", size=5)
    approved_line(province, "hai")
    cut(approved_line(province, "ba", kind="incoming", size=7))
    approved_line(province, "bốn", kind="domestic")
    line(plan(other_province), "chưa phê duyệt")
    made = AnnualPlan.objects.get(unit=province)
    line(made, "bổ sung", reason="Bạn mời")
    assert planned_numbers(YEAR) == {
        "outgoing": 2, "outgoing_people": 5, "incoming": 1, "incoming_people": 7, "events": 1,
    }  # fmt: skip
    assert planned_numbers(YEAR, [other_province.pk]) == {}
    assert planned_numbers(YEAR + 1) == {}


def test_people_that_nobody_stated_are_not_nought(province):
    approved_line(province)
    numbers = planned_numbers(YEAR)
    assert (numbers["outgoing_people"], numbers["incoming_people"]) == (None, 0)


# -- annex XI --


def cells(officer, on=ON):
    outside = dossiers_of_no_line(officer, year=YEAR)
    rows = annex_rows(
        PlanItem.objects.visible_to(officer).live().of_year(YEAR), outside.delegations, outside.events, on=on
    )
    return {row["cells"][0]: row["cells"][1:] for row in rows}


def test_annex_xi_tells_each_line_and_what_was_not_planned(province, officer):
    done = approved_line(province, "Thăm", estimate=100)
    delegation(province, plan_item=done, state="done", cost=90)
    cut(approved_line(province, "Cắt"))
    late = approved_line(province, "Muộn", starts_on="02/2027")
    carried = approved_line(province, "Chuyển")
    carry_line(carried, cancel_reason="partner", reason="Bạn lùi", by=None, at=IN_YEAR)
    delegation(
        province, "Bất ngờ", planned="unplanned", unplanned_reason="Bạn mời gấp", starts_on="06/2027", cost=3
    )
    found = cells(officer)
    assert found["Thăm"] == ["05/2027", "Thực hiện", "", 100, 90]
    assert found["Cắt"] == ["05/2027", "Hủy", "Thiếu kinh phí: Tỉnh chưa cấp kinh phí", None, None]
    assert found["Muộn"][1] == "Quá thời gian, chưa thực hiện"
    assert found["Chuyển"][1] == "Chuyển sang năm sau"
    assert found["Bất ngờ"] == ["06/2027", "Phát sinh ngoài kế hoạch", "Bạn mời gấp", None, 3]
    assert late.title in found


def test_annex_xi_says_why_a_dossier_was_called_off(province, officer):
    item = approved_line(province, "Thăm")
    delegation(
        province, plan_item=item, state="cancelled", put_off_because="force_majeure", put_off_note="Bão số 3"
    )
    state, reason = cells(officer)["Thăm"][1:3]
    assert state == "Hủy"
    assert reason.endswith("Bão số 3")


def test_annex_xi_does_not_ask_more_for_more_lines(province, officer, django_assert_num_queries):
    def rows():
        items = PlanItem.objects.visible_to(officer).live().of_year(YEAR)
        return annex_rows(items, Delegation.objects.none(), Event.objects.none(), on=ON)

    delegation(province, plan_item=approved_line(province), state="done")
    rows()  # the offices of the reader are asked once
    with django_assert_num_queries(5) as few:
        rows()
    for number in range(10):
        delegation(province, plan_item=approved_line(province, f"Đoàn {number}"), state="done")
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(rows()) == 11


def test_the_annex_of_a_unit_adds_up(province, officer):
    delegation(province, plan_item=approved_line(province, estimate=100), state="done", cost=90)
    delegation(province, "Bất ngờ", planned="unplanned", starts_on="06/2027", cost=3)
    outside = dossiers_of_no_line(officer, year=YEAR)
    rows = annex_rows(PlanItem.objects.live(), outside.delegations, outside.events, on=ON)
    annex = performance_annex(rows, with_unit=False)
    assert annex.number == "XI"
    assert annex.total[-2:] == [100, 93]
    assert annex.table.total_cells[0].columns == 5


# -- papers --


def test_the_paper_of_a_plan_says_how_much_and_lists_its_lines(province, officer):
    made = plan(province)
    line(made, estimate=100, funding_source="union", size=5)
    line(made, "Đón đoàn", kind="incoming")
    paper = plan_paper(made, officer, on=AUTUMN)
    body = " ".join(text for _kind, _block, text in paper.blocks)
    assert "1 đoàn ra, 1 đoàn vào, 0 hội nghị, hội thảo" in body
    assert "100 đồng; 1 mục chưa nêu kinh phí" in body
    assert [annex.title for annex in paper.annexes] == [
        "Danh mục đoàn ra, đoàn vào, hội nghị, hội thảo quốc tế dự kiến"
    ]
    assert len(paper.annexes[0].rows) == 2
    assert paper.annexes[0].total[-3] == 100


def test_an_approved_plan_prints_what_became_of_it(province, officer):
    item = approved_line(province)
    paper = plan_paper(item.plan, officer, on=ON)
    assert [label for label, _annex in paper.numbered_annexes] == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert paper.annexes[1].title == "Kế hoạch năm so với thực hiện"


def test_a_plan_without_lines_says_so(province, officer):
    paper = plan_paper(plan(province), officer, on=AUTUMN)
    assert paper.annexes[0].note.startswith("Không có kế hoạch")


def test_the_paper_of_the_whole_holds_what_the_reader_sees(
    province, other_province, officer, department_officer
):
    approved_line(province)
    approved_line(other_province, "Đoàn khác")
    assert len(year_paper(department_officer, YEAR, on=ON).annexes[0].rows) == 2
    assert len(year_paper(officer, YEAR, on=ON).annexes[0].rows) == 1
    assert annexes_xlsx(year_paper(officer, YEAR, on=ON))[:2] == b"PK"


# -- reminders --


def notices(on) -> list[tuple]:
    remind_of_plans(on=on)
    return list(Notice.objects.order_by("pk").values_list("recipient__username", "kind"))


def test_a_unit_is_reminded_before_and_after_the_deadline_once_each(rule_r16, province, officer):
    assert notices(dt.date(2026, 9, 1)) == []
    assert notices(dt.date(2026, 9, 20)) == [(officer.username, "delegations/plan_due")]
    assert len(notices(dt.date(2026, 9, 21))) == 1
    assert len(notices(dt.date(2026, 10, 9))) == 2
    assert [kind for _who, kind in notices(dt.date(2026, 10, 16))][-1] == "delegations/plan_overdue"
    assert len(notices(dt.date(2026, 11, 1))) == 3


def test_who_has_sent_is_not_reminded(rule_r16, province, officer):
    approve(plan(province))
    assert notices(dt.date(2026, 10, 20)) == []


def test_the_chasing_text_holds_unit_deadline_and_link(province):
    text = chase_text(province, YEAR, dt.date(2026, 10, 15))
    assert text.startswith(
        "LĐLĐ tỉnh Lào Cai: đề nghị gửi kế hoạch đoàn ra, đoàn vào, hội nghị quốc tế năm 2027, hạn 15/10/2026. "
    )
    assert text.endswith(f"/doan/ke-hoach/them/?unit={province.pk}&year=2027")
