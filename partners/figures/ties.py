"""Ties that were interrupted and restored (domain.md 7.2, question 17), by the calendar year of the step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import RelationshipChange, RelationshipState

STEPS = (RelationshipState.INTERRUPTED, RelationshipState.RESTORED)


@dataclass(frozen=True)
class Ties:
    """Steps of both kinds, the latest first; those without a date stand in no year."""

    steps: Sequence[RelationshipChange]

    def of(self, state: str, year: int) -> list[RelationshipChange]:
        return [one for one in self.steps if one.state == state and one.since and one.since.year == year]

    def by_year(self, state: str, years: Iterable[int]) -> list[int]:
        return [len(self.of(state, year)) for year in years]

    @property
    def undated(self) -> int:
        return sum(one.since is None for one in self.steps)


def ties(changes, until_year: int) -> Ties:
    """`changes` of the partners in view, up to the end of a year. One query."""
    rows = changes.filter(state__in=STEPS, partner__archived_at=None).select_related("partner")
    found = [one for one in rows if one.since is None or one.since.year <= until_year]
    return Ties(sorted(found, key=lambda one: (str(one.since or ""), one.pk), reverse=True))
