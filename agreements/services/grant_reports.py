"""Reports on grants: opened by the rules of the day of approval, sent, found unneeded, moved to another day."""

import datetime as dt
from collections.abc import Callable
from functools import cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.rules import number
from portal.notifications.many import tell_many

from ..figures.grant_reports import OWN, approved_day, made, owed, rules_on, unsent
from ..models import GrantReport, Resource, ResourceStage, refusal
from ..notices.addressees import Addressees
from ..notices.grants import due_event, overdue_event, report_heap
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
    if approved_day(held) is None:
        raise ValidationError(
            {"approved_on": refusal(_("approved on"), _("nothing"), _("a day: the rules of that day count"))}
        )
    rows = _unopened(held, rules_on, on)
    GrantReport.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        write_trail(Verb.OPENED, held, by=by, details={"reports": len(rows)})
    return len(rows)


def _unopened(resource: Resource, rules: Callable[[dt.date], dict], on: dt.date) -> list[GrantReport]:
    """The reports on periods that end within a year, not saved, without those that were opened already."""
    approved = approved_day(resource)
    if approved is None:
        return []
    known = {(report.rule_code, report.period_to) for report in resource.grant_reports.all()}
    asked = owed(resource, rules(approved), until=on + AHEAD)
    return [made(resource, one) for one in asked if (one.rule.code, one.last) not in known]


def open_coming_reports(*, on: dt.date) -> int:
    """For every grant that owes reports and has not yet those of the coming year. How many were opened.

    A grant that has them all is looked at without a query of its own.
    """
    grants = Resource.objects.live().received().filter(stage__in=OWING).exclude(approved_on=None)
    rows = grants.select_related("unit").prefetch_related("grant_reports").order_by("pk")
    rules = cache(rules_on)
    lacking = [grant for grant in rows.iterator(chunk_size=500) if _unopened(grant, rules, on)]
    return sum(open_reports(grant, by=None, on=on) for grant in lacking)


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
    """Before the day, and once it has passed: each told once for each day it is due. How many notices are new.

    Who was appointed later is told of what is still open.
    """
    lead = number(LEAD, on)
    rows = unsent(GrantReport.objects.select_related("resource__unit", "resource__officer__user"))
    last = on - dt.timedelta(days=1) if lead is None else on + dt.timedelta(days=lead)
    found = list(rows.filter(due_on__range=(on - FORGOTTEN, last)).order_by("due_on", "pk"))
    people = Addressees.of(report.resource.unit_id for report in found)
    events = [(overdue_event if report.due_on < on else due_event)(report, people, on=on) for report in found]
    return tell_many(events, heap=report_heap(), on=on)


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
