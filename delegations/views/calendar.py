"""The calendar of foreign relations: what is running and what is coming, by month."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.registers.columns import Cell
from portal.text import PartialDate
from portal.ui.fragments import page_or_fragment

from ..filters import CalendarFilter
from ..models import Delegation, Event
from ..register import direction_label, state_cell

LIMIT = 200  # of each kind: a longer calendar is no calendar


@dataclass(frozen=True)
class Entry:
    """One line of the calendar, prepared: nothing is asked of the database while it is drawn."""

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


@require_GET
def calendar(request):
    """`GET`: from today, or from the day asked for."""
    today = timezone.localdate()
    filters = CalendarFilter(request.GET or None, queryset=Delegation.objects.none(), request=request)
    entries = [entry for model in (Delegation, Event) for entry in _entries(model, request, today)]
    months = [{"heading": _heading(key), "entries": list(found)} for key, found in _by_month(entries)]
    context = {"filters": filters, "months": months, "found": len(entries)}
    return page_or_fragment(request, "delegations/calendar.html", "delegations/_calendar.html", context)


def _entries(model, request, today: dt.date) -> list[Entry]:
    rows = model.objects.visible_to(request.user).live().expected().for_list()
    if not request.GET.get("since"):
        rows = rows.ending_from(today)
    found = CalendarFilter(request.GET or None, queryset=rows, request=request).qs
    dated = found.exclude(placed_to=None).order_by("placed_from", "pk")
    return [_entry(record, today) for record in dated[:LIMIT]]


def _entry(record, today: dt.date) -> Entry:
    starts, ends = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    is_delegation = isinstance(record, Delegation)
    return Entry(
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


def _by_month(entries: list[Entry]):
    ordered = sorted(entries, key=lambda entry: (entry.month, entry.starts, entry.title))
    return groupby(ordered, key=lambda entry: entry.month)


def _heading(key: tuple[bool, int, int]) -> str:
    is_coming, year, month = key
    if not is_coming:
        return _("Under way now")
    if month == 13:
        return _("Some time in %(year)s") % {"year": year}
    return _("Month %(month)s") % {"month": f"{month:02d}/{year}"}
