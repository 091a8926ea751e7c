"""How well a name fits what was asked: with the same accents before without, whole before beginning before inside."""

from enum import IntEnum

from django.db.models import Case, F, IntegerField, QuerySet, SmallIntegerField, Value, When
from django.db.models.functions import Length, Lower, StrIndex

from portal.text import fold

from .asked import Asked


class Rank(IntEnum):
    """The lowest stands first."""

    WHOLE = 0
    BEGINS = 1
    INSIDE = 2
    WHOLE_PLAIN = 3
    BEGINS_PLAIN = 4
    INSIDE_PLAIN = 5
    WORDS = 6  # every word stands in the name, in another order
    ELSEWHERE = 7  # some word stands in another field


def place_in(names: tuple[str, ...], asked: Asked) -> Rank:
    """The best place that any of the names gives."""
    return min((_place(name, asked) for name in names if name), default=Rank.ELSEWHERE)


def _place(name: str, asked: Asked) -> Rank:
    small, plain = name.lower(), fold(name)
    found = small.find(asked.lowered)
    if found >= 0:
        return Rank.INSIDE if found else Rank.WHOLE if len(small) == len(asked.lowered) else Rank.BEGINS
    found = plain.find(asked.folded)
    if found >= 0:
        whole = len(plain) == len(asked.folded)
        return Rank.INSIDE_PLAIN if found else Rank.WHOLE_PLAIN if whole else Rank.BEGINS_PLAIN
    return Rank.WORDS if all(word in plain for word in asked.words) else Rank.ELSEWHERE


def ranked(rows: QuerySet, title: str, folded: str, asked: Asked) -> QuerySet:
    """The rows with `rank`, and `shortness`, by which the whole title comes before those that only begin so.

    PostgreSQL tells the places as far as one look at each column can: `folded` begins with the folded title. What
    is fetched is placed exactly afterwards (`place_in`).
    """
    rows = rows.alias(
        at=StrIndex(Lower(F(title)), Value(asked.lowered)),
        plain_at=StrIndex(F(folded), Value(asked.folded)),
        title_length=Length(F(title)),
    )
    in_title = {f"word_{n}": StrIndex(F(folded), Value(word)) for n, word in enumerate(asked.words)}
    near_the_start = {f"{name}__lte": F("title_length") for name in in_title}
    return rows.alias(**in_title).annotate(
        rank=Case(
            When(at=1, title_length=len(asked.lowered), then=Value(Rank.WHOLE)),
            When(at=1, then=Value(Rank.BEGINS)),
            When(at__gt=1, then=Value(Rank.INSIDE)),
            When(plain_at=1, then=Value(Rank.BEGINS_PLAIN)),
            When(plain_at__gt=1, plain_at__lte=F("title_length"), then=Value(Rank.INSIDE_PLAIN)),
            When(**near_the_start, then=Value(Rank.WORDS)),
            default=Value(Rank.ELSEWHERE),
            output_field=SmallIntegerField(),
        ),
        shortness=Case(
            When(at=1, then=F("title_length")),
            When(plain_at=1, then=F("title_length")),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )
