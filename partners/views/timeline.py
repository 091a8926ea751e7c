"""Everything that passed between a partner and us, newest first, whichever register holds it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import is_fragment

from ..filters.touches import TouchFilter
from ..models import Touch, TouchKind
from ..panels.touches import state_of
from .partner_pages import of_partner, partner_page

PER_PAGE = 30
EXPORT_LIMIT = 50_000
MOST_DIGITS = 6
ICONS = {
    TouchKind.VISIT_OUT: "plane-takeoff", TouchKind.VISIT_IN: "plane-landing",
    TouchKind.CONFERENCE: "presentation", TouchKind.TALKS: "message-square-text", TouchKind.MEETING: "users",
    TouchKind.CALL: "phone", TouchKind.LETTER: "mail", TouchKind.JOINT_WORK: "handshake",
    TouchKind.AGREEMENT: "scroll-text", TouchKind.RESOURCE: "hand-coins", TouchKind.SUPPORT: "heart-handshake",
    TouchKind.MATTER: "triangle-alert",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One contact, prepared: nothing is asked of the database while it is drawn."""

    touch: Touch
    icon: str
    label: str
    tone: str

    @property
    def month(self) -> tuple[int, int]:
        """(2026, 3); month 0 for what is known by its year alone; (0, 0) for what nobody dated."""
        day = self.touch.ended_on or self.touch.happened_on
        return (day.year, day.month or 0) if day else (0, 0)


@dataclass(frozen=True)
class Month:
    """A heading with its contacts; `continued` on the second of two pages that a month runs over."""

    year: int
    number: int
    continued: bool = False
    starts_year: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def heading(self) -> str:
        if not self.year:
            return _("Without a date")
        return _("Month %(month)s") % {"month": self.number} if self.number else _("Sometime in the year")


@listed(gettext_lazy("Timeline"))
@require_GET
@of_partner
def timeline(request, partner):
    """`GET` the page; htmx gets the list alone, and from the second page on what comes below it."""
    filters, rows = _found(request, partner)
    page = _page_asked(request.GET.get("page", ""))
    context = {
        "filters": filters,
        "months": _page_of(rows, page, timezone.localdate()),
        "more_url": _more(request, rows, page),
        "export_url": f"{reverse('partners:timeline-export', args=[partner.pk])}?{request.GET.urlencode()}",
    }
    response = _drawn(request, partner, rows, context, goes_on=page > 1)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _page_asked(number: str) -> int:
    """1 for what is no page; digits beyond any timeline are none."""
    return max(1, int(number)) if number.isdecimal() and len(number) <= MOST_DIGITS else 1


def _drawn(request, partner, rows, context: dict, *, goes_on: bool) -> HttpResponse:
    if is_fragment(request) and goes_on:
        return render(request, "partners/_timeline_rows.html", context)
    context["found"] = rows.order_by().count()
    if is_fragment(request):
        return render(request, "partners/_timeline.html", context)
    return partner_page(
        request, partner, "timeline", "partners/timeline.html", page_title=_("Timeline"), **context
    )


@require_GET
@of_partner
def timeline_export(request, partner):
    """`GET` what the timeline shows, all of it, as XLSX; the export leaves a trace."""
    _filters, rows = _found(request, partner)
    columns = [SheetColumn(str(label), width) for label, width in _columns()]
    lines = [_line(touch, timezone.localdate()) for touch in rows[:EXPORT_LIMIT]]
    title = _("Timeline: %(partner)s") % {"partner": partner}
    content = write_rows(columns, lines, title=title, sheet=_("Timeline"))
    details = {"rows": len(lines), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title[:300], by=request.user, details=details)
    name = f"dong-thoi-gian-{partner.pk}-{timezone.localtime():%Y%m%d-%H%M}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _found(request, partner):
    rows = Touch.objects.visible_to(request.user).filter(partner=partner)
    filters = TouchFilter(request.GET or None, queryset=rows, request=request)
    return filters, filters.qs.newest_first().select_related("unit")


def _page_of(rows, page: int, today: dt.date) -> list[Month]:
    """The months of one page. The row before it is read too: it tells whether the first month runs on."""
    first = (page - 1) * PER_PAGE
    found = list(rows[max(0, first - 1) : first + PER_PAGE])
    before = _entry(found.pop(0), today).month if first and found else None
    return _months((_entry(touch, today) for touch in found), before)


def _entry(touch: Touch, today: dt.date) -> Entry:
    return Entry(touch, ICONS.get(TouchKind(touch.kind), "file-text"), *state_of(touch, today))


def _months(entries: Iterable[Entry], before: tuple[int, int] | None) -> list[Month]:
    found = []
    for (year, number), same in groupby(entries, key=lambda entry: entry.month):
        starts_year = before is None or before[0] != year
        found.append(Month(year, number, before == (year, number), starts_year, list(same)))
        before = (year, number)
    return found


def _more(request, rows, page: int) -> str:
    """The address of what comes next; "" where nothing does."""
    if not rows[page * PER_PAGE : page * PER_PAGE + 1].values("pk").exists():
        return ""
    query = request.GET.copy()
    query["page"] = str(page + 1)
    return f"?{query.urlencode()}"


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Kind"), 22), (_("What"), 60), (_("From"), 12), (_("To"), 12), (_("State"), 18),
        (_("Direction"), 18), (_("Level"), 16), (_("Who paid"), 12), (_("Unit"), 30), (_("More"), 40),
    ]  # fmt: skip


def _line(touch: Touch, today: dt.date) -> list:
    days = [day.display() if day else "" for day in (touch.happened_on, touch.ended_on)]
    state = state_of(touch, today)[0] or _("took place")
    return [
        touch.get_kind_display(), touch.title, *days, state, touch.get_flow_display(),
        touch.get_level_display(), touch.get_payer_display() if touch.payer else "", touch.unit.short_name, touch.small,
    ]  # fmt: skip
