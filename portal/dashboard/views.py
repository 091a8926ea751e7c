"""The home page: the same address for everyone, what it shows follows from the offices held. The Monday paper."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import has, require
from portal.deadlines.rules import read_once
from portal.rendering.registry import PrintingError, print_document
from portal.ui.formats import datetime_vi

from .changes import changes_of
from .looks import look
from .page import lists_of, page_of
from .registry import Reader
from .years import asked_year

FIRST_LOOK = dt.timedelta(days=7)  # what is new to somebody who never looked


@require_GET
@read_once()
def home(request):
    """`?nam=bao-cao|duong-lich&year=2026` chooses the year; without it the reporting year of today."""
    today, since = timezone.localdate(), None
    if has(request.user, Permission.LEADERSHIP):
        now = timezone.now()
        since = look(request.user, at=now) or now - FIRST_LOOK
    reader = Reader(request.user, today, asked_year(request.GET, today=today), since=since)
    return render(request, "dashboard/home.html", page_of(reader))


@require_GET
def week_paper(request):
    """`?ngay=2026-11-23`: the leaders' paper of the week, one A4; 404 for what is no day."""
    require(request.user, Permission.LEADERSHIP)
    day = request.GET.get("ngay") or timezone.localdate().isoformat()
    try:
        printed = print_document("monday-paper", day, user=request.user, format="pdf")
    except PrintingError as no_day:
        raise Http404 from no_day
    answer = HttpResponse(printed.content, printed.content_type)
    answer["Content-Disposition"] = f'inline; filename="{printed.filename}"'
    return answer


@require_GET
def changes(request):
    """All that is new to a leader, as the home page counts it; looking here is no new visit."""
    require(request.user, Permission.LEADERSHIP)
    now = timezone.now()
    since = look(request.user, at=now) or now - FIRST_LOOK
    today = timezone.localdate()
    reader = Reader(request.user, today, asked_year({}, today=today), since=since)
    subtitle = _("since %(moment)s") % {"moment": datetime_vi(since)}
    return render(request, "dashboard/changes.html", {"changes": changes_of(reader), "subtitle": subtitle})


@require_GET
@read_once()
def watch(request):
    """The short lists of all apps, for leaders: units overdue, partners that want attention, what ends soon."""
    require(request.user, Permission.LEADERSHIP)
    today = timezone.localdate()
    reader = Reader(request.user, today, asked_year({}, today=today))
    return render(request, "dashboard/watch.html", lists_of(reader))
