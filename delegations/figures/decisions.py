"""Decisions on a dossier as its page shows them, each with what it says of the members."""

from ..models import Decision, Delegation, Event, MemberDecision


def decisions_of(record: Delegation | Event) -> list[tuple[Decision, list[MemberDecision]]]:
    """In the order in which they were decided; two queries."""
    field = "event" if isinstance(record, Event) else "delegation"
    rows = list(Decision.objects.filter(**{field: record}).select_related("changes", "scan"))
    found: dict[int, list[MemberDecision]] = {row.pk: [] for row in rows}
    if rows:
        for said in MemberDecision.objects.filter(decision__in=rows).select_related("member"):
            found[said.decision_id].append(said)
    return [(row, found[row.pk]) for row in rows]
