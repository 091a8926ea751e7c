"""Rows of a dossier entered one by one: parts done without, decisions with their outcomes."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.scope import visible
from portal.ui.fragments import REFUSED

from ..figures.dossier_facts import kind_of
from ..figures.members import member_lines
from ..figures.personal import reads_guests
from ..forms.dossiers import DecisionForm, WaiverForm
from ..models import Decision, Delegation, Requirement, Waiver
from ..panels.tabs import tab_url
from ..services.decisions import record_decision
from ..services.waivers import take_back_waiver, waive
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import attempt, attempt_at_once, require_editor


def _waive(request, record, requirement: int) -> HttpResponse:
    """`GET` the form, `POST` the reason: this dossier does without the part."""
    require_editor(request, record)
    rows = Requirement.objects.visible_to(request.user).live().filter(kind=kind_of(record))
    part = get_object_or_404(rows, pk=requirement)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def save():
            waive(record, part, by=request.user, at=timezone.now(), **form.cleaned_data)

        if attempt(request, form, save):
            return redirect(tab_url(record, "dossier"))
    return dossier_page(
        request, record, "dossier", "delegations/dossier_form.html", form=form, back=tab_url(record, "dossier"),
        page_title=_("Do without: %(part)s") % {"part": part},
        status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _unwaive(request, record, waiver: int) -> HttpResponse:
    """`POST`: the part is needed again."""
    require_editor(request, record)
    row = visible(Waiver, request.user).filter(**{record._meta.model_name: record}, pk=waiver).first()
    if row is None:
        raise Http404
    attempt_at_once(
        request,
        lambda: take_back_waiver(row, by=request.user, at=timezone.now()),
        saved=_("The part is needed again."),
    )
    return redirect(tab_url(record, "dossier"))


def _decide(request, record) -> HttpResponse:
    """`GET` the form, `POST` number, day, authority and an outcome for each member."""
    require_editor(request, record)
    lines = [line for line in member_lines(record)] if isinstance(record, Delegation) else []
    decisions = visible(Decision, request.user).filter(**{record._meta.model_name: record})
    form = DecisionForm(request.POST or None, request.FILES or None, lines=lines, decisions=decisions)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: _record(request, record, form))
    ):
        return redirect(tab_url(record, "dossier"))
    return dossier_page(
        request, record, "dossier", "delegations/decision_form.html", form=form, page_title=_("Record a decision"),
        back=tab_url(record, "dossier"), reads_guests=reads_guests(request.user, record),
        status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _record(request, record, form: DecisionForm) -> None:
    given = form.cleaned_data
    record_decision(
        record, by=request.user, at=timezone.now(), number=given["number"], decided_on=given["decided_on"],
        authority=given["authority"], outcomes=form.outcomes(), changes=given.get("changes"), note=given["note"],
        scan=given["scan"], no_state_secret=given["no_state_secret"],
    )  # fmt: skip


BOTH = ["GET", "POST"]
delegation_waive, event_waive = (require_http_methods(BOTH)(of(_waive)) for of in (of_delegation, of_event))
delegation_unwaive, event_unwaive = (require_POST(of(_unwaive)) for of in (of_delegation, of_event))
delegation_decide, event_decide = (
    require_http_methods(BOTH)(of(_decide)) for of in (of_delegation, of_event)
)
