"""Who visited whom, partner by partner, over the years of the ledger (rule G-ledger)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max

from ..models import Partner
from .gap_rules import rules_in_force
from .reciprocity import IN, OUT, YEARS, Turn, Way, turn_of


@dataclass(frozen=True)
class Exchange:
    """Our visits to one partner and theirs to us since the first year of the ledger."""

    partner: Partner
    ours: Way
    theirs: Way

    @property
    def turn(self) -> Turn:
        return turn_of(self.ours, self.theirs)

    @property
    def difference(self) -> int:
        return self.ours.count - self.theirs.count


def exchanges(partners, touches, on: dt.date) -> tuple[int, list[Exchange]]:
    """(first year, partners with a visit since then, the furthest from even first). Three queries."""
    since = on.year - (rules_in_force(on).number("ledger") or YEARS) + 1
    visits = touches.done(on=on).filter(kind__in=[OUT, IN], placed_on__year__gte=since).order_by()
    sums: dict[int, tuple[Way, Way]] = defaultdict(lambda: (Way(), Way()))
    rows = visits.values("partner", "kind", "level", "payer")
    for row in rows.annotate(count=Count("pk"), last=Max("placed_on")):
        sums[row["partner"]][row["kind"] == IN].add(row)
    known = partners.live().defer("search_text", "notes").in_bulk(sums)
    found = [Exchange(known[key], *ways) for key, ways in sums.items() if key in known]
    found.sort(
        key=lambda one: (-abs(one.difference), -one.ours.count - one.theirs.count, one.partner.sort_key)
    )
    return since, found
