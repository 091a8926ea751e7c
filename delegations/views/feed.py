"""The private calendar of a person: the page that makes and ends its address, and what a programme reads there."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from ..figures.feed import feed
from ..models import CalendarFeed
from ..services.feed import close_feed, feed_of, note_reading, open_feed

TYPE = "text/calendar; charset=utf-8"


@never_cache
@require_GET
def feed_page(request):
    """`GET`: whether this person has an address, since when, and when it was last read. Never the address itself."""
    return render(request, "delegations/calendar_feed.html", _context(request))


@never_cache
@require_POST
def renew_feed(request):
    """`POST`: a new address, shown this once; the old one answers 404 from now on."""
    secret = open_feed(by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("delegations:calendar-feed-file", args=[secret]))
    webcal = "webcal://" + address.partition("://")[2]
    return render(
        request, "delegations/calendar_feed.html", _context(request, address=address, webcal=webcal)
    )


@require_POST
def revoke_feed(request):
    if close_feed(by=request.user):
        messages.success(request, _("The address of your calendar has ended."))
    return redirect("delegations:calendar-feed")


def _context(request, **more) -> dict:
    own = CalendarFeed.objects.filter(user=request.user).first()
    crumbs = [
        (_("Calendar of foreign relations"), reverse("delegations:calendar")),
        (_("Into your own calendar"), ""),
    ]
    return {"own": own, "crumbs": crumbs, **more}


@login_not_required
@require_safe
def feed_file(request, secret):
    """`GET` without signing in: the calendar of whose secret it is, as that person may see it now; 404 otherwise."""
    own = feed_of(secret)
    if own is None:
        raise Http404
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with translation.override("vi"):
        found = feed(
            own.user, on=now.date(), since=max(midnight, own.created_at),
            address=f"{request.scheme}://{request.get_host()}",
        )  # fmt: skip
    note_reading(own, at=now)
    return _answer(request, found)


def _answer(request, found) -> HttpResponse:
    """304 where the programme has the same already."""
    etag = quote_etag(hashlib.sha256(found.content).hexdigest()[:32])
    response = HttpResponse(found.content, content_type=TYPE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(found.changed_at.timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="doi-ngoai.ics"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag, int(found.changed_at.timestamp()), response)
