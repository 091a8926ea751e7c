"""The tab "dossier" of a delegation or a conference: checklist, warnings, decisions; its basis and its steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import require
from portal.records.services import save_record
from portal.ui.fragments import REFUSED

from ..figures.checklist import by_stage, checklist, missing_before, next_stage
from ..figures.decisions import decisions_of
from ..figures.personal import reads_guests
from ..figures.warnings import warnings
from ..forms.dossiers import ConfirmForm, DelegationBasisForm, EventBasisForm, PutOffForm, TakeUpForm, WhyForm
from ..models import CancelReason, DossierState, Event, State
from ..panels.tabs import tab_url
from ..services.dossiers import MAY_BE_PUT_OFF, SHUT, check_open, open_dossier, postpone, take_up
from ..workflow import BY_THE_APPROVAL, offered_steps, submit_dossier, table_of
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import attempt, attempt_at_once, require_editor

DECIDED = (DossierState.APPROVED, DossierState.CLOSED)
STEP_FORMS = {"cancel": PutOffForm, "reopen": WhyForm, "unlock": WhyForm}
SHIFTS = {
    "postpone": (_later("Postpone"), PutOffForm, postpone),
    "take-up": (_later("New days"), TakeUpForm, take_up),
}


def _dossier(request, record) -> HttpResponse:
    """`GET`: what is missing in words, what a leader should know, what was decided, what may be done."""
    today, user = timezone.localdate(), request.user
    parts = checklist(record) if record.dossier_state else []
    stage = next_stage(record)
    may_edit = record.may_edit(user)
    is_open = record.dossier_state not in SHUT
    return dossier_page(
        request, record, "dossier", "delegations/dossier.html", page_title=_("Dossier"),
        base=record._meta.model_name, stages=by_stage(record, parts), parts=parts,
        waiting=missing_before(parts, stage) if stage else [],
        warnings=warnings(record, reader=user, on=today),
        decisions=decisions_of(record), steps=offered_steps(record, user), may_edit=may_edit,
        may_change=may_edit and is_open and not record.is_archived,
        may_postpone=may_edit and is_open and bool(record.dossier_state) and record.state in MAY_BE_PUT_OFF,
        may_take_up=may_edit and is_open and record.state == State.POSTPONED,
        may_decide=may_edit and record.dossier_state in DECIDED, reads_guests=reads_guests(user, record),
        put_off=CancelReason(record.put_off_because).label if record.put_off_because else "",
    )  # fmt: skip


def _open(request, record) -> HttpResponse:
    """`POST`: a row of the register becomes a dossier."""
    require_editor(request, record)
    attempt_at_once(
        request,
        lambda: open_dossier(record, by=request.user, at=timezone.now()),
        saved=_("The dossier is open: below stands what it needs."),
    )
    return redirect(tab_url(record, "dossier"))


def _basis(request, record) -> HttpResponse:
    """`GET` the form, `POST` plan or reason, request, content of work."""
    require_editor(request, record)
    kind = EventBasisForm if isinstance(record, Event) else DelegationBasisForm
    form = kind(request.POST or None, user=request.user, instance=record)
    if request.method == "POST" and form.is_valid() and attempt(request, form, lambda: _save(request, form)):
        return redirect(tab_url(record, "dossier"))
    return _page(request, record, form, _("Basis of the dossier"))


def _save(request, form) -> None:
    stored = type(form.instance)._default_manager.get(pk=form.instance.pk)
    check_open(stored, by=request.user)
    save_record(form.record(), by=request.user, revision=form.cleaned_data.get("revision"))


def _step(request, record, name: str) -> HttpResponse:
    """One step of the table: what it needs is asked for, then it is taken; a refusal says what is missing."""
    step = table_of(record).steps.get(name)
    if step is None or name in BY_THE_APPROVAL:
        raise Http404
    require(request.user, step.permission, record)
    form = STEP_FORMS.get(name, ConfirmForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def take():
            _take(request, record, name, form.cleaned_data)

        if attempt(request, form, take):
            return redirect(tab_url(record, "dossier"))
    return _page(request, record, form, step.label, step=step)


def _take(request, record, name: str, given: dict) -> None:
    if name == "submit":
        submit_dossier(record, by=request.user, at=timezone.now())
    else:
        table_of(record).move(record, name, by=request.user, at=timezone.now(), **given)


def _shift(request, record, name: str) -> HttpResponse:
    """Postponed, with its reason; or taken up again, with its new days."""
    require_editor(request, record)
    if name not in SHIFTS:
        raise Http404
    label, kind, verb = SHIFTS[name]
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def shift():
            verb(record, by=request.user, at=timezone.now(), **form.cleaned_data)

        if attempt(request, form, shift):
            return redirect(tab_url(record, "dossier"))
    return _page(request, record, form, label)


def _page(request, record, form, title, **values) -> HttpResponse:
    status = REFUSED if request.method == "POST" else 200
    return dossier_page(
        request, record, "dossier", "delegations/dossier_form.html", status=status, page_title=title, form=form,
        back=tab_url(record, "dossier"), **values,
    )  # fmt: skip


BOTH = ["GET", "POST"]
delegation_dossier, event_dossier = (require_GET(of(_dossier)) for of in (of_delegation, of_event))
delegation_open, event_open = (require_POST(of(_open)) for of in (of_delegation, of_event))
delegation_basis, event_basis = (require_http_methods(BOTH)(of(_basis)) for of in (of_delegation, of_event))
delegation_step, event_step = (require_http_methods(BOTH)(of(_step)) for of in (of_delegation, of_event))
delegation_shift, event_shift = (require_http_methods(BOTH)(of(_shift)) for of in (of_delegation, of_event))
