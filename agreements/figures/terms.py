"""Agreements by state and by what they are of; which terms run side by side and what ends when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name
from portal.ui.paging import CAP
from portal.ui.worded import to_count

from ..models import EXPIRING_DAYS, Agreement, AgreementKind, AgreementState, SigningLevel
from ..querysets import AgreementQuerySet
from ..querysets.records import states


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
#: Dimensions whose keys are numbers.
NUMBERED = (Dimension.PARTNER, Dimension.UNIT, Dimension.ENDS)


@dataclass(frozen=True)
class StateRow:
    """How many agreements of one key are in each state."""

    key: str
    label: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_state(rows: AgreementQuerySet, dimension: str, *, on: dt.date) -> list[StateRow]:
    """One row a key, by its words. An agreement with several partners stands under each of them. One query."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(AgreementState.values, 0))
    labels: dict[str, tuple] = {}
    conditions = states(on=on, days=EXPIRING_DAYS).items()
    state = Case(*(When(condition, then=Value(name)) for name, condition in conditions))
    key, label, order = COLUMNS[Dimension(dimension)]
    asked = rows.order_by().values(by_key=F(key), by_label=F(label), by_order=F(order), state=state)
    for one in asked.annotate(count=Count("pk")):
        at = _key(one["by_key"])
        found[at][one["state"]] += one["count"]
        words = _words(dimension, one["by_label"])
        labels.setdefault(at, (one["by_order"] is None or at == "", str(one["by_order"]), words))
    return [StateRow(at, labels[at][2], found[at]) for at in sorted(found, key=lambda at: labels[at][:2])]


def never_carried_out(
    rows: AgreementQuerySet, dimension: str, shown: Sequence[StateRow] | None = None
) -> dict[str, int]:
    """Key → how many of its agreements were not carried out, as far as is known; of the rows `shown` alone.

    One query, which looks into the promises of each agreement: so a page asks for what it shows.
    """
    key = COLUMNS[Dimension(dimension)][0]
    if shown is not None:
        asked = _of_keys(key, dimension, {row.key for row in shown})
        # The limit is none; within it the database chooses these agreements first, and then looks into each.
        chosen = rows.order_by().filter(asked).values("pk")[: 2**31]
        rows = rows.model._default_manager.filter(asked, pk__in=chosen)
    counted = (
        rows.never_carried_out().order_by().values(by_key=F(key)).annotate(count=Count("pk", distinct=True))
    )
    return {_key(one["by_key"]): one["count"] for one in counted}


def _of_keys(key: str, dimension: str, wanted: set[str]) -> Q:
    """Rows of these keys; under "" stand those that say nothing."""
    numbered = dimension in NUMBERED
    found = Q(**{f"{key}__in": [int(one) if numbered else one for one in wanted if one]})
    if "" in wanted:
        found |= Q(**{key: None}) if numbered else Q(**{key: None}) | Q(**{key: ""})
    return found


def _key(value) -> str:
    return "" if value is None else str(value)


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
    """The terms to draw, those that end first at the top; `more` others have no place in the drawing.

    Beyond the cap of a list nobody counts on: `capped` says that there are more than `more`.
    """

    rows: list[Agreement]
    more: int
    capped: bool = False


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
    count = to_count(known, CAP + 1).count()
    return Terms(list(ordered[:shown]), max(0, min(count, CAP) - shown), count > CAP)


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
