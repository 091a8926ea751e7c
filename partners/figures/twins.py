"""Twin provinces across the border: what goes on between them, and what is missing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.deadlines import rules
from portal.text import fold
from portal.units.models import Closure, Unit, UnitType

from ..models import Counterpart, Partner, Touch
from .border import Across, Unions, foreign_provinces, stands_in
from .gap_rules import months_before
from .twin_facts import Asked, Pair, TwinFact, twin_facts

#: what is chosen of the gaps: provinces with no activity with any union across their border
QUIET = "quiet"

#: The rule that says after how many months without activity a twinning has gone quiet.
SILENCE = "C2"
SHORT, LONG = 12, 36  # months


@dataclass(frozen=True)
class Twin:
    """One row: a province of ours and a union across the border, or the lack of one.

    `across` is the foreign province where no union is known or no twinning entered; `figures` go with
    `twin_facts()`; `gaps` are sentences, none for a twinning in order.
    """

    province: Unit
    partner: Partner | None
    across: Across | None = None
    counterpart: Counterpart | None = None
    last_on: dt.date | None = None
    in_short: int = 0
    in_long: int = 0
    figures: tuple[tuple[TwinFact, int], ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        if self.partner:
            return self.partner.country
        return self.across.country if self.across else self.province.neighbours[:2]

    @property
    def label(self) -> str:
        if self.partner:
            return self.partner.name_vi
        return self.across.label if self.across else ""

    def holds(self, words: str) -> bool:
        text = fold(f"{self.province.name} {self.label} {self.partner.folded_words if self.partner else ''}")
        return all(word in text for word in fold(words).split())


@dataclass
class _Pairing:
    """What is known of one pair before it is counted."""

    province: Unit
    partner: Partner | None
    across: Across | None = None
    counterpart: Counterpart | None = None
    touches: set[tuple[int, dt.date]] = field(default_factory=set)


def twins(user, *, on: dt.date, unit: Unit | None = None) -> list[Twin]:
    """The rows this user may see, by province; about ten queries however many there are.

    A province federation is there when it lies at the border or has a twin; records of units that merged into
    it count as its own.
    """
    provinces, homes = _provinces(user, on, unit)
    pairs = _paired(user, provinces, homes, on)
    asked = Asked(
        user, months_before(on, LONG), on, homes, frozenset(p.partner.pk for p in pairs if p.partner)
    )
    _count_touches(asked, pairs)
    known = [(fact, fact.ask(asked)) for fact in twin_facts()] if asked.partners else []
    quiet_since = rules.latest_start(SILENCE, on)
    return [_row(pair, known, on, quiet_since) for pair in pairs]


def _provinces(user, on: dt.date, unit: Unit | None) -> tuple[dict[int, Unit], dict[int, frozenset[int]]]:
    """The federations of today that the user reads; and which units of all times live on in which of them."""
    rows = units_for(user, Permission.RECORD_VIEW).as_of(on)
    rows = rows.filter(unit_type=UnitType.PROVINCIAL_FEDERATION).order_by("sort_key")
    provinces = {row.pk: row for row in (rows.filter(pk=unit.pk) if unit else rows)}
    homes: dict[int, set[int]] = defaultdict(set)
    below = Closure.objects.filter(ancestor__in=provinces).values_list("unit_id", "ancestor_id")
    for unit_id, home in below:
        homes[unit_id].add(home)
    return provinces, {unit_id: frozenset(found) for unit_id, found in homes.items()}


def _paired(user, provinces: Mapping[int, Unit], homes: Mapping[int, frozenset[int]], on) -> list[_Pairing]:
    rows = Counterpart.objects.visible_to(user).live().twins().running(on=on).filter(unit_id__in=homes)
    entered: dict[int, list[Counterpart]] = defaultdict(list)
    for row in rows.select_related("partner").order_by("partner__sort_key", "pk"):
        for home in homes[row.unit_id]:
            entered[home].append(row)
    border = [one for one in provinces.values() if one.is_border]
    unions = Unions(across.country for one in border for across in foreign_provinces(one))
    found: list[_Pairing] = []
    for home, province in provinces.items():
        twinned = {row.partner_id: row for row in entered[home]}
        found += [_Pairing(province, row.partner, counterpart=row) for row in twinned.values()]
        if province.is_border:
            found += _not_twinned(province, list(twinned.values()), unions)
    return found


def _not_twinned(province: Unit, entered: list[Counterpart], unions: Unions) -> Iterable[_Pairing]:
    """Provinces beyond without a twinning; the province alone where none is named and nothing entered."""
    beyond = foreign_provinces(province)
    missing = [across for across in beyond if not any(stands_in(row.partner, across) for row in entered)]
    if not beyond and not entered:
        return [_Pairing(province, None)]
    return [_Pairing(province, unions.of(across), across=across) for across in missing]


def _count_touches(asked: Asked, pairs: list[_Pairing]) -> None:
    """Every contact of the province, or shared with it, with the partner; each once. Two queries."""
    by_pair = {(pair.province.pk, pair.partner.pk): pair for pair in pairs if pair.partner}
    seen = Touch.objects.visible_to(asked.user).done(on=asked.on)
    seen = seen.filter(partner_id__in=asked.partners, placed_on__isnull=False)
    led = seen.filter(unit_id__in=asked.provinces).values_list("pk", "placed_on", "partner_id", "unit_id")
    shared = seen.filter(other_units__in=asked.provinces.keys())
    shared = shared.values_list("pk", "placed_on", "partner_id", "other_units__pk")
    for pk, day, partner_id, unit_id in [*led.order_by(), *shared.order_by()]:
        for key in asked.pairs([unit_id], [partner_id]):
            if key in by_pair:
                by_pair[key].touches.add((pk, day))


def _row(
    pair: _Pairing, known: list[tuple[TwinFact, Mapping[Pair, int]]], on: dt.date, quiet_since: dt.date | None
) -> Twin:
    days = sorted(day for _pk, day in pair.touches)
    last_on = days[-1] if days else None
    key = (pair.province.pk, pair.partner.pk) if pair.partner else None
    figures = tuple((fact, found.get(key, 0) if key else 0) for fact, found in known)
    return Twin(
        pair.province, pair.partner, pair.across, pair.counterpart, last_on,
        sum(day > months_before(on, SHORT) for day in days), sum(day > months_before(on, LONG) for day in days),
        figures, tuple(_gaps(pair, figures, last_on, quiet_since)),
    )  # fmt: skip


def _gaps(pair: _Pairing, figures: Iterable[tuple[TwinFact, int]], last_on, quiet_since) -> list[str]:
    if pair.partner is None:
        return [_("no union there in the register") if pair.across else _("no twin across the border")]
    found = [] if pair.counterpart else [_("not twinned")]
    found += [str(fact.gap) for fact, figure in figures if fact.gap and not figure]
    if last_on is None:
        found.append(_("no activity recorded"))
    elif quiet_since and last_on < quiet_since:
        found.append(_("no activity since %(day)s") % {"day": last_on.strftime("%d/%m/%Y")})
    return found


@dataclass(frozen=True)
class Summary:
    """Counts above the list."""

    provinces: int
    without: int
    twins: int
    with_gaps: int

    @classmethod
    def of(cls, rows: Iterable[Twin]) -> "Summary":
        rows = list(rows)
        border = {row.province.pk for row in rows}
        paired = {row.province.pk for row in rows if row.counterpart}
        twinned = [row for row in rows if row.counterpart]
        return cls(len(border), len(border - paired), len(twinned), sum(bool(row.gaps) for row in twinned))


def selected(rows: Sequence[Twin], values: Mapping[str, Any]) -> list[Twin]:
    """Rows that fit the filter form: words, country, gaps."""
    found = list(rows)
    if values.get("q"):
        found = [row for row in found if row.holds(values["q"])]
    if values.get("country"):
        found = [row for row in found if row.country == values["country"]]
    if values.get("gaps") == "yes":
        found = [row for row in found if row.gaps]
    if values.get("gaps") == QUIET:
        active = {row.province.pk for row in rows if row.in_short}
        found = [row for row in found if row.province.pk not in active]
    return found
