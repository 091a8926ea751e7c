"""What the warnings of a delegation are made of: other trips of its people and of its unit, the rules of the day."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from portal.deadlines.models import Rule
from portal.text import fold

from ..models import ActivityReport, Delegation, Direction, Event, Member, Mode, ReportStage, State
from .members import travellers
from .same_matter import SameMatter, on_the_same_matter

CODES = (
    "R13", "R14", "R14-late", "R15", "R18-people", "R18-days", "R18-countries", "R18-trips", "R18-leaders",
    "R18-passport", "R19", "R19-same", "R9",
)  # fmt: skip
#: Posts whose holders lead a unit, as people write them.
KEY_POSTS = ("chu tich", "pho chu tich")
NOT_GOING = (State.POSTPONED, State.CANCELLED)


def is_key_leader(member: Member) -> bool:
    return fold(member.post).startswith(KEY_POSTS)


@dataclass
class WarningFacts:
    """`reader` decides which other trips may be told: what they do not see is not counted."""

    delegation: Delegation | Event
    reader: object
    on: dt.date

    @property
    def starts(self) -> dt.date | None:
        first = self.delegation.starts_on or self.delegation.ends_on
        return first.earliest if first else None

    @property
    def ends(self) -> dt.date | None:
        last = self.delegation.ends_on or self.delegation.starts_on
        return last.latest if last else None

    @cached_property
    def going(self) -> list[Member]:
        return travellers(self.delegation)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules in force, by code; a rule that an administrator ended warns of nothing."""
        return {rule.code: rule for rule in Rule.objects.in_force(self.on).filter(code__in=CODES)}

    def limit(self, code: str) -> int | None:
        rule = self.rules.get(code)
        return rule.number if rule else None

    @cached_property
    def _others(self):
        seen = Delegation.objects.visible_to(self.reader).live().exclude(pk=self.delegation.pk)
        return seen.exclude(state__in=NOT_GOING)

    @cached_property
    def trips(self) -> dict[int, list[Delegation]]:
        """Other journeys abroad of our people in this one, by person."""
        persons = [member.person_id for member in self.going if member.person_id]
        if not persons:
            return {}
        abroad = self._others.filter(direction=Direction.OUTGOING).exclude(mode=Mode.ONLINE)
        rows = Member.objects.filter(person__in=persons, delegation__in=abroad).select_related("delegation")
        found: dict[int, list[Delegation]] = {}
        for row in rows.order_by("delegation__placed_to", "pk"):
            found.setdefault(row.person_id, []).append(row.delegation)
        return found

    @cached_property
    def reported(self) -> set[int]:
        """Keys of those journeys whose report was handed in."""
        keys = {trip.pk for trips in self.trips.values() for trip in trips}
        if not keys:
            return set()
        rows = ActivityReport.objects.filter(delegation__in=keys, stage=ReportStage.SUBMITTED)
        return set(rows.values_list("delegation_id", flat=True))

    @cached_property
    def leaders_away(self) -> list[Member]:
        """Key leaders of the same units who are abroad at the same time with another delegation."""
        units = {member.unit_id for member in self.going if member.unit_id and is_key_leader(member)}
        if not units or self.starts is None:
            return []
        away = self._others.filter(direction=Direction.OUTGOING).exclude(mode=Mode.ONLINE)
        away = away.filter(placed_to__gte=self.starts)
        rows = Member.objects.filter(delegation__in=away, unit__in=units).select_related("delegation")
        return [row for row in rows if is_key_leader(row) and self.at_the_same_time(row.delegation)]

    def at_the_same_time(self, other: Delegation) -> bool:
        """Whether both are surely or possibly on the way on one day."""
        first, last = other.starts_on or other.ends_on, other.ends_on or other.starts_on
        if not first or not last or self.starts is None or self.ends is None:
            return False
        return first.earliest <= self.ends and last.latest >= self.starts

    @cached_property
    def same_matter(self) -> SameMatter | None:
        """An earlier trip of the unit to the same country on the same matter, within the years of R19."""
        years = self.limit("R19")
        if not years:
            return None
        record = self.delegation
        seen = Delegation.objects.visible_to(self.reader).filter(unit=record.unit_id, country=record.country)
        judged = Delegation.objects.filter(pk=record.pk)
        found = on_the_same_matter(judged, seen, years=years, needed=self.limit("R19-same"))
        return found.get(record.pk)
