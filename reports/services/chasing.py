"""Chasing units that are late: each time leaves a row, so that the next officer sees it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from reports.models import Chase, ChaseChannel, Cycle, Report
from reports.notices import chase_by_mail

from .collecting import gathers


@transaction.atomic
def chase(report: Report, *, channel: str, by, at: dt.datetime) -> Chase:
    """Chase one unit. By mail a notice and a letter go out; telephone and Zalo are only noted down.

    By the department, or by the unit that asked for the report. Raises PermissionDenied, or ValidationError for a
    way of chasing that there is not.
    """
    if not gathers(by, report):
        require(by, Permission.CHASE, report)
    if channel not in ChaseChannel.values:
        raise ValidationError(
            _("How to chase: found “%(found)s”, expected one of %(expected)s.")
            % {"found": channel, "expected": ", ".join(str(label) for label in ChaseChannel.labels)}
        )
    if channel == ChaseChannel.MAIL:
        chase_by_mail(report, by=by, at=at)
    row = Chase.objects.create(report=report, channel=channel, at=at, by=by)
    record(Verb.CHASED, report, by=by, at=at, details={"channel": channel})
    return row


def chase_missing(cycle: Cycle, *, by, at: dt.datetime) -> int:
    """One click: every unit that has not sent and whose deadline has come. Returns how many were chased."""
    waiting = (
        Report.objects.visible_to(by)
        .of_cycle(cycle)
        .direct()
        .waiting_for_unit()
        .filter(due_on__lte=at.astimezone().date())
    )
    reports = list(waiting.select_related("unit", "cycle"))
    for report in reports:
        chase(report, channel=ChaseChannel.MAIL, by=by, at=at)
    return len(reports)
