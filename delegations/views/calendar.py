"""The calendar of foreign relations by week, month, quarter and year, and as a list of what is coming."""

import datetime as dt
from itertools import chain

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from partners.models import Partner
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Person
from portal.rendering.registry import PrintingError, print_document
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment

from ..figures.calendar import VIEWS, Span, entries
from ..figures.calendar_clashes import Clash, clashes
from ..figures.calendar_days import drawn
from ..figures.calendar_year import GROUPINGS, year_table
from ..figures.kept import Kept
from ..filters.calendar import CalendarFilter, PageFilter
from ..models import Delegation, Event, Member
from .calendar_coming import coming

COMING = "list"
FORMATS = ("pdf", "docx")
PUT_OFF = ("postponed", "cancelled")
_CLASHES = Kept([Delegation, Event, Member, Person, Partner])


@listed(gettext_lazy("Calendar of foreign relations"))
@require_GET
def calendar(request):
    """`GET ?view=week|month|quarter|year|list&day=2026-11-23`, and the filters; the month of today by itself."""
    query, today = request.GET.copy(), timezone.localdate()
    view = _view(query)
    span = Span.of(view if view in VIEWS else "month", _day(query.get("day", ""), today))
    query["view"] = view
    if view != COMING:
        query["day"] = span.first.isoformat() if not span.first <= today <= span.last else today.isoformat()
    kind = CalendarFilter if view == COMING else PageFilter
    rows = _rows(request, query, kind)
    context = {
        "filters": kind(query, queryset=Delegation.objects.none(), request=request),
        "view": view,
        "view_tabs": _tabs(query, view),
        "span": span,
        "turns": _turns(query, span, today),
        "part": f"delegations/_calendar_{view}.html",
        **(_list(query, rows, today) if view == COMING else _page(request, query, span, rows, today)),
    }
    return page_or_fragment(request, "delegations/calendar.html", "delegations/_calendar.html", context)


def _list(query: QueryDict, rows: list, today: dt.date) -> dict:
    return coming(rows, today, since_today=not query.get("since"))


def _view(query: QueryDict) -> str:
    """What was asked for; days to search between belong to the list."""
    asked = query.get("view", "")
    if asked in (*VIEWS, COMING):
        return asked
    return COMING if query.get("since") or query.get("until") else "month"


def _day(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today


def _visible(request, model):
    return model.objects.visible_to(request.user).live()


def _rows(request, query: QueryDict, kind) -> list:
    """Delegations and conferences that the reader sees and the filters let through."""
    found = [
        kind(query, queryset=_visible(request, model), request=request).qs for model in (Delegation, Event)
    ]
    return found if query.get("state") in PUT_OFF else [rows.expected() for rows in found]


def _page(request, query: QueryDict, span: Span, rows: list, today: dt.date) -> dict:
    if span.view == "year":
        return _year(query, span, rows)
    found = sorted(chain(*(entries(one, span) for one in rows)), key=lambda entry: entry.order)
    keys = {entry.key for entry in found}
    return {
        **drawn(found, span, today, request.user, lambda view, day: _address(query, view=view, day=day)),
        "clashes": [clash for clash in _clashes(request, span) if clash.touches(keys)],
        "found": len(found),
    }


def _clashes(request, span: Span) -> list[Clash]:
    """All that clash in the span, whatever is filtered for: what a unit does may clash with what another does."""
    seen = [_visible(request, model).expected() for model in (Delegation, Event)]
    return _CLASHES.get(
        request.user, seen, span, make=lambda: clashes(list(chain(*(entries(rows, span) for rows in seen))))
    )


def _year(query: QueryDict, span: Span, rows: list) -> dict:
    by = query.get("by") if query.get("by") in GROUPINGS else "kind"
    table = year_table(*rows, span.first.year, by)
    lines = [
        {
            "label": line.label,
            "cells": [
                (count, table.heat(count), _address(query, view="month", day=month.first, **_only(by, line)))
                for month, count in zip(span.months, line.months, strict=True)
            ],
            "open": line.open,
            "total": line.total,
        }
        for line in table.lines
    ]
    return {
        "table": table,
        "lines": lines,
        "months": [(month, _address(query, view="month", day=month.first)) for month in span.months],
        "groupings": [
            {"label": label, "url": _address(query, by=code), "current": code == by}
            for code, label in GROUPINGS.items()
        ],
    }


def _only(by: str, line) -> dict[str, str]:
    """The filter that shows what a row of the year counts."""
    return {by: line.value} if line.value else {}


def _address(query: QueryDict, **changed) -> str:
    """The same page with other values; empty ones leave the address."""
    kept = query.copy()
    for name, value in changed.items():
        kept[name] = str(value)
    for name in [name for name, value in kept.items() if not value]:
        kept.pop(name)
    return "?" + kept.urlencode()


def _tabs(query: QueryDict, current: str) -> list[dict]:
    names = [(COMING, _("What is coming")), *VIEWS.items()]
    return [
        {"label": label, "url": _address(query, view=name, since="", until=""), "current": name == current}
        for name, label in names
    ]


def _turns(query: QueryDict, span: Span, today: dt.date) -> dict[str, str]:
    """Addresses of the page before, of today's and of the page after."""
    days = {"before": span.before, "today": today, "after": span.after}
    return {name: _address(query, day=day) for name, day in days.items()}


@require_GET
def week_file(request, day, format):
    """The weekly "Lịch đối ngoại" of the week of that day, one page; the download leaves a trace."""
    if format not in FORMATS:
        raise Http404
    try:
        printed = print_document("weekly-calendar", day, user=request.user, format=format)
    except PrintingError as no_such_week:
        raise Http404 from no_such_week
    write_trail(
        Verb.EXPORTED, _("Calendar of the week"), by=request.user, details={"day": day, "format": format}
    )
    disposition = f'attachment; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )


def week_address(day: dt.date, format: str) -> str:
    return reverse("delegations:calendar-week-file", args=[day.isoformat(), format])
