"""The dashboard, one panel of it alone, what was worked out anew meanwhile, and both on paper and as a workbook.

Everywhere `?nam=bao-cao|duong-lich&year=2026&unit=12`: the year by its name, and one unit with all below it.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import Printed
from portal.text import fold
from portal.ui.filtering import listed

from .board import Panel, panels_for
from .board_attention import attention
from .board_page import Board, alone, board_of, cards_of, page_of
from .board_paper import board_pdf, panel_xlsx
from .board_renewal import ask_anew, job_for

POLLS = 40  # every three seconds: who still waits after two minutes opens the page again


def _panels(user) -> list[Panel]:
    """SECURITY: 403 for whoever may open no panel at all."""
    panels = panels_for(user)
    if not panels:
        raise PermissionDenied
    return panels


def _board(request) -> Board:
    return board_of(request.user, request.GET, today=timezone.localdate())


@listed(gettext_lazy("Dashboard"))
@require_GET
def board(request):
    """All panels that the reader may open, by themes."""
    found = _board(request)
    cards = cards_of(found, _panels(request.user), at=timezone.now())
    return render(request, "dashboard/board.html", {**page_of(found, cards), **_renewal(found, cards)})


@require_GET
def panel(request, key: str):
    """One panel: large, with its whole table."""
    found, one = _board(request), _panel(request.user, key)
    cards = cards_of(found, [one], at=timezone.now())
    context = {**page_of(found, cards), **_renewal(found, cards), **alone(found, one, cards)}
    return render(request, "dashboard/board_panel.html", context)


def _panel(user, key: str) -> Panel:
    """Raises Http404 for a panel that is not there, or not for this reader: the answer does not tell which."""
    for one in panels_for(user):
        if one.key == key:
            return one
    raise Http404


def _renewal(found: Board, cards) -> dict:
    stale = [one.answer for one in cards if not one.answer.is_fresh]
    return {"stale": len(stale), "job": ask_anew(found.asked, stale), "times": 0}


@require_GET
def board_state(request, pk: int):
    """Asked again by the page that waits: a line of text until the job has ended, then the panels themselves."""
    job = job_for(pk, user=request.user)
    if job is None:
        raise Http404
    found, times = _board(request), _times(request.GET.get("times", ""))
    context = {"board": found, "job": job, "stale": len(job.arguments["panels"]), "times": times + 1}
    if job.finished:
        context |= _renewed(found, job.arguments["panels"], is_large="large" in request.GET)
    return render(request, "dashboard/_board_state.html", {**context, "is_over": times >= POLLS})


def _renewed(found: Board, keys: list[str], *, is_large: bool) -> dict:
    """The cards that were worked out anew; on the whole page also what wants attention among all of them."""
    panels = [one for one in panels_for(found.asked.user) if not is_large or one.key in keys]
    cards = cards_of(found, panels, at=timezone.now())
    renewed = [one for one in cards if one.panel.key in keys]
    return {"cards": renewed, "attention": attention(cards), "is_large": is_large}


def _times(asked: str) -> int:
    return int(asked[:4]) if asked.isdecimal() else 0


@require_GET
def panel_export(request, key: str):
    """The whole table of one panel as XLSX; it leaves a trace."""
    found, one = _board(request), _panel(request.user, key)
    cards = [] if one.is_private else cards_of(found, [one], at=timezone.now())
    if not cards:  # a private panel stays on the screen
        raise Http404
    details = {"rows": len(cards[0].content.rows), "filters": found.query}
    write_trail(Verb.EXPORTED, str(cards[0].panel.title), by=request.user, details=details)
    return _file(
        Printed.named(f"{slugify(fold(key))}-{found.asked.year.number}", "xlsx", panel_xlsx(found, cards[0]))
    )


@require_GET
def board_paper(request):
    """The whole as PDF, A4; it leaves a trace."""
    found = _board(request)
    printed = board_pdf(found, _panels(request.user), at=timezone.now())
    write_trail(Verb.PRINTED, str(printed.filename), by=request.user, details={"filters": found.query})
    return _file(printed, disposition="inline")


def _file(printed: Printed, disposition: str = "attachment") -> HttpResponse:
    headers = {"Content-Disposition": f'{disposition}; filename="{printed.filename}"'}
    return HttpResponse(printed.content, content_type=printed.content_type, headers=headers)
