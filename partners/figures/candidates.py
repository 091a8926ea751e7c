"""Who of the sector unions can stand for an international seat (domain.md 7.2, question 3)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from portal.competence.models import Officer
from portal.people.models import LanguageLevel, Post
from portal.people.querysets import WORKING_LEVELS
from portal.units.models import Unit, UnitType

#: Central sector unions and what stands beside them: unions of corporations.
SECTORS = (UnitType.SECTOR_UNION, UnitType.CORPORATION_UNION)
_RANK = {level: place for place, level in enumerate(LanguageLevel.values)}


@dataclass(frozen=True)
class Prepared:
    """One sector union: officers in post, those who can stand, the best level of each of their languages."""

    unit: Unit
    officers: int
    candidates: int
    languages: tuple[tuple[str, str], ...]


def prepared(units, officers, *, on: dt.date, years: int) -> list[Prepared]:
    """One line for each sector union of `units`, those without a candidate first. Four queries.

    Who can stand: in post that day, a language at B2 or above, and not retiring within `years`.
    """
    sectors = list(units.as_of(on).filter(unit_type__in=SECTORS).order_by("sort_key"))
    held = Q(valid_to=None) | Q(valid_to__gte=on)
    posts = Post.objects.filter(held, valid_from__lte=on, unit__in=sectors)
    there: dict[int, set[int]] = defaultdict(set)
    for unit, person in posts.filter(person__archived_at=None).values_list("unit_id", "person_id"):
        there[unit].add(person)
    able = officers.able_to_stand(on, years).filter(
        pk__in={one for persons in there.values() for one in persons}
    )
    known = {one.pk: one for one in able.prefetch_related("skills")}
    lines = [_line(unit, there[unit.pk], known) for unit in sectors]
    return sorted(lines, key=lambda line: (line.candidates > 0, line.unit.sort_key))


def _line(unit: Unit, persons: set[int], able: dict[int, Officer]) -> Prepared:
    candidates = [able[pk] for pk in persons if pk in able]
    best: dict[str, str] = {}
    for skill in (skill for one in candidates for skill in one.skills.all() if skill.level in WORKING_LEVELS):
        name = str(skill.get_language_display())
        best[name] = max(best.get(name, skill.level), skill.level, key=_RANK.__getitem__)
    return Prepared(unit, len(persons), len(candidates), tuple(sorted(best.items())))
