"""Unified management kept or broken: plan line ↔ permission ↔ trip ↔ report, each finding with its rule.

Every finding is a condition that PostgreSQL answers for any number of dossiers at once; a page asks for the sentences
of its own rows only. Numbers of days and years come from the dated rules of the day on which one looks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db import models

from .compliance_facts import with_facts
from .compliance_rules import BROKEN, Finding, Limits, conditions, limits, subject_to_rules
from .compliance_words import Said, findings

__all__ = [
    "BROKEN", "Finding", "Limits", "Mark", "Said", "bit", "by_unit", "conditions", "counts", "findings", "flag",
    "limits", "marks", "subject_to_rules", "with_facts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One dossier on the board: its key, its unit, and a bit for each of `asked` that was found."""

    pk: int
    unit: int
    bits: int


def marks(rows, limit: Limits) -> list[Mark]:
    """What is found of each row, the latest first: one question for the page, its counts and its units together."""
    found = conditions(rows.model, limit)
    one = {name: models.Case(models.When(condition, then=1 << place), default=0)
           for place, (name, condition) in enumerate(found.items())}  # fmt: skip
    bits = reduce(add, one.values(), models.Value(0))
    ordered = rows.annotate(bits=bits).order_by("-placed_to", "-pk")
    return [Mark(*values) for values in ordered.values_list("pk", "unit_id", "bits")]


def bit(model: type[models.Model], limit: Limits, wanted: str) -> int:
    """The bit of a finding in `Mark.bits`; all of them for "", none for what is not asked of the model."""
    names = [str(name) for name in conditions(model, limit)]
    if wanted:
        return 1 << names.index(wanted) if wanted in names else 0
    return (1 << len(names)) - 1


def counts(model: type[models.Model], limit: Limits, found: Iterable[Mark]) -> dict[str, int]:
    """Finding → number of dossiers, and "all" and "clean"."""
    return _numbers(list(conditions(model, limit)), Counter(mark.bits for mark in found))


def by_unit(model: type[models.Model], limit: Limits, found: Iterable[Mark]) -> dict[int, dict[str, int]]:
    """Unit → the same counts."""
    tallies: dict[int, Counter[int]] = defaultdict(Counter)
    for mark in found:
        tallies[mark.unit][mark.bits] += 1
    names = list(conditions(model, limit))
    return {unit: _numbers(names, tally) for unit, tally in tallies.items()}


def _numbers(names: list, tally: Counter[int]) -> dict[str, int]:
    numbers = {
        name: sum(number for bits, number in tally.items() if bits >> place & 1)
        for place, name in enumerate(names)
    }
    return {**numbers, "all": tally.total(), "clean": tally[0]}


def flag(record, limit: Limits, bits: int) -> None:
    """Tell the record what was found of it: one attribute a finding, as `findings` reads them."""
    for place, name in enumerate(conditions(type(record), limit)):
        setattr(record, f"is_{name}", bool(bits >> place & 1))
