"""How well a name fits what was asked: with the same accents before without, whole before beginning before inside."""

from enum import IntEnum

from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    QuerySet,
    SmallIntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Length, StrIndex

from portal.text import fold

from .asked import Asked

SIGNS = "()[]{}-–—,.;:/\"'“”‘’"
_AS_BLANKS = str.maketrans(SIGNS, " " * len(SIGNS))


class _Apart(Func):
    """`words_apart` of a column, but for blanks that signs leave side by side."""

    template = "' ' || TRANSLATE(LOWER(%(expressions)s), %(signs)s, %(blanks)s) || ' '"
    output_field = TextField()

    def as_sql(self, compiler, connection, **extra):
        quoted = {"signs": _quoted(SIGNS), "blanks": _quoted(" " * len(SIGNS))}
        return super().as_sql(compiler, connection, **{**extra, **quoted})


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


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
    apart, typed = words_apart(name), words_apart(asked.written)
    found = apart.find(typed)
    if typed.strip() and found >= 0:
        return Rank.INSIDE if found else Rank.WHOLE if apart == typed else Rank.BEGINS
    plain = fold(name)
    found = plain.find(asked.folded)
    if found >= 0:
        whole = len(plain) == len(asked.folded)
        return Rank.INSIDE_PLAIN if found else Rank.WHOLE_PLAIN if whole else Rank.BEGINS_PLAIN
    return Rank.WORDS if all(word in plain for word in asked.words) else Rank.ELSEWHERE


def words_apart(text: str) -> str:
    """Small letters with a blank around every word: what is typed with its accents must be whole words of a name.

    "doan" is thus not the same as the beginning of "doanh nghiệp", but as good as "Đoàn".
    """
    return f" {' '.join(text.lower().translate(_AS_BLANKS).split())} "


def _after(lead: str, place):
    """The place in the title, where the words begin with another column and a blank; below 1: before the title."""
    if not lead:
        return place
    before = Case(When(**{lead: ""}, then=Value(0)), default=Length(F(lead)) + 1, output_field=IntegerField())
    return ExpressionWrapper(place - before, output_field=IntegerField())


def ranked(rows: QuerySet, title: str, folded: str, asked: Asked, *, lead: str = "") -> QuerySet:
    """The rows with `rank`, and `shortness`, by which the whole title comes before those that only begin so.

    PostgreSQL tells the places as far as one look at each column can: `folded` begins with the folded title. What
    is fetched is placed exactly afterwards (`place_in`). `lead`: the column that `folded` holds before the title.
    """
    rows = rows.alias(
        at=StrIndex(_Apart(F(title)), Value(words_apart(asked.written))),
        plain_at=_after(lead, StrIndex(F(folded), Value(asked.folded))),
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
