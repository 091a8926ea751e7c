"""Agreements by state and by what they are of; which terms run side by side and what ends when."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, F
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name

from ..models import EXPIRING_DAYS, Agreement, AgreementKind, AgreementState, SigningLevel
from ..querysets import AgreementQuerySet


class Dimension(models.TextChoices):
    PARTNER = "partner", _("Partner")
    COUNTRY = "country", _("Country")
    UNIT = "unit", _("Unit")
    LEVEL = "level", _("Level of signing")
    KIND = "kind", _("Kind of agreement")
    ENDS = "ends", _("Year in which they end")


#: By which columns a dimension is counted: the key, and what it is shown and sorted by.
COLUMNS = {
    Dimension.PARTNER: ("partners", "partners__name_vi", "partners__sort_key"),
    Dimension.COUNTRY: ("country", "country", "country"),
    Dimension.UNIT: ("unit", "unit__name", "unit__sort_key"),
    Dimension.LEVEL: ("level", "level", "level"),
    Dimension.KIND: ("kind", "kind", "kind"),
    Dimension.ENDS: ("term_to__year", "term_to__year", "term_to__year"),
}
NEVER = "never"


@dataclass(frozen=True)
class StateRow:
    """How many agreements of one key are in each state; `never` of them were not carried out, as far as is known."""

    key: str
    label: str
    counts: dict[str, int]
    never: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_state(rows: AgreementQuerySet, dimension: str, *, on: dt.date) -> list[StateRow]:
    """One row a key, by its words. An agreement with several partners stands under each of them.

    One query a state and one for what was never carried out, however many agreements there are.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    labels: dict[str, tuple] = {}
    asked = {state: rows.in_state(state, on=on, days=EXPIRING_DAYS) for state in AgreementState.values}
    for state, those in {**asked, NEVER: rows.never_carried_out()}.items():
        for key, label, order, count in _counted(those, dimension):
            found[key][state] = count
            labels.setdefault(key, (order is None or key == "", order, label))
    ordered = sorted(found, key=lambda key: (labels[key][0], str(labels[key][1])))
    return [_row(key, labels[key][2], found[key]) for key in ordered]


def _row(key: str, label: str, counts: dict[str, int]) -> StateRow:
    return StateRow(
        key, label, {state: counts.get(state, 0) for state in AgreementState.values}, counts.get(NEVER, 0)
    )


def _counted(rows: AgreementQuerySet, dimension: str):
    key, label, order = COLUMNS[Dimension(dimension)]
    grouped = (
        rows.order_by()
        .values(by_key=F(key), by_label=F(label), by_order=F(order))
        .annotate(count=Count("pk", distinct=True))
    )
    for one in grouped:
        at = "" if one["by_key"] is None else str(one["by_key"])
        yield at, _words(dimension, one["by_label"]), one["by_order"], one["count"]


def _words(dimension: str, value) -> str:
    """What stands in the table for a key; an empty one says what is missing."""
    if value in (None, ""):
        return {
            Dimension.PARTNER: _now("partner not in the list"),
            Dimension.ENDS: _now("no end stated"),
        }.get(Dimension(dimension), _now("not stated"))
    if dimension == Dimension.COUNTRY:
        return country_name(value)
    choices = {Dimension.LEVEL: SigningLevel, Dimension.KIND: AgreementKind}.get(Dimension(dimension))
    return str(choices(value).label) if choices else str(value)


@dataclass(frozen=True)
class Terms:
    """The terms to draw, those that end first at the top; `more` others have no place in the drawing."""

    rows: list[Agreement]
    more: int


def terms(rows: AgreementQuerySet, *, first: dt.date, last: dt.date, shown: int) -> Terms:
    """Agreements that run on a day from `first` to `last`, without those whose days nobody knows."""
    touching = (
        rows.concluded()
        .filter(term_from__lte=last)
        .exclude(term_to__lt=first)
        .exclude(terminated_on__lt=first)
    )
    known = touching.exclude(term_to=None, has_no_term=False, auto_renewal=False)
    ordered = known.select_related("unit").order_by(F("term_to").asc(nulls_last=True), "pk")
    return Terms(list(ordered[:shown]), max(0, known.count() - shown))


def ending_by_year(rows: AgreementQuerySet, *, first: int, last: int) -> dict[int, int]:
    """How many concluded agreements end in each year from `first` to `last`, those that renew themselves left out."""
    counted = (
        rows.concluded()
        .filter(auto_renewal=False, terminated_on=None, term_to__year__gte=first, term_to__year__lte=last)
        .order_by()
        .values(year=F("term_to__year"))
        .annotate(count=Count("pk"))
    )
    found = {one["year"]: one["count"] for one in counted}
    return {year: found.get(year, 0) for year in range(first, last + 1)}
