"""Our standing in international bodies on one page, and as a paper; opening a new year of obligations."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import PrintingError, print_document
from portal.ui.filtering import listed

from ..figures.initiatives import term_begins
from ..figures.standing import standing_of, won_and_lost
from ..models import ObligationState, Position
from ..register.obligations import TONES, state_words
from ..register.standing import time_left, tone_of_term
from ..register.standing_tabs import standing_tabs
from ..services.mandates import mandates_without_plan, urgent_until, warned_until
from ..services.obligations import open_year

FORMATS = ("pdf", "docx", "xlsx")
YEARS_BACK, YEARS_AHEAD = 6, 1


@listed(gettext_lazy("Multilateral standing"))
@require_GET
def overview(request):
    """Each body: our standing, seats with their ends, what we owe it this year, who stands, what we put forward."""
    require(request.user, Permission.RECORD_VIEW)
    today = timezone.localdate()
    years = list(range(today.year + YEARS_AHEAD, today.year - YEARS_BACK, -1))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else today.year
    found = standing_of(request.user, year=year, today=today)
    context = {
        "standing": found,
        "year": str(year),
        "years": [{"label": str(one), "url": f"?year={one}", "current": one == year} for one in years],
        "lines": _lines(found, today),
        "standing_tabs": standing_tabs("standing"),
        **_counts(request.user, found, today),
    }
    return render(request, "partners/standing/overview.html", context)


def _lines(found, today) -> list[dict]:
    """The bodies as the page shows them: nothing is asked of the database while they are drawn."""
    warned, urgent = warned_until(today), urgent_until(today)
    return [
        {
            "body": body,
            "url": body.partner.get_absolute_url() if body.partner else "",
            "seats": [
                (seat, time_left(seat.days_left(today)), tone_of_term(seat, today, warned, urgent))
                for seat in body.seats
            ],
            "obligations": [
                (one, state_words(*one.state_on(today)), TONES[one.state_on(today)[0]])
                for one in body.obligations
            ],
        }
        for body in found.bodies
    ]


def _counts(user, found, today) -> dict:
    states = [one.state_on(today)[0] for one in found.all_of("obligations")]
    won, lost = won_and_lost(user, since=term_begins(today))
    return {
        "members": sum(bool(body.memberships) for body in found.bodies),
        "seats": len(found.all_of("seats")),
        "no_plan": mandates_without_plan(Position.objects.visible_to(user).live(), user, on=today).count(),
        "owed": states.count(ObligationState.DUE),
        "overdue": states.count(ObligationState.OVERDUE),
        "obligations": len(states),
        "under_way": sum(one.is_open for one in found.all_of("candidacies")),
        "won": won,
        "lost": lost,
        "initiatives": len(found.all_of("initiatives")),
    }


@require_GET
def download(request, year, format):
    """Annexes VIII and IX of the year as PDF, Word file or workbook; the download leaves a trace."""
    require(request.user, Permission.RECORD_VIEW)
    if format not in FORMATS:
        raise Http404
    try:
        printed = print_document("standing", str(year), user=request.user, format=format)
    except PrintingError as no_such_year:
        raise Http404 from no_such_year
    told = {"year": year, "format": format}
    write_trail(Verb.EXPORTED, _("Multilateral standing"), by=request.user, details=told)
    disposition = f'attachment; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )


@require_POST
def open_obligations(request, year):
    """Copy the yearly obligations of the year before into this one."""
    today = timezone.localdate()
    if not today.year <= year <= today.year + 1:
        raise Http404
    opened = open_year(year, by=request.user, on=today)
    told = ngettext(
        "%(count)s obligation of %(year)s was opened.",
        "%(count)s obligations of %(year)s were opened.",
        len(opened),
    )
    messages.success(request, told % {"count": len(opened), "year": year})
    return redirect("partners:obligation-list")
