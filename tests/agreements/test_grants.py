"""The way of a grant from proposal to completion, the reports it owes and the rules by which it owes them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agreements.figures.grant_reports import owed, rules_on, state_of
from agreements.figures.grant_warnings import deadlines, warnings
from agreements.models import GrantReport, Resource, ResourceStage
from agreements.services.grant_reports import (
    open_coming_reports,
    open_reports,
    remind_of_grant_reports,
    save_report,
    waive_report,
)
from agreements.services.grants import open_grant
from agreements.workflow.grants import GRANT, GRANT_MATTER, offered_steps, submit_grant
from portal.deadlines.models import Rule
from portal.deadlines.reference import load as load_rules
from portal.notifications.models import Notice
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.services import approvals
from tests.factories.accounts import holder
from tests.factories.agreements import partner, resource
from tests.factories.resources import movement
from tests.factories.workflow import chain, inside

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 3, 2, 9, 0))
MONDAY = dt.date(2026, 3, 2)
M = 1_000_000
PAPER = {"number": "12/QĐ-TLĐ", "dated": dt.date(2026, 2, 27), "authority": "Đoàn Chủ tịch"}


@pytest.fixture(autouse=True)
def _rules():
    load_rules()


def grant(unit, **values) -> Resource:
    values = {
        "amount": 100 * M, "currency": "VND", "starts_on": "03/2026", "ends_on": "31/12/2026", "is_project": True,
        "purpose": "Đào tạo cán bộ công đoàn", **values,
    }  # fmt: skip
    return resource(unit, partners=[partner()], **values)


def approved(unit, on=PAPER["dated"], **values) -> Resource:
    made = open_grant(grant(unit, **values), by=None, at=AT)
    return GRANT.move(made, "record", by=None, at=AT, **{**PAPER, "dated": on})


def said(refused) -> str:
    return " ".join(refused.value.messages)


# -- the way --


def test_a_grant_goes_through_its_chain(province, officer, leader, department_head):
    chain(
        inside("propose", "own", "unit_leader"), inside("approve", "confederation", "department_head"),
        matter=GRANT_MATTER.code,
    )  # fmt: skip
    made = open_grant(grant(province), by=officer, at=AT)
    submit_grant(made, by=officer, at=AT)
    assert Resource.objects.get().stage == ResourceStage.IN_APPROVAL
    assert Resource.objects.get().submitted_on == MONDAY
    run = Approval.objects.of(made).running().get()
    approvals.agree(run, by=leader, at=AT, step_position=1)
    run.refresh_from_db()
    approvals.agree(
        run, by=department_head, at=AT, step_position=2, number="9/QĐ-TLĐ", dated=MONDAY, authority="TLĐ"
    )
    found = Resource.objects.get()
    assert (found.stage, found.approval_number, found.approved_on.display()) == (
        "approved",
        "9/QĐ-TLĐ",
        "02/03/2026",
    )
    assert found.grant_reports.exists()


def test_what_is_not_whole_is_not_submitted(province):
    bare = resource(province)
    made = open_grant(bare, by=None, at=AT)
    with pytest.raises(ValidationError) as refused:
        GRANT.move(made, "submit", by=None, at=AT)
    assert len(refused.value.messages) == 4
    assert "Mục đích, nội dung: đang ghi “trống”" in said(refused)


def test_a_procedure_begins_once(province, other_officer):
    made = grant(province)
    with pytest.raises(PermissionDenied):
        open_grant(made, by=other_officer, at=AT)
    open_grant(made, by=None, at=AT)
    with pytest.raises(WrongStateError):
        open_grant(made, by=None, at=AT)


def test_a_paper_of_tomorrow_approves_nothing(province):
    with pytest.raises(ValidationError) as refused:
        approved(province, on=MONDAY + dt.timedelta(days=1))
    assert "03/03/2026" in said(refused)


def test_it_begins_after_its_approval_and_ends_after_its_beginning(province):
    made = approved(province)
    with pytest.raises(ValidationError):
        GRANT.move(made, "begin", by=None, at=AT, begun_on=dt.date(2026, 2, 26))
    GRANT.move(made, "begin", by=None, at=AT, begun_on=dt.date(2026, 2, 28))
    with pytest.raises(ValidationError):
        GRANT.move(made, "complete", by=None, at=AT, completed_on=dt.date(2026, 2, 27))
    GRANT.move(made, "complete", by=None, at=AT, completed_on=MONDAY)
    assert Resource.objects.get().stage == ResourceStage.COMPLETED


def test_an_approval_that_was_revoked_asks_for_no_report(province):
    made = approved(province)
    sent = made.grant_reports.first()
    sent.sent_on = MONDAY
    save_report(sent, by=None, on=MONDAY)
    GRANT.move(made, "revoke", by=None, at=AT, why="Nhà tài trợ rút")
    assert [report.pk for report in made.grant_reports.all()] == [sent.pk]


def test_who_entered_it_decides_nothing(province, officer):
    made = grant(province)
    Resource.objects.filter(pk=made.pk).update(created_by=officer)
    assert GRANT_MATTER.interested(Resource.objects.get()) == {officer.pk}


def test_a_row_of_the_register_offers_no_step(province, officer):
    assert offered_steps(grant(province), officer) == []
    assert {step.name for step in offered_steps(open_grant(grant(province, title="Hai"), by=None, at=AT), officer)} == {"submit", "record"}  # fmt: skip


# -- reports: days worked out by hand --


def test_reports_of_a_grant_of_ten_months(province):
    made = approved(province)
    found = {
        (report.rule_code, report.period_to.isoformat()): report.due_on for report in made.grant_reports.all()
    }
    assert len(found) == 11 + 1 + 1 + 1 + 1 + 1 + 1
    assert found["R23-month", "2026-02-28"] == dt.date(2026, 3, 10)
    assert found["R23-month", "2026-12-31"] == dt.date(2027, 1, 10)
    assert found["R23-h1", "2026-06-30"] == dt.date(2026, 7, 31)
    assert found["R23-h2", "2026-12-31"] == dt.date(2027, 2, 15)
    assert found["R23-year", "2026-12-31"] == dt.date(2027, 2, 28)
    assert found["R22-half", "2026-06-30"] == dt.date(2026, 7, 15)
    assert found["R22", "2026-12-31"] == dt.date(2027, 1, 15)
    assert found["R22-completion", "2026-12-31"] == dt.date(2027, 6, 30)


def test_february_of_a_leap_year(province):
    made = grant(province, approved_on="15/02/2028", ends_on="2028", starts_on="2028")
    months = [
        one
        for one in owed(made, rules_on(MONDAY), until=dt.date(2028, 12, 31))
        if one.rule.code == "R23-month"
    ]
    assert (months[0].last, months[0].due_on) == (dt.date(2028, 2, 29), dt.date(2028, 3, 10))


def test_the_completion_of_what_ends_in_august_is_due_on_the_last_of_february(province):
    made = grant(province, approved_on="01/03/2026", ends_on="31/08/2026")
    (one,) = [one for one in owed(made, rules_on(MONDAY), until=MONDAY) if one.rule.code == "R22-completion"]
    assert one.due_on == dt.date(2027, 2, 28)


def test_an_old_project_keeps_the_rule_of_its_approval(province):
    Rule.objects.filter(code="R22", valid_to=None).update(day=31, month=3)
    old = grant(province, approved_on="07/12/2025", starts_on="12/2025", ends_on="2026")
    new = grant(province, title="Mới", approved_on="08/12/2025", starts_on="12/2025", ends_on="2026")
    for one in (old, new):
        open_reports(one, by=None, on=MONDAY)
    due = {one.pk: one.grant_reports.get(rule_code="R22", period_to="2026-12-31") for one in (old, new)}
    assert due[old.pk].due_on == dt.date(2027, 1, 15)
    assert "80/2020" in due[old.pk].rule_said
    assert due[new.pk].due_on == dt.date(2027, 3, 31)
    assert "313/2025" in due[new.pk].rule_said


def test_reports_are_opened_once_even_where_their_day_was_moved(province):
    made = approved(province)
    count = made.grant_reports.count()
    report = made.grant_reports.get(rule_code="R22")
    report.due_on = dt.date(2027, 1, 31)
    save_report(report, by=None, on=MONDAY)
    assert open_reports(made, by=None, on=MONDAY) == 0
    assert made.grant_reports.count() == count


def test_a_project_without_an_end_gets_the_reports_of_the_coming_year(province):
    made = approved(province, ends_on=None)
    last = made.grant_reports.order_by("-period_to").first().period_to
    assert last == dt.date(2027, 2, 28)  # the last whole period within a year of the day
    assert open_coming_reports(on=dt.date(2027, 3, 2)) > 0
    assert open_coming_reports(on=dt.date(2027, 3, 2)) == 0


def test_periods_after_its_completion_owe_nothing(province):
    made = approved(province)
    GRANT.move(made, "begin", by=None, at=AT, begun_on=dt.date(2026, 2, 28))
    later = timezone.make_aware(dt.datetime(2026, 5, 20, 9, 0))
    GRANT.move(made, "complete", by=None, at=later, completed_on=dt.date(2026, 5, 20))
    months = made.grant_reports.filter(rule_code="R23-month").values_list("period_to", flat=True)
    assert max(months) == dt.date(2026, 5, 31)


def test_nothing_is_owed_before_the_approval_nor_for_what_we_give(province):
    with pytest.raises(ValidationError):
        open_reports(grant(province), by=None, on=MONDAY)
    given = approved(province, direction="given")
    assert not given.grant_reports.exists()


def test_a_report_is_sent_late_or_found_unneeded(province):
    report = approved(province).grant_reports.get(rule_code="R23-month", period_to="2026-03-31")
    assert state_of(report, on=dt.date(2026, 4, 10))[1] == "wait"
    assert state_of(report, on=dt.date(2026, 4, 11))[1] == "bad"
    with pytest.raises(ValidationError):
        waive_report(report, by=None, reason=" ")
    assert waive_report(report, by=None, reason="Không có tiền qua tài khoản", whole_rule=True) == 11
    assert GrantReport.objects.exclude(waived_reason="").count() == 11


def test_a_report_sent_tomorrow_is_refused(province):
    report = approved(province).grant_reports.first()
    report.sent_on = MONDAY + dt.timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        save_report(report, by=None, on=MONDAY)
    assert "02/03/2026" in said(refused)


def test_reminders_are_told_once_before_and_once_after_the_day(province, officer, leader):
    approved(province)
    assert remind_of_grant_reports(on=dt.date(2026, 3, 2)) == 0  # due on the 10th: eight days
    assert remind_of_grant_reports(on=dt.date(2026, 3, 3)) == 1
    assert remind_of_grant_reports(on=dt.date(2026, 3, 4)) == 0
    assert remind_of_grant_reports(on=dt.date(2026, 3, 11)) == 2
    assert remind_of_grant_reports(on=dt.date(2026, 3, 12)) == 0
    assert set(Notice.objects.filter(kind="agreements/grant_report_overdue").values_list("recipient", flat=True)) == {officer.pk, leader.pk}  # fmt: skip


def test_who_is_appointed_later_is_told_of_what_is_still_open(province, officer):
    approved(province)
    on = dt.date(2026, 3, 11)
    assert remind_of_grant_reports(on=on) == 1
    later = holder("unit_officer", province, username="moi-bo-nhiem")
    assert remind_of_grant_reports(on=on) == 1
    assert Notice.objects.get(recipient=later).kind == "agreements/grant_report_overdue"
    assert remind_of_grant_reports(on=on) == 0
    GrantReport.objects.update(sent_on="2026-03-12")
    assert not Notice.objects.filter(recipient=holder("unit_leader", province)).exists()
    assert remind_of_grant_reports(on=dt.date(2026, 3, 12)) == 0


# -- warnings --


def texts(record, on) -> str:
    return " | ".join(one.text for one in warnings(record, list(record.movements.all()), on=on))


def test_not_begun_in_six_months_is_a_warning(province):
    made = approved(province)  # 27/2/2026: until 27/8
    assert "chưa" not in texts(made, dt.date(2026, 7, 27))
    assert "27/08/2026" in texts(made, dt.date(2026, 7, 29))
    assert "thu hồi" in texts(made, dt.date(2026, 8, 28))
    GRANT.move(made, "begin", by=None, at=AT, begun_on=dt.date(2026, 2, 28))
    assert "thu hồi" not in texts(Resource.objects.get(), dt.date(2026, 8, 28))


def test_money_before_the_approval_is_a_warning(province):
    made = grant(province, approved_on="27/02/2026", aid_account="Ngân hàng, chi nhánh")
    movement(made, "received", M, "2026-02-27")
    assert "trước khi" not in texts(made, MONDAY)
    movement(made, "received", M, "2026-02-26")
    assert "26/02/2026" in texts(made, MONDAY)


def test_the_appraisal_has_twenty_days(province):
    made = open_grant(grant(province), by=None, at=AT)
    GRANT.move(made, "submit", by=None, at=AT)
    found = Resource.objects.get()
    assert [(one.due_on, one.rule[:3]) for one in deadlines(found)] == [(dt.date(2026, 3, 22), "R20")]
    assert "22/03/2026" in texts(found, dt.date(2026, 3, 23))


def test_a_sum_without_a_rate_is_said_to_stand_in_no_total(province):
    made = grant(province, amount=22_500, currency="AUD")
    assert "AUD" in texts(made, MONDAY)
