"""How far activity is gathered on the partners that matter (domain.md 7.2, question 5).

Activity is every contact of substance that took place: letters, calls and matters that arose are none. A contact
with two partners is one with each of them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from portal.deadlines.models import Rule

from ..models import Partner, PriorityGroup, RelationshipLevel, TouchKind
from .gap import SLIGHT

TARGET = "F-"
MOST = 10  # partners in front
Days = tuple[dt.date, dt.date]


def rank_order(partner: Partner) -> tuple:
    """Focus partners first, then by level: sorts what a leader is shown."""
    level = partner.relationship_level
    place = RelationshipLevel.values.index(level) if level else len(RelationshipLevel.values)
    return not partner.is_focus, place


@dataclass(frozen=True)
class Active:
    """What happened with one partner: in the period, in the one before, the last contact of any kind."""

    partner: Partner
    now: int = 0
    before: int = 0
    last_on: dt.date | None = None

    @property
    def is_priority(self) -> bool:
        return self.partner.is_focus or self.partner.priority_group != PriorityGroup.OTHER


@dataclass(frozen=True)
class Focus:
    """All partners of the reader's view, the most active first; `targets` are per cent by group, as the rules say."""

    rows: Sequence[Active]
    targets: dict[str, int]

    @property
    def total(self) -> int:
        return sum(row.now for row in self.rows)

    @property
    def total_before(self) -> int:
        return sum(row.before for row in self.rows)

    def of_group(self, group: str) -> tuple[int, int, int]:
        """Partners, contacts in the period, contacts in the one before."""
        rows = [row for row in self.rows if row.partner.priority_group == group]
        return len(rows), sum(row.now for row in rows), sum(row.before for row in rows)

    @property
    def active(self) -> int:
        """Partners with any contact of substance in the period."""
        return sum(row.now > 0 for row in self.rows)

    @property
    def front(self) -> list[Active]:
        """The ten with most contacts."""
        return [row for row in self.rows if row.now][:MOST]

    @property
    def priority(self) -> list[Active]:
        return [row for row in self.rows if row.is_priority]

    @property
    def untouched(self) -> list[Active]:
        """Priority partners without any contact of substance in the period, the highest rank first."""
        rows = [row for row in self.priority if not row.now]
        return sorted(
            rows, key=lambda row: (rank_order(row.partner), row.last_on or dt.date.min, row.partner.sort_key)
        )


def focus_of(partners, touches, now: Days, before: Days) -> Focus:
    """Three queries. `partners` are those in view, `touches` those that the reader sees, of the asked unit."""
    on = now[1]
    counts = {row.pop("partner"): row for row in _counts(touches.done(on=on), now, before)}
    rows = partners.in_relations().filter(merged_into=None)
    shown = rows.only(
        "name_vi", "acronym", "country", "priority_group", "is_focus", "relationship_level", "sort_key"
    )
    found = [Active(partner, **counts.get(partner.pk, {})) for partner in shown]
    found.sort(key=lambda row: (-row.now, row.partner.sort_key))
    return Focus(found, targets_in_force(on))


def _counts(touches, now: Days, before: Days):
    substance = ~Q(kind__in=SLIGHT)
    return (
        touches.order_by()
        .values("partner")
        .annotate(
            now=Count("pk", filter=substance & Q(placed_on__range=now)),
            before=Count("pk", filter=substance & Q(placed_on__range=before)),
            last_on=Max("placed_on", filter=~Q(kind=TouchKind.MATTER)),
        )
    )


def targets_in_force(on: dt.date) -> dict[str, int]:
    """Group → per cent of all contacts that it is to have; a group without a rule has no target. One query."""
    rows = Rule.objects.in_force(on).filter(code__startswith=TARGET).values_list("code", "number")
    return {code.removeprefix(TARGET): number for code, number in rows if number}
