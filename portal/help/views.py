"""Guides, topics and the glossary. They say the same to everybody who is signed in."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.ui.filtering import listed
from portal.ui.fragments import is_fragment, page_or_fragment

from . import words
from .forms import TermFilter
from .guides import Guide, guides, topic_at, topics
from .paper import guide_on_paper


@require_GET
def index(request):
    """One's own guides first, then those of the other roles, then every topic."""
    context = {"mine": _own(request.user), "all": guides(), "topics": topics().values()}
    return render(request, "help/index.html", context)


def _own(user) -> list[Guide]:
    held = list(dict.fromkeys(office.role for office in user.offices_today))
    return [guides()[role] for role in held]


@require_GET
def guide(request, role: str):
    """The guide of a role, as it is read and printed."""
    return render(request, "help/guide.html", {"guide": _guide(role), "role": role})


@require_GET
def guide_pdf(request, role: str):
    """The same on paper."""
    headers = {"Content-Disposition": f'inline; filename="huong-dan-{role.replace("_", "-")}.pdf"'}
    return HttpResponse(guide_on_paper(_guide(role)), content_type="application/pdf", headers=headers)


def _guide(role: str) -> Guide:
    if role not in guides():
        raise Http404
    return guides()[role]


@require_GET
def topic(request, code: str):
    """One topic by itself, and who has it in their guide."""
    if code not in topics():
        raise Http404
    found = topics()[code]
    context = {"topic": found, "guides": [one for one in guides().values() if code in one.codes]}
    return render(request, "help/topic.html", context)


@listed(gettext_lazy("Glossary"))
@require_GET
def terms(request):
    """`GET ?q=` every term, or those that hold these words."""
    form = TermFilter(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    groups = words.found(asked)
    context = {"form": form, "groups": groups, "number": sum(len(rows) for _name, rows in groups)}
    return page_or_fragment(request, "help/terms.html", "help/_terms.html", context)


@require_GET
def term(request, code: str):
    """What one term means: for htmx the card alone, else its place in the glossary."""
    found = next((one for one in words.terms() if one.code == code), None)
    if found is None:
        raise Http404
    if is_fragment(request):
        return render(request, "help/_card.html", {"term": found})
    return redirect(f"{reverse('help:terms')}#{code}")


@require_GET
def here(request):
    """What the guides say of a page: `?noi=` its name, else the page from which one comes."""
    found = topic_at(request.GET.get("noi", "") or _came_from(request))
    if found is None:
        return redirect("help:index")
    own = next((one for one in _own(request.user) if found.code in one.codes), None)
    if own is None:
        return redirect("help:topic", found.code)
    return redirect(f"{reverse('help:guide', args=[own.role.code])}#{found.code}")


def _came_from(request) -> str:
    """The name of the page that led here; empty for one that is not ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc and parts.netloc != request.get_host():
        return ""
    try:
        return resolve(parts.path or "/").view_name
    except Resolver404:
        return ""
