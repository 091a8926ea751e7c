"""Decisions on a dossier as its page shows them, each with what it says of the members."""

from ..models import Decision, Delegation, Event, MemberDecision, MemberOutcome
from .members import OUTCOMES

Said = list[tuple[MemberDecision, str]]


def decisions_of(record: Delegation | Event) -> list[tuple[Decision, Said]]:
    """In the order in which they were decided, each with its rows and what they say in words; two queries."""
    field = "event" if isinstance(record, Event) else "delegation"
    rows = list(Decision.objects.filter(**{field: record}).select_related("changes", "scan"))
    found: dict[int, Said] = {row.pk: [] for row in rows}
    if rows:
        for said in MemberDecision.objects.filter(decision__in=rows).select_related("member"):
            found[said.decision_id].append((said, str(OUTCOMES[MemberOutcome(said.outcome)])))
    return [(row, found[row.pk]) for row in rows]
