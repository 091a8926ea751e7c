"""Indicators: a new one, a new definition from a day on, taking one out of use."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from reports.figures.sources import SOURCES
from reports.models import Additivity, Cycle, Dimension, Indicator, IndicatorVersion

from .defining import require_defining

DAY = dt.timedelta(days=1)
#: rules that need the records behind a figure
OF_RECORDS = (Additivity.DISTINCT,)


@transaction.atomic
def create_indicator(*, code: str, order: int = 100, by, at: dt.datetime, **definition) -> IndicatorVersion:
    """A new indicator with its first definition (the columns of `IndicatorVersion`).

    PermissionDenied, or ValidationError for a taken code or a definition that cannot hold.
    """
    require_defining(by)
    indicator = Indicator(code=code, order=order)
    indicator.full_clean()
    indicator.save()
    return _define(indicator, 1, definition, by=by, at=at)


@transaction.atomic
def define_anew(indicator: Indicator, *, by, at: dt.datetime, **definition) -> IndicatorVersion:
    """Another definition for periods that end on its `valid_from` or later; the one before ends the day before.

    What was entered and issued keeps its definition: ValidationError where units have begun reports that end on that
    day or later, where the day is not after the last beginning, or where nothing says why.
    """
    require_defining(by)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    last = indicator.versions.order_by("-number").first()
    if last is None:
        return _define(indicator, 1, definition, by=by, at=at)
    _check_day(indicator, last, definition["valid_from"])
    if not definition.get("note", "").strip():
        raise ValidationError({"note": _("What changed and why: found nothing, expected one sentence.")})
    last.valid_to = definition["valid_from"] - DAY
    last.save(update_fields=["valid_to"])
    return _define(indicator, last.number + 1, definition, by=by, at=at)


@transaction.atomic
def use_indicator(indicator: Indicator, *, is_active: bool, by, at: dt.datetime) -> Indicator:
    """Whether drafts of types may ask for it; published versions that do go on."""
    require_defining(by)
    indicator.is_active = is_active
    indicator.save(update_fields=["is_active"])
    record(Verb.UPDATED, indicator, by=by, at=at, details={"is_active": is_active})
    return indicator


def _define(indicator: Indicator, number: int, definition: dict, *, by, at: dt.datetime) -> IndicatorVersion:
    row = IndicatorVersion(indicator=indicator, number=number, published_by=by, **definition)
    _check_question(row)
    row.full_clean(exclude=["indicator"])
    row.save()
    details = {"number": number, "valid_from": str(row.valid_from), "note": row.note}
    record(Verb.CREATED, row, by=by, at=at, details=details)
    return row


def _check_day(indicator: Indicator, last: IndicatorVersion, valid_from: dt.date) -> None:
    if valid_from <= last.valid_from:
        raise ValidationError(
            {
                "valid_from": _(
                    "Valid from: found %(found)s, expected a day after %(expected)s, when the last definition began."
                )
                % {"found": f"{valid_from:%d/%m/%Y}", "expected": f"{last.valid_from:%d/%m/%Y}"}
            }
        )
    begun = (
        Cycle.objects.open()
        .filter(ends_on__gte=valid_from, reports__started_at__isnull=False)
        .select_related("type_version")
        .distinct()
        .order_by("-ends_on")
    )
    asked = next((cycle for cycle in begun if cycle.layout.figure(indicator.code)), None)
    if asked is not None:
        raise ValidationError(
            {
                "valid_from": _(
                    "Valid from: found %(found)s, expected a day after %(expected)s: units have begun “%(cycle)s”, what they entered stays."
                )
                % {"found": f"{valid_from:%d/%m/%Y}", "expected": f"{asked.ends_on:%d/%m/%Y}", "cycle": asked}
            }
        )


def _check_question(row: IndicatorVersion) -> None:
    """ValidationError by field where the register knows no such question, column or dimension."""
    source = SOURCES.get(row.query)
    if row.query and source is None:
        known = ", ".join(SOURCES)
        raise ValidationError(
            {
                "query": _("Question to a register: found %(found)s, expected one of: %(known)s.")
                % {"found": row.query, "known": known}
            }
        )
    if row.weight and (source is None or row.weight != source.weight):
        raise ValidationError(
            {
                "weight": _("Column that is summed: found %(found)s, expected %(expected)s.")
                % {"found": row.weight, "expected": (source.weight if source else "") or _("nothing")}
            }
        )
    if source is None and row.across_units in OF_RECORDS:
        raise ValidationError(
            {
                "across_units": _(
                    "Across units: found “each record once”, expected another rule: units type this figure, no records stand behind it."
                )
            }
        )
    _check_dimensions(row, source.dimensions if source else tuple(Dimension))


def _check_dimensions(row: IndicatorVersion, known) -> None:
    wrong = [name for name in row.dimensions if name not in known]
    if wrong:
        names = ", ".join(str(Dimension(name).label) for name in known) or _("nothing")
        raise ValidationError(
            {
                "dimensions": _("Broken down by: found %(found)s, expected among: %(known)s.")
                % {"found": ", ".join(str(Dimension(name).label) for name in wrong), "known": names}
            }
        )
