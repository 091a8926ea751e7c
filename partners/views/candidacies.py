"""The board of candidacies, and the steps of one."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.registers.pages import show_refusal
from portal.ui.fragments import REFUSED

from ..forms.standing import ElectedForm, ReasonForm, ResultForm
from ..models import OPEN_STAGES, Candidacy, CandidacyStage, Position
from ..register.candidacies import STAGE_TONES, plan_address, pledge_words
from ..register.standing_tabs import standing_tabs
from ..services.mandates import mandates_without_plan
from ..workflow import CANDIDACY

STEP_FORMS = {"elect": ElectedForm, "lose": ResultForm, "withdraw": ReasonForm}
SHOWN_CLOSED = dt.timedelta(days=730)


@require_GET
def board(request):
    """Stages side by side, what was closed in two years at the end; above them mandates nobody plans for."""
    require(request.user, Permission.RECORD_VIEW)
    today = timezone.localdate()
    rows = Candidacy.objects.visible_to(request.user).live().with_counts().select_related("partner", "unit")
    shown = list(rows.order_by("nominate_by", "pk"))
    closed = [c for c in shown if not c.is_open and c.updated_at.date() >= today - SHOWN_CLOSED]
    columns = [
        (stage.label, [_card(c, today) for c in shown if c.stage == stage])
        for stage in map(CandidacyStage, OPEN_STAGES)
    ]
    positions = Position.objects.visible_to(request.user).live()
    ending = mandates_without_plan(positions, request.user, on=today).select_related("partner", "unit")
    context = {
        "columns": [*columns, (_("Finished"), [_card(c, today) for c in closed])],
        "missing": [(seat, plan_address(seat)) for seat in ending.order_by("placed_to", "pk")],
        "may_create": Candidacy.may_create(request.user),
        "standing_tabs": standing_tabs("candidacies"),
    }
    return render(request, "partners/standing/board.html", context)


def _card(candidacy: Candidacy, today: dt.date) -> dict:
    due = candidacy.nominate_by
    return {
        "candidacy": candidacy,
        "tone": STAGE_TONES[candidacy.stage],
        "support": pledge_words(candidacy),
        "late": candidacy.stage == CandidacyStage.CONSIDERED and due is not None and due < today,
    }


@require_http_methods(["GET", "POST"])
def step(request, pk, name):
    """One step of a candidacy: what it needs is asked for, then it is taken; a refusal says what is missing."""
    if name not in CANDIDACY.steps:
        raise Http404
    rows = Candidacy.objects.visible_to(request.user).select_related("partner", "unit")
    found, taken = get_object_or_404(rows, pk=pk), CANDIDACY.steps[name]
    require(request.user, taken.permission, found)
    form = STEP_FORMS[name](request.POST or None) if name in STEP_FORMS else None
    if request.method == "POST" and (_taken(request, found, name, form) or form is None):
        return redirect(found)
    context = {"form": form, "candidacy": found, "step": taken, "heading": f"{taken.label}: {found}"}
    return render(
        request, "partners/standing/step.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _taken(request, found: Candidacy, name: str, form) -> bool:
    """Whether the step was taken; if not, the form or a message says why."""
    if form is not None and not form.is_valid():
        return False
    try:
        moved = CANDIDACY.move(
            found, name, by=request.user, at=timezone.now(), **(form.cleaned_data if form else {})
        )
    except ValidationError as refused:
        if form is not None:
            show_refusal(form, refused)
        for sentence in refused.messages if form is None else ():
            messages.error(request, sentence)
        return False
    messages.success(request, f"{moved}: {moved.get_stage_display()}.")
    return True
