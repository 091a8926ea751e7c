"""Unified management kept or broken: plan line ↔ permission ↔ trip ↔ report, each finding with its rule.

Every finding is a question that PostgreSQL answers for any number of dossiers at once; a page asks for the
sentences of its own rows only. Numbers of days and years come from the dated rules of the day on which one looks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db import models
from django.db.models import Case, Value, When

from ..models import Delegation
from .compliance_facts import with_facts
from .compliance_pairs import courting
from .compliance_rules import BROKEN, Finding, Limits, conditions, limits, subject_to_rules
from .compliance_words import Said, findings
from .same_matter import SameMatter, on_the_same_matter

__all__ = [
    "BROKEN", "Finding", "Limits", "Mark", "Said", "asked", "bit", "by_unit", "conditions", "counts", "findings", "flag",
    "limits", "marks", "subject_to_rules", "with_facts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One dossier on the board: its key, its unit, a bit for each of `asked` that was found, and the earlier trip on
    the same matter if there is one.
    """

    pk: int
    unit: int
    bits: int
    same: SameMatter | None = None


def asked(model: type[models.Model], limit: Limits) -> list[Finding]:
    """The findings that the model is asked about, in the order of their bits."""
    beside = (
        (Finding.COURTING, limit.partner_days),
        (Finding.SECOND, limit.years if model is Delegation else None),
    )
    return [*conditions(model, limit), *(name for name, number in beside if number is not None)]


def marks(rows, limit: Limits, seen) -> list[Mark]:
    """What is found of each row, the latest first: for the page, its counts and its units together.

    `seen`: all rows of the model that the reader may see. A fixed number of questions, however many rows.
    """
    found = conditions(rows.model, limit)
    bits = reduce(add, (Case(When(condition, then=1 << place), default=0)
                        for place, condition in enumerate(found.values())), Value(0))  # fmt: skip
    ordered = with_facts(rows).annotate(bits=bits).order_by("-placed_to", "-pk")
    lines = ordered.values_list("pk", "unit_id", "bits")
    courted, same = _beside(rows, limit, seen)
    beside = {Finding.COURTING: courted, Finding.SECOND: same}
    added: Counter[int] = Counter()
    for place, name in enumerate(asked(rows.model, limit)[len(found) :], len(found)):
        added.update(dict.fromkeys(beside[name], 1 << place))
    return [Mark(pk, unit, simple + added[pk], same.get(pk)) for pk, unit, simple in lines]


def _beside(rows, limit: Limits, seen) -> tuple[set[int], dict[int, SameMatter]]:
    """What is found by another dossier beside it, as far as its rule is in force."""
    courted: set[int] = set()
    if limit.partner_days is not None:
        courted = courting(rows, seen, limit.partner_days)
    if limit.years is None or rows.model is not Delegation:
        return courted, {}
    return courted, on_the_same_matter(rows, seen, years=limit.years, needed=limit.same)


def bit(model: type[models.Model], limit: Limits, wanted: str) -> int:
    """The bit of a finding in `Mark.bits`; all of them for "", none for what is not asked of the model."""
    names = [str(name) for name in asked(model, limit)]
    if wanted:
        return 1 << names.index(wanted) if wanted in names else 0
    return (1 << len(names)) - 1


def counts(model: type[models.Model], limit: Limits, found: Iterable[Mark]) -> dict[str, int]:
    """Finding → number of dossiers, and "all" and "clean"."""
    return _numbers(asked(model, limit), Counter(mark.bits for mark in found))


def by_unit(model: type[models.Model], limit: Limits, found: Iterable[Mark]) -> dict[int, dict[str, int]]:
    """Unit → the same counts."""
    tallies: dict[int, Counter[int]] = defaultdict(Counter)
    for mark in found:
        tallies[mark.unit][mark.bits] += 1
    names = asked(model, limit)
    return {unit: _numbers(names, tally) for unit, tally in tallies.items()}


def _numbers(names: list, tally: Counter[int]) -> dict[str, int]:
    numbers = {
        name: sum(number for bits, number in tally.items() if bits >> place & 1)
        for place, name in enumerate(names)
    }
    return {**numbers, "all": tally.total(), "clean": tally[0]}


def flag(record, limit: Limits, mark: Mark) -> None:
    """Tell the record what was found of it: one attribute a finding, as `findings` reads them."""
    record.same_matter = mark.same
    for place, name in enumerate(asked(type(record), limit)):
        setattr(record, f"is_{name}", bool(mark.bits >> place & 1))
