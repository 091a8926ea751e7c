"""Annex X: a unit's external-relations officers on the last day of the period, and the courses it held in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils import translation

from portal.people.models import LanguageSkill, Person, Post
from portal.units.models import Unit
from reports.models import Activity

from .. import queries
from ..window import Window
from .cells import joined


def officer_rows(window: Window) -> list[dict]:
    """One row a unit that has officers or held courses; nobody is named."""
    officers, courses = _officers(window), _courses(window)
    units = Unit.objects.filter(pk__in={*officers, *courses}).order_by("sort_key")
    with translation.override("vi"):
        return [
            {
                "record": f"x{unit.pk}",
                "unit": unit.short_name,
                "unit_id": unit.pk,
                "cells": [unit.short_name, *_people(officers[unit.pk]), *_trained(courses[unit.pk])],
            }
            for unit in units
        ]


def _officers(window: Window) -> dict[int, list[Person]]:
    """Unit → who held a post there on the last day, each once."""
    posts = Post.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=window.last), valid_from__lte=window.last, person__archived_at=None
    )
    if window.unit_ids is not None:
        posts = posts.filter(unit_id__in=window.unit_ids)
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for post in posts.select_related("person").prefetch_related("person__skills").order_by("person_id"):
        found[post.unit_id][post.person_id] = post.person
    return defaultdict(list, {unit: list(people.values()) for unit, people in found.items()})


def _courses(window: Window) -> dict[int, list[Activity]]:
    found: dict[int, list[Activity]] = defaultdict(list)
    for row in queries.training(window).annotate(attended=Count("attendance")).order_by("starts_on", "pk"):
        found[row.unit_id].append(row)
    return found


def _people(officers: list[Person]) -> list[str]:
    """Full-time / part-time; what they studied; what they speak."""
    if not officers:
        return ["", "", ""]
    full_time = sum(person.is_full_time for person in officers)
    skills = [skill for person in officers for skill in person.skills.all()]
    return [
        f"{full_time} chuyên trách / {len(officers) - full_time} kiêm nhiệm",
        _counted(person.specialisation for person in officers),
        _counted(_language(skill) for skill in skills),
    ]


def _language(skill: LanguageSkill) -> str:
    return joined(skill.get_language_display(), skill.get_level_display(), by=" ")


def _counted(texts: Iterable[str]) -> str:
    """ "tiếng Anh B2 (2); tiếng Lào" """
    numbers = Counter(text for text in texts if text)
    return "; ".join(text if count == 1 else f"{text} ({count})" for text, count in sorted(numbers.items()))


def _trained(courses: list[Activity]) -> list[str]:
    """ "2 lớp, 45 lượt người" and who paid; where nobody stated a number, those who are listed count."""
    if not courses:
        return ["", ""]
    number = sum(row.quantity or 1 for row in courses)
    persons = sum(row.attended if row.participants is None else row.participants for row in courses)  # type: ignore[attr-defined]
    told = f"{number} lớp, {persons} lượt người" if persons else f"{number} lớp"
    return [told, "; ".join(dict.fromkeys(row.funding_source for row in courses if row.funding_source))]
