"""Units are reminded of reports they have not sent: 7, 3, 1 days before, 1, 3, 7 days after, then their leader."""

import datetime as dt

import pytest
from django.utils import translation

from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from reports.services.collecting import ask_below
from reports.services.cycles import cancel_cycle, extend_report
from reports.services.reminders import remind_of_reports
from tests.factories.accounts import holder
from tests.factories.reports import IN_TIME, OPENED, cycle, report_of, returned, sent
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 6, 16)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def found(province, other_province):
    """The half-year with the rules of the law and the house: due on 16/06/2026."""
    return cycle()


def kinds(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (-8, None),
        (-7, "reports/due"),
        (-5, "reports/due"),
        (-3, "reports/due"),
        (-1, "reports/due"),
        (1, "reports/overdue"),
        (3, "reports/overdue"),
        (7, "reports/overdue"),
    ],
)
def test_the_unit_is_told_on_each_day_of_the_rules_once(found, officer, days, kind):
    for _twice in range(2):
        remind_of_reports(on=DUE + days * DAY)
    assert kinds(officer) == ([kind] if kind else [])


def test_who_never_answers_is_told_seven_times_in_all_and_then_the_leader_is(found, officer):
    head = holder("unit_leader", officer.roles.get().unit, username="lanhdao")
    for days in range(-10, 12):
        remind_of_reports(on=DUE + days * DAY)
    assert kinds(officer) == ["reports/due"] * 3 + ["reports/overdue"] * 3
    climbed = Notice.objects.filter(recipient=head, key__endswith=":leader")
    assert [notice.subject for notice in climbed] == [
        "Quá hạn 8 ngày: báo cáo 6 tháng đầu năm 2026 của LĐLĐ tỉnh Lào Cai"
    ]


def test_a_day_on_which_the_portal_stood_still_loses_no_reminder(found, officer):
    remind_of_reports(on=DUE - 2 * DAY)
    remind_of_reports(on=DUE + 5 * DAY)
    assert kinds(officer) == ["reports/due", "reports/overdue"]


def test_who_has_sent_is_left_alone_until_it_is_returned(found, province, officer):
    report = sent(province)
    assert [remind_of_reports(on=DUE + 3 * DAY), kinds(officer)] == [0, []]
    returned(report, due_on=DUE + 10 * DAY, at=IN_TIME)
    Notice.objects.all().delete()
    remind_of_reports(on=DUE + 9 * DAY)
    assert kinds(officer) == ["reports/due"]


def test_a_moved_deadline_is_announced_anew(found, province, officer, department_officer):
    remind_of_reports(on=DUE - DAY)
    extend_report(report_of(province), due_on=DUE + 5 * DAY, reason="Bão", by=department_officer, at=IN_TIME)
    remind_of_reports(on=DUE + 4 * DAY)
    assert kinds(officer) == ["reports/due", "reports/due"]


def test_nobody_is_reminded_of_a_cancelled_cycle(found, officer, department_head):
    cancel_cycle(found, reason="Mở nhầm", by=department_head, at=IN_TIME)
    assert remind_of_reports(on=DUE + 3 * DAY) == 0


def test_the_days_are_rules_that_can_be_ended_and_changed(found, officer):
    Rule.objects.filter(code="R25-first").update(number=12)
    Rule.objects.filter(code__startswith="R25-late").update(valid_to=DUE)
    remind_of_reports(on=DUE - 12 * DAY)
    remind_of_reports(on=DUE + 7 * DAY)
    assert kinds(officer) == ["reports/due"]


def test_a_unit_below_is_reminded_and_its_lateness_climbs_to_who_asked(found, province, officer):
    below = UnitFactory(code="CDCS-1", unit_type="grassroots_union", parent=province)
    theirs = holder("unit_officer", below, username="coso")
    ask_below(report_of(province), [below], due_on=DUE - 4 * DAY, by=officer, at=OPENED)
    Notice.objects.all().delete()
    remind_of_reports(on=DUE - 3 * DAY)
    assert kinds(theirs) == ["reports/overdue"]
    remind_of_reports(on=DUE + 4 * DAY)
    assert Notice.objects.filter(recipient=officer, key__endswith=":leader").count() == 1
