"""The home page put together for one reader."""

import datetime as dt
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.ui.formats import number_vi

from .registry import Figure, Item, Meeting, Reader, collect
from .years import CALENDAR, REPORTING, offered_numbers

MEETINGS_SHOWN, BESIDE_DRAWINGS = 6, 3
PLACES = ("main", "aside", "foot")


@dataclass(frozen=True)
class ShownFigure:
    """A figure with its comparison in words: a difference never stands without what it is measured against."""

    figure: Figure
    note: str
    trend: str


def page_of(reader: Reader) -> dict:
    """Everything that templates/dashboard/home.html prints."""
    is_leader = reader.holds(Permission.LEADERSHIP)
    meetings, pictures, listings = _meetings(reader), collect("picture", reader), collect("listing", reader)
    todays = [one for one in meetings if one.is_exact and one.is_on(reader.today)][:MEETINGS_SHOWN]
    shown = max(2, BESIDE_DRAWINGS - len(todays)) if pictures else MEETINGS_SHOWN
    return {
        "year": reader.year,
        "kinds": ((REPORTING, _("Reporting year")), (CALENDAR, _("Calendar year"))),
        "numbers": offered_numbers(reader.today),
        "is_leader": is_leader,
        "may_decide": is_leader and not reader.holds(Permission.RECORD_EDIT),
        "items": sorted(collect("waiting", reader), key=_urgency),
        "figures": [_compared(one) for one in collect("figure", reader)],
        "pictures": {place: [one for one in pictures if one.place == place] for place in PLACES},
        "reads_records": reader.holds(Permission.RECORD_VIEW),
        "today_meetings": todays,
        "coming_meetings": [one for one in meetings if one.first > reader.today][:shown],
        "calendar_url": _address("delegations:calendar"),
        "quick_url": _address("registers:quick") if reader.holds(Permission.RECORD_EDIT) else "",
        "listings": [one for one in listings if not one.beside_meetings],
        "beside": [one for one in listings if one.beside_meetings],
        "today": reader.today,
    }


def _meetings(reader: Reader) -> list[Meeting]:
    return sorted(collect("coming", reader), key=lambda one: (one.first, one.last, one.title))


def _urgency(item: Item):
    """Late and returned first, then by day, then as the apps ordered them."""
    return (item.tone != "bad", item.due_on or dt.date.max)


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
