"""The one search: its page, what is offered while somebody types, and the list of last searches."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.saved.models import SavedView
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment

from . import finding
from .asked import LONGEST, MOST_WORDS, SHORTEST, Asked, Refusal, asked_for
from .kinds import Kind, kinds
from .nearness import FEW, near
from .recent import forget_all, recent, remember

PLACE = "search:search"


@listed(gettext_lazy("Search"))
@require_GET
def search(request):
    """`GET ?q=&kind=&page=`: everything found, kind by kind; or one kind in pages."""
    asked = asked_for(request.GET.get("q"))
    context = {"asked": asked, "notes": _notes(asked), "url": reverse(PLACE)}
    if asked.words and not asked.refusal:
        remember(asked, by=request.user, at=timezone.now())
        context |= _found(asked, request.user, _wanted(request), request.GET.get("page", ""))
    else:
        context |= {"recent": _last(request.user), "views": _kept(request.user)}
    return page_or_fragment(request, "search/search.html", "search/_results.html", context)


def _wanted(request) -> Kind | None:
    """The kind that is asked for; none for one that does not exist."""
    return next((one for one in kinds() if one.key == request.GET.get("kind")), None)


def _last(user) -> list[tuple[str, str]]:
    """One's last searches: the words, and where they lead."""
    return [(row.words, address(asked_for(row.words))) for row in recent(user)]


def _kept(user) -> QuerySet:
    return SavedView.objects.filter(owner=user, place=PLACE)


def _found(asked: Asked, user, wanted: Kind | None, page: str) -> dict:
    if wanted is not None:
        group = finding.search_in(
            wanted, asked, user, page=int(page) if page.isdecimal() and len(page) < 5 else 1
        )
        others = finding.counted(asked, user, but=wanted)
        counts = sorted(
            [*others, (wanted, group.count, group.capped)], key=lambda row: (row[0].order, row[0].key)
        )
        return {
            "groups": [(group, "")],
            "tabs": _tabs(asked, counts, wanted),
            "wanted": wanted,
            "pages": _pages(asked, group),
        }
    groups = finding.search(asked, user)
    few = sum(group.count for group in groups) < FEW
    counts = [(group.kind, group.count, group.capped) for group in groups]
    tabs = _tabs(asked, sorted(counts, key=lambda row: (row[0].order, row[0].key)), None)
    shown = [(group, address(asked, group.kind) if group.more else "") for group in groups if group.hits]
    rest = [(group, address(asked, group.kind)) for group in groups if not group.hits]
    found = near(asked, user, found=groups) if few else None
    return {"groups": shown, "rest": rest, "tabs": tabs, "near": found}


def address(asked: Asked, wanted: Kind | None = None, page: int = 1) -> str:
    """The page of this search, of one kind of it."""
    query = {
        "q": asked.written,
        **({"kind": wanted.key} if wanted else {}),
        **({"page": page} if page > 1 else {}),
    }
    return f"{reverse(PLACE)}?{urlencode(query)}"


def _tabs(asked: Asked, counts, wanted: Kind | None) -> list[dict]:
    """All, then each kind in which something is found."""
    every = {"label": _("All"), "url": address(asked), "current": wanted is None}
    return [
        every,
        *(
            {
                "label": one.label,
                "url": address(asked, one),
                "current": one is wanted,
                "count": count,
                "capped": capped,
            }
            for one, count, capped in counts
        ),
    ]


def _pages(asked: Asked, group: finding.Group) -> dict:
    before, after = group.page - 1, group.page + 1
    return {
        "before": address(asked, group.kind, before) if before else "",
        "after": address(asked, group.kind, after) if after <= group.last_page else "",
    }


def _notes(asked: Asked) -> list[str]:
    """What was not looked for, and why."""
    notes = []
    if asked.refusal == Refusal.SHORT:
        notes.append(_("Words: found 1 letter, expected at least %(least)s.") % {"least": SHORTEST})
    if asked.refusal == Refusal.BLANK:
        notes.append(_("Words: found blanks alone, expected letters or digits."))
    if asked.refusal == Refusal.NOTHING:
        notes.append(_("Words: found signs alone, expected letters or digits."))
    if asked.was_cut:
        told = _("Only the first %(words)s words, at most %(letters)s letters, are looked for: “%(read)s”.")
        notes.append(told % {"words": MOST_WORDS, "letters": LONGEST, "read": asked.written})
    return notes


@never_cache
@require_GET
def suggest(request):
    """`GET ?q=`: the options under the box while somebody types; the last searches while it is empty."""
    asked = asked_for(request.GET.get("q"))
    context = {"asked": asked, "all_url": address(asked)}
    if not (request.GET.get("q") or "").strip():
        context["recent"] = _last(request.user)
    elif asked.words and not asked.refusal:
        context["hits"] = finding.suggestions(asked, request.user)
    return render(request, "search/_suggestions.html", context)


@require_POST
def forget(request):
    """Clear one's last searches."""
    forget_all(by=request.user)
    messages.success(request, _("The list of your last searches is empty."))
    return redirect(PLACE)
