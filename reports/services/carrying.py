"""Taking over the text of the period before, on request; what was taken over is marked until somebody confirms it."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from reports.figures.earlier import last_sent
from reports.models import Narrative, Report

from .pasted import normalise_text


@transaction.atomic
def carry_over(report: Report, section: str, *, by, at: dt.datetime) -> Narrative:
    """Add the section's text of the period before to what stands there, marked with its origin until confirmed.

    Raises PermissionDenied, or ValidationError where there is nothing to take over.
    """
    report = _open_for(report, by)
    version = last_sent(report)
    text = normalise_text(version.content["sections"].get(section, "")) if version else ""
    if version is None or not text or section not in report.cycle.layout.section_codes:
        raise ValidationError(
            _("Section %(code)s: found no text in an earlier report of the unit, expected one to take over.")
            % {"code": section}
        )
    row, _made = Narrative.objects.get_or_create(report=report, section=section)
    if text not in row.text:
        row.text = f"{row.text}\n\n{text}".strip()
    row.carried_from, row.is_confirmed = version.report.cycle, False
    row.revision += 1
    row.save()
    _saved(report, at)
    return row


@transaction.atomic
def confirm_carried(report: Report, section: str, *, by, at: dt.datetime) -> Narrative:
    """Somebody has read what was taken over: it holds for this period, too. Its origin stays written down."""
    report = _open_for(report, by)
    row = Narrative.objects.filter(report=report, section=section).first()
    if row is None:
        raise ValidationError(
            _("Section %(code)s: found nothing taken over, expected a text to confirm.") % {"code": section}
        )
    if not row.is_confirmed:
        row.is_confirmed = True
        row.save(update_fields=["is_confirmed"])
        record(Verb.CHECKED, report, by=by, at=at, details={"section": section})
        _saved(report, at)
    return row


def unconfirmed(report: Report) -> list[str]:
    """The sections whose text was taken over and not confirmed; what was emptied since needs nobody's word."""
    rows = report.narratives.all()
    return [row.section for row in rows if row.carried_from_id and not row.is_confirmed and row.text]


def _open_for(report: Report, by) -> Report:
    """The row as it is now, held until the end; PermissionDenied to who may not write it."""
    held = Report.objects.select_for_update(of=("self",)).select_related("cycle__type_version", "unit")
    report = held.get(pk=report.pk)
    if by is not None and not report.may_edit(by):
        raise PermissionDenied
    return report


def _saved(report: Report, at: dt.datetime) -> None:
    report.started_at = report.started_at or at
    report.autosaved_at = at
    report.revision += 1
    report.save(update_fields=["started_at", "autosaved_at", "revision"])
