"""Unified management kept or broken: plan line ↔ permission ↔ trip ↔ report, each finding with its rule.

Every finding is a condition that PostgreSQL answers for any number of dossiers; a page asks for the sentences of
its own rows only. Numbers of days and years come from the dated rules of the day on which one looks.
"""

from django.db import models
from django.db.models import Count, Q

from .compliance_facts import with_facts
from .compliance_rules import BROKEN, Finding, Limits, conditions, limits, subject_to_rules
from .compliance_words import Said, findings

__all__ = [
    "BROKEN", "Finding", "Limits", "Said", "broken", "by_unit", "conditions", "counts", "findings", "flagged",
    "limits", "subject_to_rules", "with_facts",
]  # fmt: skip


def broken(rows, limit: Limits, wanted: str = ""):
    """Rows with any finding, or with the one that is wanted."""
    found = conditions(rows.model, limit)
    chosen = [found[Finding(wanted)]] if wanted in found else [] if wanted else list(found.values())
    if not chosen:
        return rows.none()
    asked = chosen[0]
    for one in chosen[1:]:
        asked |= one
    return rows.filter(asked)


def counts(rows, limit: Limits) -> dict[str, int]:
    """Finding → number of rows, and "all" and "clean": one query."""
    found = conditions(rows.model, limit)
    anything = Q()
    for one in found.values():
        anything |= one
    asked = {f"n_{name}": Count("pk", filter=one) for name, one in found.items()}
    answer = rows.order_by().aggregate(
        **asked, n_all=Count("pk"), n_found=Count("pk", filter=anything)
    )  # fmt: skip
    return {
        **{name: answer[f"n_{name}"] for name in found},
        "all": answer["n_all"],
        "clean": answer["n_all"] - answer["n_found"],
    }


def by_unit(rows, limit: Limits) -> dict[int, dict[str, int]]:
    """Unit → the same counts."""
    found = conditions(rows.model, limit)
    asked = {f"n_{name}": Count("pk", filter=one) for name, one in found.items()}
    answer = rows.order_by().values("unit_id").annotate(n_all=Count("pk"), **asked)
    return {
        line["unit_id"]: {"all": line["n_all"], **{name: line[f"n_{name}"] for name in found}}
        for line in answer
    }


def flagged(rows, limit: Limits):
    """The rows with one boolean column a finding, for the page that is shown."""
    found = conditions(rows.model, limit)
    return rows.annotate(
        **{
            f"is_{name}": models.Case(models.When(one, then=True), default=False, output_field=models.BooleanField())
            for name, one in found.items()
        }
    )  # fmt: skip
