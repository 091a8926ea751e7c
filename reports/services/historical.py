""" "Dữ liệu lịch sử": totals from before the portal, loaded and taken away by the department; never part of the flow."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.periods import from_code

from ..models import HistoricalFigure, Indicator, Report, ReviewState


@transaction.atomic
def save_historical(row: HistoricalFigure, *, by, at: dt.datetime) -> HistoricalFigure:
    """Load or correct one total. Raises PermissionDenied; ValidationError naming the field.

    Refused: an unknown period or figure, a unit that did not live in the period, a negative number, no source, and
    a period for which the unit has reported: a report is corrected by a report.
    """
    check_historical(row, by=by)
    row.loaded_at, row.loaded_by = at, by
    verb = Verb.UPDATED if row.pk else Verb.IMPORTED
    row.full_clean()
    row.save()
    write_trail(verb, row, by=by, at=at)
    return row


def check_historical(row: HistoricalFigure, *, by) -> None:
    """Everything that `save_historical` refuses, without saving."""
    if by is not None:
        require(by, Permission.REPORT_REVIEW, row.unit)
    row.period, row.source = row.period.strip().upper(), row.source.strip()
    _refuse_period(row)
    if not Indicator.objects.filter(code=row.indicator).exists():
        sentence = _("Figure: found “%(found)s”, expected the code of an indicator.")
        raise ValidationError({"indicator": sentence % {"found": row.indicator}})
    if row.value < 0:
        raise ValidationError(
            {"value": _("Value: found %(found)s, expected 0 or more.") % {"found": row.value}}
        )
    if not row.source:
        raise ValidationError(
            {"source": _("Source: found nothing, expected the paper in which the number stands.")}
        )


def _refuse_period(row: HistoricalFigure) -> None:
    try:
        period = from_code(row.period)
    except ValueError as error:
        raise ValidationError({"period": str(error)}) from None
    last = row.unit.valid_to
    if row.unit.valid_from > period.ends_on or (last is not None and last < period.starts_on):
        sentence = _(
            "Unit: found %(unit)s, which did not exist in %(period)s, expected the unit of that time."
        )
        raise ValidationError({"unit": sentence % {"unit": row.unit, "period": period.label_vi}})
    sent = (ReviewState.SUBMITTED, ReviewState.ACCEPTED)
    if Report.objects.live().filter(unit=row.unit, cycle__code=period.code, state__in=sent).exists():
        sentence = _(
            "Period: found %(period)s, for which %(unit)s has reported; expected one without a report."
        )
        raise ValidationError({"period": sentence % {"unit": row.unit, "period": period.label_vi}})


@transaction.atomic
def remove_historical(row: HistoricalFigure, *, by, at: dt.datetime) -> None:
    """Take away one that was loaded by mistake; the trail keeps what it said. Raises PermissionDenied."""
    require(by, Permission.REPORT_REVIEW, row.unit)
    details = {"period": row.period, "figure": row.indicator, "value": str(row.value), "source": row.source}
    write_trail(Verb.PURGED, row, by=by, at=at, details=details)
    row.delete()
