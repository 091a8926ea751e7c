"""Words at one cell of a report: said by the unit or by those who receive it, settled when they are dealt with."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.text import normalise
from reports.figures.layouts import ANNEXES
from reports.models import CellRemark, RemarkKind, Report


@transaction.atomic
def remark(
    report: Report, cell: str, text: str, *, by, at: dt.datetime, kind: str = RemarkKind.REMARK
) -> CellRemark:
    """Say something of one cell ("figure:outgoing", "section:II", "annex:II", "annex:II:412"), or flag it.

    Raises PermissionDenied to who neither writes nor receives the report; ValidationError for a cell that the report
    does not have, and for no words at all.
    """
    if not may_remark(report, by):
        raise PermissionDenied
    check_cell(report, cell)
    words = normalise(text)
    if not words:
        raise ValidationError({"text": _("Remark: found nothing, expected one sentence.")})
    sent = report.versions.order_by("-number").values_list("number", flat=True).first()
    row = CellRemark(report=report, cell=cell, kind=kind, text=words, at=at, by=by, version=sent)
    row.full_clean(exclude=["report", "by"])
    row.save()
    return row


@transaction.atomic
def settle(row: CellRemark, *, by, at: dt.datetime) -> CellRemark:
    """The remark is dealt with; what was settled already stays as it was settled. Raises PermissionDenied."""
    row = CellRemark.objects.select_for_update().get(pk=row.pk)
    if not may_remark(row.report, by):
        raise PermissionDenied
    if row.settled_at is None:
        row.settled_at, row.settled_by = at, by
        row.save(update_fields=["settled_at", "settled_by"])
    return row


def may_remark(report: Report, user) -> bool:
    """The unit that writes the report and those who receive it."""
    return user is None or any(
        can(user, wanted, report) for wanted in (Permission.REPORT_WRITE, Permission.REPORT_REVIEW)
    )


def check_cell(report: Report, cell: str) -> None:
    """ValidationError unless the report has the cell."""
    part, _colon, rest = cell.partition(":")
    code, _colon, record = rest.partition(":")
    layout = report.cycle.layout
    known = {
        "figure": {spec.indicator for spec in layout.figures},
        "section": set(layout.section_codes),
        "annex": set(ANNEXES) & set(layout.annexes),
    }.get(part, set())
    if code not in known or (record and (part != "annex" or not record.isdecimal())):
        raise ValidationError(
            _("Cell: found “%(found)s”, expected a figure, a section or an annex of the report.")
            % {"found": cell}
        )


def by_cell(report: Report) -> dict[str, list[CellRemark]]:
    """Cell → what was said of it, in one query; a remark on a row of an annex stands under its own cell."""
    found: dict[str, list[CellRemark]] = {}
    for row in report.remarks.select_related("by"):
        found.setdefault(row.cell, []).append(row)
    return found
