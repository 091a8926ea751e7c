"""What we put forward where we sit with others (domain.md 7.2, question 1): by international body, over one term."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Max

from partners.figures.initiatives import silent_bodies
from partners.models import InitiativeKind, Partner

from ..models import Purpose
from .records import Days, events_attended, outgoing


@dataclass
class Forum:
    """One body: meetings of it that we attended, what we put forward there, and whether we are a member."""

    body: Partner
    meetings: int = 0
    kinds: Counter = field(default_factory=Counter)
    last_on: dt.date | None = None
    is_silent_member: bool = False

    @property
    def initiatives(self) -> int:
        return self.kinds[InitiativeKind.INITIATIVE]

    @property
    def others(self) -> int:
        """Interventions, papers and texts that we joined."""
        return self.kinds.total() - self.initiatives


@dataclass(frozen=True)
class Forums:
    """Bodies, those where we put most forward first. `meetings`: each once, whatever bodies it names."""

    rows: list[Forum]
    meetings: int

    @property
    def initiatives(self) -> int:
        return sum(row.initiatives for row in self.rows)

    @property
    def others(self) -> int:
        return sum(row.others for row in self.rows)

    @property
    def silent(self) -> list[Forum]:
        return [row for row in self.rows if row.is_silent_member]


def forums(positions, initiatives, events, delegations, days: Days) -> Forums:
    """Six queries. All are what the reader sees; members are those of the last day.

    A meeting is a conference that we attended, or an outgoing delegation to a multilateral meeting that stands
    under no conference of the register.
    """
    attended = events_attended(events, *days)
    travelled = outgoing(delegations, *days).filter(purpose=Purpose.MULTILATERAL_MEETING, event=None)
    bodies: dict[int, Forum] = {}
    for rows in (attended, travelled):
        named = rows.order_by().filter(partners__country="", partners__isnull=False)
        for pk, count in named.values_list("partners").annotate(Count("pk", distinct=True)):
            _forum(bodies, pk).meetings += count
    said = initiatives.live().filter(placed_to__range=days).order_by()
    for pk, kind, count, last in said.values_list("partner", "kind").annotate(Count("pk"), Max("placed_to")):
        one = _forum(bodies, pk)
        one.kinds[kind] += count
        one.last_on = max(filter(None, [one.last_on, last]))
    for member in silent_bodies(positions, initiatives, on=days[1], since=days[0]):
        _forum(bodies, member.pk).is_silent_member = True
    known = Partner.objects.defer("search_text", "notes").in_bulk(bodies)
    for pk, one in bodies.items():
        one.body = known[pk]
    rows = sorted(bodies.values(), key=lambda row: (-row.initiatives, -row.meetings, row.body.sort_key))
    return Forums(rows, attended.count() + travelled.count())


def _forum(bodies: dict[int, Forum], pk: int) -> Forum:
    return bodies.setdefault(pk, Forum(Partner(pk=pk)))
