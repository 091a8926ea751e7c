"""Relations that are silent or fragile (domain.md 7.2, question 9), and how trust in them moved.

Who is silent: no contact of any kind for as long as rule G-silent says. Where a matter arose in the last twelve
months the relation is fragile. Trust is read where a recorded decision allows it, by whoever may (domain.md 9.11).
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from ..models import Partner, TouchKind
from .gap_rules import months_before, months_since, rules_in_force

WATCHED = 12  # months in which matters count


@dataclass(frozen=True)
class Quiet:
    partner: Partner
    last_on: dt.date | None
    matters: int
    is_silent: bool
    days: int | None

    @property
    def is_fragile(self) -> bool:
        return self.matters > 0


def quiet_of(partners, touches, on: dt.date) -> list[Quiet]:
    """Focus partners and those with a recorded level, in relations; the longest silent first. Three queries for any number."""
    patience = rules_in_force(on).number("silent") or 12
    done = touches.done(on=on).order_by().values("partner")
    matter, recent = Q(kind=TouchKind.MATTER), Q(placed_on__gt=months_before(on, WATCHED))
    found = {
        row["partner"]: row
        for row in done.annotate(
            last=Max("placed_on", filter=~matter), matters=Count("pk", filter=matter & recent)
        )
    }
    ranked = ~Q(relationship_level="") | Q(is_focus=True)
    rows = partners.in_relations().filter(ranked, merged_into=None).defer("search_text", "notes")
    quiet = [_quiet(partner, found.get(partner.pk, {}), patience, on) for partner in rows]
    return sorted(quiet, key=lambda row: (row.last_on or dt.date.min, row.partner.sort_key))


def _quiet(partner: Partner, seen: dict, patience: int, on: dt.date) -> Quiet:
    last = seen.get("last")
    is_silent = months_since(last, on) >= patience
    return Quiet(partner, last, seen.get("matters", 0), is_silent, (on - last).days if last else None)


@dataclass(frozen=True)
class Trust:
    """The last rating of trust and the one before it: 1 (low) to 5 (high)."""

    partner: Partner
    on: dt.date
    now: int
    before: int | None

    @property
    def change(self) -> int:
        return 0 if self.before is None else self.now - self.before


def trust_of(assessments, on: dt.date) -> list[Trust]:
    """What fell or stands low first. `assessments` start from `visible_to`: nobody else is told. One query."""
    rows = assessments.live().filter(assessed_on__lte=on, partner__archived_at=None)
    by_partner = defaultdict(list)
    for row in rows.select_related("partner").order_by("-assessed_on", "-pk"):
        by_partner[row.partner_id].append(row)
    found = [
        Trust(last.partner, last.assessed_on, last.trust, rest[0].trust if rest else None)
        for last, *rest in by_partner.values()
    ]
    return sorted(found, key=lambda row: (row.change, row.now, row.partner.sort_key))
