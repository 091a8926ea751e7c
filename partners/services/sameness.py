"""When a row of one partner says the same as a row of another, should the two partners turn out to be one."""

from collections.abc import Sequence
from typing import Any

from portal.text import fold

from ..models import Obligation, ObligationKind, Occasion, OccasionKind, Position

#: Of these there may be two on one day: their titles tell them apart.
TOLD_BY_TITLE = (OccasionKind.ELECTION, OccasionKind.BEREAVEMENT, OccasionKind.OTHER)


def agree(mine: Any, theirs: Any, names: Sequence[str]) -> bool:
    """Neither says something else: the values are equal, or one of the two is missing."""
    found = [(getattr(mine, name), getattr(theirs, name)) for name in names]
    return all(one == other or one in (None, "") or other in (None, "") for one, other in found)


def same_occasion(mine: Occasion, theirs: Occasion) -> bool:
    """The same kind on the same day of the same calendar; a year that only one of them names is no difference."""
    rhythm = ("kind", "calendar", "is_yearly", "day", "month")
    if any(getattr(mine, name) != getattr(theirs, name) for name in rhythm):
        return False
    same_title = mine.kind not in TOLD_BY_TITLE or fold(mine.title) == fold(theirs.title)
    return same_title and agree(mine, theirs, ["year"])


def same_obligation(mine: Obligation, theirs: Obligation) -> bool:
    """The same kind, year and unit, of one title or, for dues, of one day; sums and days that differ are two."""
    if any(getattr(mine, name) != getattr(theirs, name) for name in ("kind", "year", "unit_id")):
        return False
    same_day = mine.kind == ObligationKind.DUES and mine.due_on == theirs.due_on
    same_title = fold(mine.title) == fold(theirs.title)
    return (same_title or same_day) and agree(
        mine, theirs, ["amount", "currency", "amount_paid", "done_on", "evidence"]
    )


def same_position(mine: Position, theirs: Position) -> bool:
    """The same unit in the same seat, held by the same person in the same term."""
    if any(getattr(mine, name) != getattr(theirs, name) for name in ("kind", "unit_id")):
        return False
    same_words = (fold(mine.title), fold(mine.holder)) == (fold(theirs.title), fold(theirs.holder))
    return same_words and agree(mine, theirs, ["starts_on", "ends_on"])
