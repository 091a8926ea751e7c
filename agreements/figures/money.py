"""What became of the money of one resource: its totals, what is left, what contradicts itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from portal.money.amounts import format_amount
from portal.money.currencies import DONG

from ..models import DonorShare, Movement, MovementKind, Resource

RECEIVED, DISBURSED, SETTLED = MovementKind.RECEIVED, MovementKind.DISBURSED, MovementKind.SETTLED
COUNTERPART, RETURNED = MovementKind.COUNTERPART, MovementKind.RETURNED
OUT = (DISBURSED, RETURNED)
WHOLE = Fraction(100)


@dataclass(frozen=True)
class KindSum:
    """The movements of one kind: đồng in all, and the sum in each currency."""

    kind: str
    label: str
    vnd: int
    currencies: tuple[str, ...]
    rows: int


def sums(movements: Iterable[Movement]) -> list[KindSum]:
    """One for each kind that has rows, in the order of the kinds."""
    rows = list(movements)
    found = []
    for kind in MovementKind:
        mine = [row for row in rows if row.kind == kind]
        if mine:
            found.append(
                KindSum(kind, str(kind.label), total_vnd(mine), tuple(_by_currency(mine)), len(mine))
            )
    return found


def total_vnd(movements: Iterable[Movement], *kinds: str) -> int:
    """Whole đồng of the movements of these kinds, or of all."""
    return sum(int(row.amount_vnd or 0) for row in movements if not kinds or row.kind in kinds)


def _by_currency(rows: Sequence[Movement]) -> Iterable[str]:
    for currency in dict.fromkeys(row.currency for row in rows):
        amount = sum((row.amount for row in rows if row.currency == currency), Decimal(0))
        yield format_amount(amount, currency)


@dataclass(frozen=True)
class Contradiction:
    """Two sums of one currency of which the first may not exceed the second; `on` is the first such day."""

    found: str
    limit: str
    on: dt.date | None = None


def overspent(movements: Iterable[Movement]) -> Contradiction | None:
    """The first day on which more was disbursed and given back than had been received by its end.

    In the currency of the rows where they have one, so that a rate that rose refuses nothing; else in đồng.
    """
    rows = sorted((row for row in movements if row.kind in (RECEIVED, *OUT)), key=lambda row: row.happened_on)
    currency, measure = _measure(rows)
    came = went = Decimal(0)
    for day in dict.fromkeys(row.happened_on for row in rows):
        today = [row for row in rows if row.happened_on == day]
        came += sum((measure(row) for row in today if row.kind == RECEIVED), Decimal(0))
        went += sum((measure(row) for row in today if row.kind in OUT), Decimal(0))
        if went > came:
            return Contradiction(format_amount(went, currency), format_amount(came, currency), day)
    return None


def excess(resource: Resource, movements: Iterable[Movement]) -> Contradiction | None:
    """More received (or, of what we give, handed over) than was committed; None where no sum was committed."""
    kind = RECEIVED if resource.is_received else DISBURSED
    rows = [row for row in movements if row.kind == kind]
    if resource.amount is None or not rows:
        return None
    if {row.currency for row in rows} == {resource.currency}:
        came, committed, currency = (
            sum((row.amount for row in rows), Decimal(0)),
            resource.amount,
            resource.currency,
        )
    elif resource.amount_vnd is None:
        return None
    else:
        came, committed, currency = Decimal(total_vnd(rows)), resource.amount_vnd, DONG
    if came <= committed:
        return None
    return Contradiction(format_amount(came, currency), format_amount(committed, currency))


def _measure(rows: Sequence[Movement]):
    """The currency in which sums are compared, and what a row is worth in it."""
    currencies = {row.currency for row in rows}
    if len(currencies) == 1:
        return currencies.pop(), lambda row: row.amount
    return DONG, lambda row: Decimal(row.amount_vnd or 0)


# -- donors --


def parts_of(partner_ids: Sequence[int], shares: Iterable[DonorShare]) -> dict[int | None, Fraction]:
    """Partner id → its part of the whole; under None what no donor was named for. The parts make one.

    Without shares the partners have equal parts; with them, who has none has nothing.
    """
    stated = {share.partner_id: Fraction(share.percent) / WHOLE for share in shares}
    if not stated:
        if not partner_ids:
            return {None: Fraction(1)}
        return {pk: Fraction(1, len(partner_ids)) for pk in partner_ids}
    rest = 1 - sum(stated.values())
    return {**stated, None: rest} if rest > 0 else dict(stated)


def divided(vnd: int, parts: dict[int | None, Fraction]) -> dict[int | None, int]:
    """A sum in whole đồng by parts; what rounding leaves goes to the first, so that they add up."""
    if len(parts) == 1:
        return dict.fromkeys(parts, vnd)
    found = {pk: int(vnd * part) for pk, part in parts.items()}
    if found:
        first = next(iter(found))
        found[first] += vnd - sum(found.values())
    return found


def rate_of_disbursement(received: int | None, disbursed: int | None) -> int | None:
    """Disbursed in per cent of what was received, half up; None where nothing was received or nothing is known."""
    if not received or disbursed is None:
        return None
    return int(Fraction(disbursed * 100, received) + Fraction(1, 2))
