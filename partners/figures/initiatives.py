"""Initiatives and interventions by theme, topic and year, and the bodies where we have been silent.

Every question starts from a queryset that the caller has scoped. An initiative belongs to the year of its end,
else of its start. Source of the questions: domain.md 7.2, rows 1 and 4.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from portal.deadlines.rules import number

from ..models import ContentTheme, GlobalTopic, Initiative, Partner, Position

YEARS_SHOWN = 5
TERM_RULE = "S3"


@dataclass(frozen=True)
class Line:
    """One theme or topic: how many in each of the years, and in all of them."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class InitiativeFigures:
    """Counts per year of `years` (the earliest first) by theme and by topic.

    `struggle` are those whose theme is struggle and protection; those of several themes are not among them.
    """

    years: tuple[int, ...]
    by_theme: tuple[Line, ...]
    by_topic: tuple[Line, ...]
    totals: tuple[int, ...]
    struggle: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def struggle_share(self) -> int | None:
        """Per cent of all the years, rounded; None where there was nothing to be part of."""
        return round(100 * sum(self.struggle) / self.total) if self.total else None


def initiative_figures(rows, years: Sequence[int]) -> InitiativeFigures:
    """Sums of the live records of `rows` in these years: one query."""
    found = rows.live().filter(placed_to__year__in=list(years)).order_by()
    grouped = found.values_list("placed_to__year", "content_theme", "topic").annotate(Count("pk"))
    themes: Counter = Counter()
    topics: Counter = Counter()
    for year, theme, topic, count in grouped:
        themes[theme, year] += count
        topics[topic, year] += count
    return InitiativeFigures(
        tuple(years),
        _lines(ContentTheme.choices, themes, years),
        _lines(GlobalTopic.choices, topics, years),
        tuple(sum(themes[theme, year] for theme in ContentTheme.values) for year in years),
        tuple(themes[ContentTheme.STRUGGLE_PROTECTION, year] for year in years),
    )


def _lines(choices, counts: Counter, years: Sequence[int]) -> tuple[Line, ...]:
    lines = [Line(str(label), tuple(counts[code, year] for year in years)) for code, label in choices]
    return tuple(line for line in lines if line.total)


def last_years(on: dt.date) -> list[int]:
    return list(range(on.year - YEARS_SHOWN + 1, on.year + 1))


def term_begins(on: dt.date) -> dt.date:
    """The first day of the years looked back upon (rule S3), or of this year where the rule has ended."""
    years = number(TERM_RULE, on)
    return dt.date(on.year - years + 1, 1, 1) if years else dt.date(on.year, 1, 1)


def silent_bodies(positions, initiatives, *, on: dt.date, since: dt.date):
    """Bodies of which we are a member today and where nothing was put forward since a day (`term_begins`)."""
    heard = initiatives.live().filter(placed_to__gte=since, placed_to__lte=on)
    members = positions.live().memberships().held(on=on).filter(partner__isnull=False)
    return (
        Partner.objects.live()
        .filter(pk__in=members.values("partner_id"))
        .exclude(pk__in=heard.values("partner_id"))
        .order_by("sort_key")
    )


def silent_for(user, *, on: dt.date, since: dt.date):
    """`silent_bodies` as far as the user reads."""
    positions, initiatives = Position.objects.visible_to(user), Initiative.objects.visible_to(user)
    return silent_bodies(positions, initiatives, on=on, since=since)
