"""What delegations and conferences were about, stretch of days by stretch (domain.md 7.2, question 4)."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Case, Count, IntegerField, Value, When

from .records import Days


def themes_in(delegations, events, stretches: Sequence[Days]) -> list[Counter[str]]:
    """Theme → activities held in each of the stretches; "" holds those without one. Two queries."""
    return [sum(pair, Counter()) for pair in themes_by_kind(delegations, events, stretches)]


def themes_by_kind(delegations, events, stretches: Sequence[Days]) -> list[tuple[Counter[str], Counter[str]]]:
    """The same apart: (of delegations, of conferences) for each stretch.

    A delegation that attended one of these conferences is the same activity: it counts with the conference alone.
    """
    held = events.live().held()
    found: list[tuple[Counter[str], Counter[str]]] = [(Counter(), Counter()) for _stretch in stretches]
    for kind, rows in enumerate((delegations.counted_apart(held), held)):
        for theme, place, count in _counted(rows, stretches):
            found[place][kind][theme] += count
    return found


def _counted(rows, stretches: Sequence[Days]):
    number = Case(
        *(
            When(placed_from__gte=first, placed_to__lte=last, then=Value(place))
            for place, (first, last) in enumerate(stretches)
        ),
        output_field=IntegerField(),
    )
    placed = rows.annotate(stretch=number).exclude(stretch=None).order_by()
    return placed.values_list("content_theme", "stretch").annotate(Count("pk"))
