"""The pages of the inbox; from the trace of an act to its record."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import has, visible
from portal.deadlines.rules import read_once
from portal.ui.badges import numbers
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from .inbox import InboxFilter, authorities, grouped, sent_on, sent_words, waiting_items, words_of
from .registry import ALL, Reader, counted
from .trail import own_acts, page_model, told
from .years import asked_year

PER_PAGE = 50
PAGES = (
    ("inbox", _("Waiting for me")),
    ("inbox-sent", _("Waiting for others")),
    ("inbox-done", _("Done")),
    ("inbox-delegated", _("Delegated")),
)


@listed(_("To be dealt with"))
@require_GET
@read_once()
def inbox(request):
    """`?q=&loai=`: what waits for me, in groups by day."""
    reader, form = _reader(request), InboxFilter(request.GET)
    items = waiting_items(reader)
    shown = form.wanted(items, words_of)
    told_of = {
        "groups": grouped(shown, reader.today), "is_empty": not items, "filters": form, "shown": len(shown),
        "quick_url": reverse("registers:quick") if has(request.user, Permission.RECORD_EDIT) else "",
    }  # fmt: skip
    return _page(request, "inbox", told_of)


@listed(_("Waiting for others"))
@require_GET
@read_once()
def inbox_sent(request):
    """`?q=&loai=`: what I sent on, with whom it lies, since when and until when."""
    reader, form = _reader(request), InboxFilter(request.GET)
    rows = sent_on(reader)
    shown = form.wanted(rows, sent_words)
    told_of = {
        "rows": shown,
        "is_empty": not rows,
        "filters": form,
        "shown": len(shown),
        "today": reader.today,
    }
    return _page(request, "inbox-sent", told_of)


@require_GET
def inbox_done(request):
    """What I did in the last thirty days."""
    rows = own_acts(request.user, at=timezone.now())
    page = CappedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return _page(request, "inbox-done", {"page": page, "acts": told(page.object_list, request.user)})


@require_GET
def inbox_delegated(request):
    """Authorities to deputise that I gave, and those that I was given."""
    found = authorities(request.user, timezone.localdate())
    told_of = {
        "given": [one for one in found if one.is_given],
        "taken": [one for one in found if not one.is_given],
    }
    return _page(request, "inbox-delegated", told_of)


@require_GET
def record(request, model: str, pk: int):
    """From an act in the trail to what it was done to; 404 for what the reader does not see (any more)."""
    found = page_model(model)
    if found is None:
        raise Http404
    return redirect(get_object_or_404(visible(found, request.user), pk=pk).get_absolute_url())


def _reader(request) -> Reader:
    today = timezone.localdate()
    return Reader(request.user, today, asked_year({}, today=today), ALL)


def _page(request, name: str, told_of: dict):
    """The page of one tab, or what stands below the filters for htmx."""
    number = numbers({"inbox": counted}, request.user)["inbox"]
    tabs = [
        {
            "label": label, "url": reverse(f"dashboard:{page}"), "current": page == name,
            "count": number if page == "inbox" else None,
        }
        for page, label in PAGES
    ]  # fmt: skip
    context = {"tab": name, "tabs": tabs, "part": f"dashboard/{name.replace('-', '_')}_part.html", **told_of}
    return page_or_fragment(request, "dashboard/inbox.html", context["part"], context)
