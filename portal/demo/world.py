"""What all builders of demonstration data share: the day, the units, the people, chance that is no chance.

An app's `demo.py` has `build(world) -> dict[str, int]`, the number of rows added by kind. It adds what is not
there yet, known by its key, and changes nothing else; so loading may be repeated. Nothing in it asks the clock.
"""

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from portal.accounts.models import User
from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import Period, last_ended
from portal.deadlines.working import WorkCalendar
from portal.text import PartialDate
from portal.units.models import Lineage, Unit

PERIODS = 4
FRESH = 45  # days after its deadline in which a period is still what the office waits for
AHEAD = dt.timedelta(days=42)  # how far the calendar of coming visits reaches
CENTRE = "TLD"


@dataclass
class World:
    """`on` is the day on which the portal is shown; `people` maps an account name to its account."""

    on: dt.date
    people: dict[str, User] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)  # what one builder looked up for the others
    _keys: dict[type[models.Model], set[str]] = field(default_factory=dict)

    @cached_property
    def periods(self) -> list[Period]:
        """The last four ended periods that the office asks for (domain.md 9.6), the latest first."""
        halves = [p for p in last_ended(PeriodKind.HALF_YEAR, self.on, 2 * PERIODS) if p.index == 1]
        years = last_ended(PeriodKind.YEAR, self.on, PERIODS)
        return sorted([*halves, *years], key=lambda p: p.ends_on, reverse=True)[:PERIODS]

    @cached_property
    def running(self) -> Period:
        """What the office waits for on the day: the latest period while its deadline is fresh, else the last quarter."""
        latest = self.periods[0]
        if (self.on - latest.due_on).days <= FRESH:
            return latest
        return last_ended(PeriodKind.QUARTER, self.on, 1)[0]

    @property
    def begins(self) -> dt.date:
        """From this day on the records made for demonstration lie: two years and more."""
        return min(period.starts_on for period in self.periods)

    @cached_property
    def calendar(self) -> WorkCalendar:
        return WorkCalendar()

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in Unit.objects.order_by("code")}

    @cached_property
    def reporting(self) -> list[Unit]:
        """The units that owe reports on the day, in a fixed order."""
        return list(Unit.objects.reporting().as_of(self.on).order_by("code"))

    @cached_property
    def _predecessors(self) -> dict[int, list[Unit]]:
        found: dict[int, list[Unit]] = {}
        for row in Lineage.objects.select_related("predecessor").order_by("predecessor__code"):
            found.setdefault(row.successor_id, []).append(row.predecessor)
        return found

    def living(self, unit: Unit, day: dt.date) -> Unit:
        """The unit, or the one of its predecessors that lived on that day: records keep the unit of their time.

        Of several, one at the border (they are the ones with something to record), else the one of the same name.
        """
        if unit.is_valid(on=day):
            return unit
        former = [self.living(old, day) for old in self._predecessors.get(unit.pk, [])]
        former = [old for old in former if old.is_valid(on=day)]
        former.sort(key=lambda old: (not old.is_border, old.province_name != unit.province_name, old.code))
        return former[0] if former else unit

    def chance(self, *about: str | int) -> random.Random:
        """Numbers that depend on nothing but what they are about: the same on every machine and every day."""
        return random.Random("/".join(map(str, about)))

    def knows(self, model: type[models.Model], key: str) -> bool:
        """Whether a record of this key is there."""
        if model not in self._keys:
            rows = model._default_manager.exclude(source_key="")
            self._keys[model] = set(rows.values_list("source_key", flat=True))
        return key in self._keys[model]

    def is_new(self, model: type[models.Model], key: str) -> bool:
        """Whether no record has this key yet; from now on one has."""
        if self.knows(model, key):
            return False
        self._keys[model].add(key)
        return True

    def mark(self, record, key: str, entered_on: dt.date):
        """Mark a record as made for demonstration, entered on a working day that fits its story."""
        record.source_key, record.is_demonstration = key, True
        record.created_at = self.at(min(entered_on, self.on), 9)
        return record

    def officer_of(self, unit: Unit) -> User | None:
        """The account of the unit's officer; None is the portal itself, for units without an account."""
        return self.people.get(f"officer:{unit.code}")

    def leader_of(self, unit: Unit) -> User | None:
        return self.people.get(f"leader:{unit.code}")

    def at(self, day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))

    def working_day(self, day: dt.date) -> dt.date:
        """The day itself, or the next one on which an office is open."""
        return day if self.calendar.is_working_day(day) else self.calendar.add(day, 1)

    def days(self, chance: random.Random, count: int, first: dt.date, last: dt.date) -> list[dt.date]:
        """So many working days between two days, in order."""
        span = max(0, (last - first).days)
        found = sorted(first + dt.timedelta(days=chance.randint(0, span)) for _n in range(count))
        return [self.working_day(day) for day in found]


def partial(day: dt.date | None) -> PartialDate | None:
    return PartialDate.of(day) if day else None
