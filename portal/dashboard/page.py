"""The home page put together for one reader: a leader's first screen, or what is nearest for everybody else."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.ui.formats import number_vi

from .changes import changes_of
from .inbox import waiting_items
from .registry import Figure, Item, Kind, Meeting, Promised, Reader, collect
from .years import CALENDAR, REPORTING, offered_numbers

MEETINGS_SHOWN, COMING_SHOWN = 6, 3
ITEMS_SHOWN = 6  # the nearest of the inbox
DECISIONS_SHOWN, OTHERS_SHOWN = 5, 3
PROMISES_SHOWN, CHANGES_SHOWN = 6, 8


@dataclass(frozen=True)
class ShownFigure:
    """A figure with its comparison in words: a difference never stands without what it is measured against."""

    figure: Figure
    note: str
    trend: str


@dataclass(frozen=True)
class Promises:
    """The few that stand on the page, and how many there are in all."""

    shown: list[Promised]
    late: int
    near: int

    @property
    def more(self) -> int:
        return self.late + self.near - len(self.shown)


def page_of(reader: Reader) -> dict:
    """Everything that templates/dashboard/home.html prints."""
    is_leader = reader.holds(Permission.LEADERSHIP)
    items = waiting_items(reader)
    told = _of_leader(reader, items) if is_leader else _of_others(reader, items)
    return {
        "year": reader.year,
        "kinds": ((REPORTING, _("Reporting year")), (CALENDAR, _("Calendar year"))),
        "numbers": offered_numbers(reader.today),
        "is_leader": is_leader,
        "figures": [_compared(one) for one in collect("figure", reader)],
        "reads_records": reader.holds(Permission.RECORD_VIEW),
        "calendar_url": _address("delegations:calendar"),
        "board_url": _address("dashboard:board"),
        "quick_url": _address("registers:quick") if reader.holds(Permission.RECORD_EDIT) else "",
        "today": reader.today,
        **_meetings(reader, COMING_SHOWN if is_leader else MEETINGS_SHOWN),
        **told,
    }


def _of_leader(reader: Reader, items: list[Item]) -> dict:
    """What is to be decided, what is about to break, what is new; the rest is one tap below."""
    decisions = [one for one in items if one.kind == Kind.DECISION]
    others = [one for one in items if one.kind != Kind.DECISION]
    changes = changes_of(reader)
    return {
        "decisions": decisions[:DECISIONS_SHOWN],
        "decisions_count": number_of(decisions),
        "decisions_more": number_of(decisions[DECISIONS_SHOWN:]),
        "items": others[:OTHERS_SHOWN],
        "items_more": max(0, len(others) - OTHERS_SHOWN),
        "promises": promises_of(reader),
        "promises_url": _address("partners:nextstep-list"),
        "changes": changes[:CHANGES_SHOWN],
        "changes_more": max(0, len(changes) - CHANGES_SHOWN),
        "since": reader.since,
    }


def number_of(items: list[Item]) -> int:
    """How many matters these lines are: one of them may stand for many."""
    return sum(one.count or 1 for one in items)


def _of_others(reader: Reader, items: list[Item]) -> dict:
    return {
        "items": items[:ITEMS_SHOWN],
        "items_more": max(0, len(items) - ITEMS_SHOWN),
        **lists_of(reader),
    }


def lists_of(reader: Reader) -> dict:
    """The short lists of all apps; a leader has them one tap below."""
    found = collect("listing", reader)
    return {
        "listings": [one for one in found if not one.beside_meetings],
        "beside": [one for one in found if one.beside_meetings],
    }


def promises_of(reader: Reader, most: int = PROMISES_SHOWN) -> Promises:
    """Half of the room for what falls due next, half for what is overdue, the latest of it first."""
    found = collect("promised", reader)
    near = sorted((one for one in found if one.due_on >= reader.today), key=lambda one: one.due_on)
    late = sorted(
        (one for one in found if one.due_on < reader.today), key=lambda one: one.due_on, reverse=True
    )
    first = near[: max(most // 2, most - len(late))]
    return Promises(first + late[: most - len(first)], len(late), len(near))


def meetings_of(reader: Reader) -> list[Meeting]:
    return sorted(collect("coming", reader), key=lambda one: (one.first, one.last, one.title))


def _meetings(reader: Reader, most: int) -> dict:
    found = meetings_of(reader)
    todays = [one for one in found if one.is_exact and one.is_on(reader.today)][:MEETINGS_SHOWN]
    return {
        "today_meetings": todays,
        "coming_meetings": [one for one in found if one.first > reader.today][:most],
    }


def _compared(figure: Figure) -> ShownFigure:
    if not figure.compared:
        return ShownFigure(figure, figure.note, "")
    if figure.previous is None or figure.value is None:
        said = _("same days last year: —")
        return ShownFigure(figure, " · ".join(filter(None, [figure.note, said])), "")
    difference = figure.value - figure.previous
    said = _("same days last year: %(before)s") % {"before": number_vi(figure.previous)}
    if difference:
        said += f" ({'+' if difference > 0 else '−'}{number_vi(abs(difference))})"
    trend = "up" if difference > 0 else "down" if difference < 0 else ""
    return ShownFigure(figure, " · ".join(filter(None, [said, figure.note])), trend)


def _address(name: str) -> str:
    """The address of a page of an app that stands above this package; "" where it is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
