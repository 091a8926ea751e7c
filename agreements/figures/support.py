"""The support that we did not take up: what partners offered and of which nothing, or not all, was used."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, QuerySet

from portal.money.amounts import format_amount

from ..models import OfferState

NOT_YET = (OfferState.RECEIVED, OfferState.ACCEPTED)
READ = (
    "partner", "partner__name_vi", "state", "amount", "currency", "amount_vnd", "used_amount", "places",
    "used_places",
)  # fmt: skip


@dataclass
class Unused:
    """What of some offers was not taken up. Sums by their currency; `vnd` of those that can be said in đồng.

    `pending` are offers of which nothing is used yet and that may still be: they are not counted as lost.
    `unstated` are lost offers without a sum and without places: no sum is not zero.
    """

    offers: int = 0
    pending: int = 0
    declined: int = 0
    lapsed: int = 0
    in_part: int = 0
    unstated: int = 0
    places: int = 0
    vnd: int = 0
    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def lost(self) -> int:
        """Offers not taken up, in whole or in part."""
        return self.declined + self.lapsed + self.in_part

    def sum_labels(self) -> list[str]:
        """ "20.000 EUR", one for each currency."""
        return [format_amount(value, currency) for currency, value in sorted(self.sums.items())]

    def add(self, row: dict) -> None:
        self.offers += 1
        state = row["state"]
        if state in NOT_YET:
            self.pending += 1
            return
        sum_left = _left(row["amount"], row["used_amount"])
        places_left = int(_left(row["places"], row["used_places"]))
        if state == OfferState.DECLINED:
            self.declined += 1
        elif state == OfferState.LAPSED:
            self.lapsed += 1
        elif sum_left or places_left:
            self.in_part += 1
        else:
            return
        self.unstated += row["amount"] is None and row["places"] is None
        self.places += places_left
        if sum_left:
            self.sums[row["currency"]] += sum_left
            self.vnd += _in_dong(row, sum_left)


def _left(offered, used) -> Decimal:
    return Decimal(0) if offered is None else Decimal(offered) - Decimal(used or 0)


def _in_dong(row: dict, left: Decimal) -> int:
    """The share of the equivalent that falls on what was not used."""
    if row["amount_vnd"] is None or not row["amount"]:
        return 0
    return int((row["amount_vnd"] * left / row["amount"]).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def unused(rows: QuerySet) -> Unused:
    """Of these offers together. One query."""
    whole = Unused()
    for row in rows.live().order_by().values(*READ):
        whole.add(row)
    return whole


@dataclass(frozen=True)
class PartnerUnused:
    partner_id: int
    label: str
    found: Unused


def unused_by_partner(rows: QuerySet) -> list[PartnerUnused]:
    """The same for each partner that offered something, the most lost first. One query."""
    found: dict[int, Unused] = defaultdict(Unused)
    names = {}
    for row in rows.live().order_by().values(*READ):
        found[row["partner"]].add(row)
        names[row["partner"]] = row["partner__name_vi"]
    lines = [PartnerUnused(key, names[key], one) for key, one in found.items()]
    return sorted(lines, key=lambda line: (-line.found.vnd, -line.found.places, -line.found.lost, line.label))


def received_within(rows: QuerySet, first: dt.date | None, last: dt.date | None) -> QuerySet:
    """Offers that came in these days; one whose day nobody wrote down counts when it was entered."""
    since = Q(starts_on__gte=first.isoformat()) if first else Q()
    until = Q(starts_on__lte=last.isoformat()) if last else Q()
    return rows.filter(since & until)
