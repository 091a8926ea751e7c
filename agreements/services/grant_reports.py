"""Reports on grants: opened by the rules of the day of approval, sent, found unneeded, moved to another day."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.rules import number

from ..figures.grant_reports import OWN, approved_day, made, owed, rules_on, unsent
from ..models import GrantReport, Resource, ResourceStage, refusal
from ..notices.grants import tell_report_due, tell_report_overdue
from .money import locked

AHEAD = dt.timedelta(days=366)
LEAD = "R22-lead"
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten
#: Stages in which a grant owes its reports.
OWING = (ResourceStage.APPROVED, ResourceStage.RUNNING, ResourceStage.COMPLETED)


@transaction.atomic
def open_reports(resource: Resource, *, by, on: dt.date) -> int:
    """Open the reports on periods that end within a year of `on`; run again, it adds what has come. How many.

    Known by rule and period: one whose day was moved is not opened a second time. Raises ValidationError where
    the grant has no approval.
    """
    held = locked(resource, by)
    approved = approved_day(held)
    if approved is None:
        raise ValidationError(
            {"approved_on": refusal(_("approved on"), _("nothing"), _("a day: the rules of that day count"))}
        )
    known = set(held.grant_reports.values_list("rule_code", "period_to"))
    rows = [
        made(held, one)
        for one in owed(held, rules_on(approved), until=on + AHEAD)
        if (one.rule.code, one.last) not in known
    ]
    GrantReport.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        write_trail(Verb.OPENED, held, by=by, details={"reports": len(rows)})
    return len(rows)


def open_coming_reports(*, on: dt.date) -> int:
    """For every grant that owes reports and has not yet those of the coming year. How many were opened."""
    grants = Resource.objects.live().received().filter(stage__in=OWING).exclude(approved_on=None)
    return sum(open_reports(grant, by=None, on=on) for grant in grants.select_related("unit").iterator())


@transaction.atomic
def save_report(report: GrantReport, *, by, on: dt.date) -> GrantReport:
    """Enter or change a report: progress and obstacles of its period, its day, when and as which paper it went."""
    resource = locked(report.resource, by)
    report.rule_code = report.rule_code or OWN
    _check(report, on)
    report.full_clean()
    report.save()
    verb = Verb.SUBMITTED if report.sent_on else Verb.UPDATED
    write_trail(verb, resource, by=by, details={"report": report.title, "sent_on": str(report.sent_on or "")})
    return report


@transaction.atomic
def waive_report(report: GrantReport, *, by, reason: str, whole_rule: bool = False) -> int:
    """This report is not needed, or with `whole_rule` none of its rule that is not sent yet. How many."""
    resource = locked(report.resource, by)
    if not reason.strip():
        raise ValidationError(
            {"reason": _("%(label)s: found nothing, expected a value.") % {"label": _("reason")}}
        )
    rows = resource.grant_reports.filter(sent_on=None)
    rows = rows.filter(rule_code=report.rule_code) if whole_rule else rows.filter(pk=report.pk)
    count = rows.update(waived_reason=reason.strip()[:300])
    write_trail(Verb.CANCELLED, resource, by=by, details={"report": report.title, "reason": reason[:300]})
    return count


def drop_reports_after(resource: Resource, *, on: dt.date) -> int:
    """Periods after the grant has ended owe nothing any more; what was sent or waived stays. How many went."""
    rows = resource.grant_reports.filter(sent_on=None, waived_reason="", period_from__gt=on)
    return rows.exclude(rule_code=OWN).delete()[0]


def remind_of_grant_reports(*, on: dt.date) -> int:
    """Before the day, and once it has passed: each told once for each day it is due. How many notices are new."""
    lead, sent = number(LEAD, on), 0
    last = on + dt.timedelta(days=lead) if lead is not None else on
    rows = unsent(GrantReport.objects.filter(due_on__gte=on - FORGOTTEN, due_on__lte=last))
    for report in rows.select_related("resource__unit").order_by("due_on", "pk"):
        if report.due_on < on:
            sent += len(tell_report_overdue(report, on=on))
        elif lead is not None:
            sent += len(tell_report_due(report, on=on))
    return sent


def _check(report: GrantReport, on: dt.date) -> None:
    wrong = {}
    if report.period_from and report.period_to and report.period_to < report.period_from:
        wrong["period_to"] = refusal(
            _("to"),
            f"{report.period_to:%d/%m/%Y}",
            _("%(day)s or later") % {"day": f"{report.period_from:%d/%m/%Y}"},
        )
    if report.sent_on and report.sent_on > on:
        wrong["sent_on"] = refusal(
            _("sent on"), f"{report.sent_on:%d/%m/%Y}", _("%(day)s or earlier") % {"day": f"{on:%d/%m/%Y}"}
        )
    if report.sent_on and report.waived_reason:
        wrong["waived_reason"] = refusal(
            _("not needed because"), report.waived_reason, _("nothing: the report was sent")
        )
    if wrong:
        raise ValidationError(wrong)
