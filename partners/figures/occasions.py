"""What is coming: the days to remember of the next weeks, and how far their letters are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portal.deadlines.models import Rule

from ..models import Message, MessageState, Occasion

LEADS = ("O1-first", "O1-second", "O1-last")
SUDDEN_OPEN, AHEAD = "O2", "O3"
USUALLY_AHEAD = 90  # days; a calendar without a rule would be empty


@dataclass(frozen=True)
class LeadTimes:
    """The numbers in force on one day. `leads` fall: (60, 30, 7). A rule that was ended is left out."""

    leads: tuple[int, ...]
    sudden_open: int
    ahead: int

    @property
    def last(self) -> int:
        """From so many days before, the letter is urgent; 0 where nobody wants to be told ahead."""
        return min(self.leads, default=0)

    def due(self, days_left: int) -> int | None:
        """The lead time that has been reached: the shortest of those that are not shorter than the days left."""
        return min((lead for lead in self.leads if lead >= days_left), default=None)


def lead_times(on: dt.date) -> LeadTimes:
    """Read from the dated rules in one question."""
    rows = Rule.objects.in_force(on).filter(code__in=[*LEADS, SUDDEN_OPEN, AHEAD])
    found = {rule.code: rule.number for rule in rows if rule.number is not None}
    leads = sorted({found[code] for code in LEADS if code in found}, reverse=True)
    return LeadTimes(tuple(leads), found.get(SUDDEN_OPEN, 0), found.get(AHEAD, USUALLY_AHEAD))


@dataclass(frozen=True)
class Coming:
    """One day ahead (or just past, for what nobody could foresee) with the letters written for it."""

    occasion: Occasion
    day: dt.date
    days_left: int
    letters: tuple[Message, ...] = ()

    @property
    def years(self) -> int | None:
        return self.occasion.years_on(self.day)

    @property
    def state(self) -> str:
        """The furthest that one of its letters has come: answered, sent, draft; "" where there is none."""
        states = {letter.state for letter in self.letters}
        order = (MessageState.ANSWERED, MessageState.SENT, MessageState.DRAFT)
        return next((state for state in order if state in states), "")

    @property
    def is_written(self) -> bool:
        """A letter has gone."""
        return self.state in (MessageState.ANSWERED, MessageState.SENT)


def coming(
    occasions: Iterable[Occasion], *, on: dt.date, days: int, sudden_open: int = 0, letters=None
) -> list[Coming]:
    """The occasions that fall within `days` from `on`, the nearest first.

    What is sudden stays `sudden_open` days after it happened. `letters` is a queryset of the letters that the
    reader may see (one query); None asks for none.
    """
    found = [(one, day) for one in occasions if (day := _day(one, on, sudden_open)) is not None]
    near = [(one, day) for one, day in found if (day - on).days <= days]
    written = _letters(letters, {day for _one, day in near}) if letters is not None and near else {}
    rows = [Coming(one, day, (day - on).days, tuple(written.get((one.pk, day), ()))) for one, day in near]
    return sorted(rows, key=lambda row: (row.day, row.occasion.title))


def _day(occasion: Occasion, on: dt.date, sudden_open: int) -> dt.date | None:
    since = on - dt.timedelta(days=sudden_open) if occasion.is_sudden and not occasion.is_yearly else on
    return occasion.next_on(since)


def _letters(letters, days: set[dt.date]) -> dict[tuple[int, dt.date], list[Message]]:
    written = defaultdict(list)
    for letter in letters.for_occasions().filter(occasion_on__in=days).order_by("pk"):
        written[letter.occasion_id, letter.occasion_on].append(letter)
    return written
