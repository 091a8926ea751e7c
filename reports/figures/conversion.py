"""Figures of units that merged or were split, converted to the units of a day: totals stay, nothing is invented.

Who came of whom is the lineage; how much of a split unit counts for each of its successors is a rule that somebody
decided (`SplitShare`). Without such a rule a split unit keeps its own line, and the line asks for the rule.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from portal.units.models import Lineage

from ..models import Additivity, SplitShare

Number = int | Decimal
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Stated:
    """What one unit said of one figure then. `records`: what stood behind it, record → what it adds."""

    unit_id: int
    value: Number | None
    records: Mapping[str, int | None] = field(default_factory=dict)
    is_historical: bool = False


@dataclass(frozen=True)
class Descent:
    """Unit → the units in which it went on; (unit, successor) → percent, where a rule was decided."""

    heirs: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    shares: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    def shares_of(self, unit_id: int) -> dict[int, Fraction] | None:
        """Today's units with the part of this unit that counts for each; None while a split lacks its rule.

        A unit that lives, or ended without a successor, is its own.
        """
        heirs = self.heirs.get(unit_id, ())
        if not heirs:
            return {unit_id: Fraction(1)}
        parts = self.parts_of(unit_id)
        if parts is None:
            return None
        found: dict[int, Fraction] = {}
        for heir, part in parts.items():
            below = self.shares_of(heir)
            if below is None:
                return None
            for unit, share in below.items():
                found[unit] = found.get(unit, Fraction(0)) + part * share
        return found

    def parts_of(self, unit_id: int) -> dict[int, Fraction] | None:
        """The same for the next units alone. A rule counts when it names every successor and makes 100 %."""
        heirs = self.heirs[unit_id]
        if len(heirs) == 1:
            return {heirs[0]: Fraction(1)}
        percents = [self.shares.get((unit_id, heir)) for heir in heirs]
        if any(one is None for one in percents) or sum(one for one in percents if one is not None) != WHOLE:
            return None
        return {
            heir: Fraction(one) / 100 for heir, one in zip(heirs, percents, strict=True) if one is not None
        }

    @property
    def split(self) -> list[int]:
        """Units that went on in more than one."""
        return [unit for unit, heirs in self.heirs.items() if len(heirs) > 1]


def descent(*, on: dt.date) -> Descent:
    """Lineage up to the day, and the rules of splits. Two queries."""
    heirs: dict[int, list[int]] = {}
    rows = Lineage.objects.filter(effective_on__lte=on).order_by(
        "predecessor_id", "successor__sort_key", "successor_id"
    )
    for old, new in rows.values_list("predecessor_id", "successor_id"):
        heirs.setdefault(old, []).append(new)
    shares = SplitShare.objects.values_list("unit_id", "successor_id", "percent")
    return Descent(
        {old: tuple(new) for old, new in heirs.items()}, {(old, new): percent for old, new, percent in shares}
    )


@dataclass
class Converted:
    """What counts for one of today's units. `whole` units went into it as they were, of `pieces` a share did."""

    unit_id: int
    whole: list[Stated] = field(default_factory=list)
    pieces: list[tuple[Stated, Number]] = field(default_factory=list)
    needs_rule: bool = False

    def value(self, rule: str) -> Number | None:
        """By the rule of the indicator across units; None where nobody stated it or it cannot be added up."""
        return together(self.whole, rule, more=[number for _stated, number in self.pieces])

    @property
    def stated(self) -> list[Stated]:
        return [*self.whole, *(stated for stated, _number in self.pieces)]

    @property
    def is_historical(self) -> bool:
        return any(one.is_historical for one in self.stated)

    @property
    def former(self) -> list[int]:
        """Units of then that are not this one."""
        return [one.unit_id for one in self.stated if one.unit_id != self.unit_id]


def convert(stated: Iterable[Stated], lines: Descent, rule: str) -> dict[int, Converted]:
    """Today's unit → what of then counts for it. An average is not divided: every successor inherits it."""
    found: dict[int, Converted] = {}
    for one in stated:
        shares = lines.shares_of(one.unit_id)
        if shares is None:
            row = found.setdefault(one.unit_id, Converted(one.unit_id))
            row.needs_rule = True
            row.whole.append(one)
        elif len(shares) == 1:
            unit = next(iter(shares))
            found.setdefault(unit, Converted(unit)).whole.append(one)
        elif one.value is not None:
            divided = (
                dict.fromkeys(shares, one.value)
                if rule == Additivity.AVERAGE
                else apportion(one.value, shares)
            )
            for unit, number in divided.items():
                found.setdefault(unit, Converted(unit)).pieces.append((one, number))
    return found


def together(stated: Sequence[Stated], rule: str, *, more: Sequence[Number] = ()) -> Number | None:
    """Several units' figures as one: a record that two of them have counts once where the indicator says so."""
    said = [one for one in stated if one.value is not None]
    values = [*(one.value for one in said if one.value is not None), *more]
    if not values:
        return None
    if len(values) == 1:
        return values[0]
    if rule in (Additivity.NONE, Additivity.LAST):
        return None
    if rule == Additivity.AVERAGE:
        return sum(values, Decimal(0)) / len(values)
    return sum(values) - (_counted_twice(said) if rule == Additivity.DISTINCT else 0)


def _counted_twice(stated: Sequence[Stated]) -> int:
    """What records that stand in more than one of them add too much."""
    seen: dict[str, int | None] = {}
    twice = 0
    for one in stated:
        for record, adds in one.records.items():
            if record in seen:
                twice += adds or 0
            seen[record] = adds
    return twice


def apportion(value: Number, shares: Mapping[int, Fraction]) -> dict[int, Number]:
    """The value divided by the shares without a remainder: whole numbers stay whole, others keep two places.

    What rounding leaves over goes to those with the largest part cut off, so the parts always make the value.
    """
    unit = Fraction(1) if value == int(value) else Fraction(1, 100)
    exact = {key: Fraction(value) * share / unit for key, share in shares.items()}
    floors = {key: part.numerator // part.denominator for key, part in exact.items()}
    left = int(Fraction(value) / unit) - sum(floors.values())
    most_cut = sorted(exact, key=lambda key: (floors[key] - exact[key], key))
    for key in most_cut[:left]:
        floors[key] += 1
    if unit == 1:
        return dict(floors)
    return {key: Decimal(number) / 100 for key, number in floors.items()}
