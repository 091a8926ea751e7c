"""Which unit has whom: officers, languages, courses; and the units that have nobody."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.people.models import Post
from portal.people.querysets import WORKING_LEVELS, years_after
from portal.units.models import Unit

from .models import Officer, UnitCapacity

TRAINED_WITHIN = 2  # years: "training in 24 months" (domain.md 7.2, row 16)
RETIRING_WITHIN = 5


@dataclass(frozen=True)
class UnitLine:
    """What one unit has on the day. `languages` are those that somebody there speaks, by name."""

    unit: Unit
    officers: int
    full_time: int
    languages: tuple[str, ...]
    interpreters: int
    trained: int
    can_stand: int
    capacity: UnitCapacity | None = None

    @property
    def has_nobody(self) -> bool:
        return self.officers == 0

    @property
    def has_no_language(self) -> bool:
        return not self.languages


def lines(user, *, on: dt.date, years_to_stand: int) -> list[UnitLine]:
    """One line for each unit that reports and that the user reads; six queries however many there are."""
    units = list(units_for(user, Permission.RECORD_VIEW).reporting().as_of(on).order_by("sort_key"))
    held = Q(valid_to=None) | Q(valid_to__gte=on)
    posts = Post.objects.filter(held, valid_from__lte=on, unit__in=units).values_list("unit_id", "person_id")
    people = Officer.objects.visible_to(user).live().prefetch_related("skills", "trainings")
    known = {one.pk: one for one in people.filter(pk__in={person for _unit, person in posts})}
    there: dict[int, dict[int, Officer]] = defaultdict(dict)
    for unit_id, person_id in posts:
        if person_id in known:
            there[unit_id][person_id] = known[person_id]
    stated = UnitCapacity.objects.visible_to(user).live().filter(unit__in=units, year__lte=on.year)
    capacities = {row.unit_id: row for row in stated.order_by("year")}  # the latest stays
    able = years_after(on, years_to_stand)
    return [_line(unit, list(there[unit.pk].values()), capacities.get(unit.pk), on, able) for unit in units]


def _line(unit: Unit, people: Sequence[Officer], capacity: UnitCapacity | None, on: dt.date, able: dt.date):
    since = years_after(on, -TRAINED_WITHIN)
    skills = [skill for one in people for skill in one.skills.all()]
    return UnitLine(
        unit,
        officers=len(people),
        full_time=sum(one.is_full_time for one in people),
        languages=tuple(sorted({str(skill.get_language_display()) for skill in skills})),
        interpreters=len({skill.person_id for skill in skills if skill.can_interpret}),
        trained=sum(any(row.starts_on >= since for row in one.trainings.all()) for one in people),
        can_stand=sum(
            bool(one.retires_on and one.retires_on >= able)
            and any(skill.level in WORKING_LEVELS for skill in one.skills.all())
            for one in people
        ),
        capacity=capacity,
    )


@dataclass(frozen=True)
class Totals:
    """Figures above the list of units."""

    officers: int
    full_time: int
    nobody: int
    no_language: int
    no_candidate: int

    @classmethod
    def of(cls, rows: Iterable[UnitLine]) -> "Totals":
        rows = list(rows)
        return cls(
            sum(row.officers for row in rows),
            sum(row.full_time for row in rows),
            sum(row.has_nobody for row in rows),
            sum(row.has_no_language for row in rows),
            sum(not row.can_stand for row in rows),
        )


def lacking(rows: Iterable[UnitLine], what: str) -> list[UnitLine]:
    """Lines without an officer ("nobody"), a language ("language"), a candidate ("candidate"); "" keeps all."""
    tests = {
        "nobody": lambda row: row.has_nobody,
        "language": lambda row: row.has_no_language,
        "candidate": lambda row: not row.can_stand,
    }
    return [row for row in rows if what not in tests or tests[what](row)]
