"""The calendar as a list: what is running and what is coming, by the month in which it begins."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portal.registers.columns import Cell
from portal.text import PartialDate

from ..models import Delegation
from ..register import direction_label, state_cell

LIMIT = 200  # of each kind: a longer calendar is no calendar


@dataclass(frozen=True)
class Line:
    """One line of the list, prepared: nothing is asked of the database while it is drawn."""

    title: str
    kind: str
    url: str
    when: str
    starts: PartialDate
    with_whom: str
    place: str
    unit: str
    state: Cell
    is_running: bool
    is_demonstration: bool

    @property
    def month(self) -> tuple[bool, int, int]:
        """What it stands under: running now, or a month; month 13 is "some time in the year"."""
        return (False, 0, 0) if self.is_running else (True, self.starts.year, self.starts.month or 13)


def coming(rows: list, today: dt.date, *, since_today: bool = True) -> dict:
    """Lines by month from today on, or of all days where the filters name the first."""
    lines = [line for found in rows for line in _lines(found, today, since_today)]
    months = [{"heading": _heading(key), "entries": list(found)} for key, found in _by_month(lines)]
    return {"months": months, "found": len(lines)}


def _lines(rows, today: dt.date, since_today: bool) -> list[Line]:
    found = rows.ending_from(today) if since_today else rows
    dated = found.exclude(placed_to=None).for_list().order_by("placed_from", "pk")
    return [_line(record, today) for record in dated[:LIMIT]]


def _line(record, today: dt.date) -> Line:
    starts, ends = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    is_delegation = isinstance(record, Delegation)
    return Line(
        title=record.title,
        kind=direction_label(record) if is_delegation else record.get_event_kind_display(),
        url=record.get_absolute_url(),
        when=record.time_label,
        starts=starts,
        with_whom=", ".join(record.partner_labels),
        place=", ".join(filter(None, [record.place, record.country_label])),
        unit=record.unit.short_name,
        state=state_cell(record),
        is_running=starts.latest <= today <= ends.latest,
        is_demonstration=record.is_demonstration,
    )


def _by_month(lines: list[Line]):
    ordered = sorted(lines, key=lambda line: (line.month, line.starts, line.title))
    return groupby(ordered, key=lambda line: line.month)


def _heading(key: tuple[bool, int, int]) -> str:
    is_coming, year, month = key
    if not is_coming:
        return _("Under way now")
    if month == 13:
        return _("Some time in %(year)s") % {"year": year}
    return _("Month %(month)s") % {"month": f"{month:02d}/{year}"}
