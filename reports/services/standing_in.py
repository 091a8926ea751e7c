"""Sending a report for a leader who is away: only by a dated authority, which the paper names (domain.md 9.5)."""

import datetime as dt

from django.utils import timezone

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.units.models import SubmissionMode, Unit
from portal.workflow.interest import authorities_of
from portal.workflow.models import Deputisation
from reports.models import Report

ALL_MATTERS = ""


def authority_of(user, report: Report, *, on: dt.date) -> Deputisation | None:
    """The authority in force that day by which this person stands in for a leader of the report's unit."""
    if user is None:
        return None
    leads = _leaders(report, on)
    rows = authorities_of(user, on=on).filter(
        matter=ALL_MATTERS, giver__roles__in=leads, giver__is_active=True
    )
    return rows.order_by("pk").first()


def deputises(user, report: Report) -> bool:
    """Whether this person may send the report today although the office of the leader is another's."""
    return authority_of(user, report, on=timezone.localdate()) is not None


def leader_may_send(report: Report, *, on: dt.date) -> bool:
    """Whether the unit sends without paper: its leader has an account that day, and its setting lets that do."""
    if report.unit.submission_mode == SubmissionMode.SIGNED_COPY:
        return False
    return _leaders(report, on).filter(user__is_active=True).exists()


def _leaders(report: Report, on: dt.date):
    """The offices that lead the report's unit that day."""
    return RoleAssignment.objects.current(on=on).permitting(Permission.REPORT_SUBMIT).filter(unit=report.unit)


def signs_as(authority: Deputisation, unit: Unit) -> str:
    """ "KT. Chủ tịch": what stands above the deputy's name."""
    return f"{authority.form} {unit.leader_post or unit.signature_title}"
