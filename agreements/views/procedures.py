"""The tab "procedure" of an agreement, and what is done in a procedure: opened, opinions, signing, report."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import require
from portal.documents.services import attach
from portal.registers.saving import attempt, attempt_at_once, require_editor
from portal.ui.fragments import REFUSED

from ..figures.procedure_facts import Facts
from ..figures.procedure_stages import ASKING, stages_for
from ..forms.procedures import SIGNING_FORMS, AnswerForm, AskForm, ConfirmForm, OpenForm, ReportForm, WhyForm
from ..models import Agreement, AgreementKind, Opinion, Procedure, Purpose, StageCode
from ..panels.procedure_band import band_of
from ..register.procedures import page_of, state_cell
from ..services import opinions
from ..services.concluding import SIGNING
from ..services.procedures import open_procedure
from ..workflow import BY_THE_APPROVAL, PROCEDURE, submit_procedure
from .record_pages import of_agreement, record_page

BOTH = ["GET", "POST"]
TAB = "procedure"
ASKED_WHY = ("cancel", "reopen", "correct")


def of_procedure(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, procedure, …)` served as `view(request, pk, …)`; 404 for what the user may not see."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        rows = Procedure.objects.visible_to(request.user)
        found = rows.select_related("unit", "agreement__unit", "agreement__passed_to", "amendment").filter(
            pk=pk
        )
        if (procedure := found.first()) is None:
            raise Http404
        return view(request, procedure, **kwargs)

    return wrapped


@require_GET
@of_agreement
def agreement_procedure(request, agreement) -> HttpResponse:
    """`GET`: the newest procedure stage by stage, and all there were."""
    rows = Procedure.objects.visible_to(request.user).live().filter(agreement=agreement)
    found = list(rows.select_related("unit", "agreement__unit", "amendment"))
    shown = found[0] if found else None
    may_open = agreement.may_edit(request.user) and not agreement.is_archived
    return record_page(
        request, agreement, TAB, "agreements/procedures.html", page_title=_("Procedure"),
        rows=[(row, state_cell(row)) for row in found],
        may_open=may_open and not any(row.is_open for row in found) and not agreement.terminated_on,
        **(page_of(shown, request.user) | band_of(shown, request.user) if shown else {}),
    )  # fmt: skip


@require_http_methods(BOTH)
@of_agreement
def procedure_open(request, agreement) -> HttpResponse:
    """`GET` the form, `POST`: the procedure that leads to signing, amending, extending or ending."""
    require_editor(request, agreement)
    form = OpenForm(request.POST or None, purposes=_purposes(agreement))
    made: list[Procedure] = []

    def run():
        day = timezone.localdate()
        made.append(open_procedure(agreement, by=request.user, on=day, **form.cleaned_data))

    if request.method == "POST" and form.is_valid() and attempt(request, form, run):
        return redirect(made[0])
    return _page(request, agreement, form, _("Open a procedure"), back=agreement.get_absolute_url())


def _purposes(agreement: Agreement) -> list[str]:
    is_unsigned = agreement.is_planned or agreement.kind == AgreementKind.OTHER
    if not agreement.signed_on and is_unsigned:
        return [Purpose.SIGN]
    after = [Purpose.EXTEND, Purpose.AMEND, Purpose.TERMINATE]
    return after if agreement.signed_on else [Purpose.SIGN, *after]


@require_http_methods(BOTH)
@of_procedure
def procedure_step(request, procedure, name: str) -> HttpResponse:
    """One step of the table: what it needs is asked for, then it is taken; a refusal says what is missing."""
    step = PROCEDURE.steps.get(name)
    if step is None or name in BY_THE_APPROVAL:
        raise Http404
    require(request.user, step.permission, procedure)
    form = _step_form(request, procedure, name)

    def take():
        _take(request, procedure, name, form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(request, form, take):
        return redirect(procedure)
    return _page(request, procedure.agreement, form, step.label, back=procedure.get_absolute_url(), step=step)


def _step_form(request, procedure: Procedure, name: str):
    is_sent, today = request.method == "POST", timezone.localdate()
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    if name == "sign":
        return SIGNING_FORMS[Purpose(procedure.purpose)](data, files, initial=_signing(procedure, today))
    if name == "report":
        return ReportForm(data, initial={"reported_on": today, "copy_sent_to": _told(procedure)})
    return (WhyForm if name in ASKED_WHY else ConfirmForm)(data)


def _signing(procedure: Procedure, today: dt.date) -> dict:
    """What the form of the signing begins with: of an agreement what it says, of a change its name."""
    if procedure.purpose != Purpose.SIGN:
        return {"concluded_on": today, "title": str(procedure.get_purpose_display()).capitalize()}
    return {"concluded_on": today} | {name: getattr(procedure.agreement, name) for name in SIGNING}


def _told(procedure: Procedure) -> str:
    """To whom the table of stages sends the report and the copy."""
    return "; ".join(
        body for stage in stages_for(procedure) if stage.code == StageCode.REPORT for body in stage.bodies
    )


def _take(request, procedure: Procedure, name: str, given: dict) -> None:
    """The step, with the scan that came along hung on the procedure first: the report waits for it."""
    scan, ticked = given.pop("scan", None), given.pop("no_state_secret", False)
    if name == "submit":
        submit_procedure(procedure, by=request.user, at=timezone.now())
        return
    if scan:
        attach(
            procedure,
            scan,
            by=request.user,
            title=_("Signed copy"),
            kind="signed_copy",
            no_state_secret=ticked,
        )
    PROCEDURE.move(procedure, name, by=request.user, at=timezone.now(), **given)


@require_http_methods(BOTH)
@of_procedure
def opinions_ask(request, procedure, stage: int) -> HttpResponse:
    """`GET` the form with whom the table of stages names, `POST`: they are asked, each deadline is frozen."""
    require_editor(request, procedure)
    today = timezone.localdate()
    found = [one for one in Facts(procedure, today).stages if one.row.pk == stage and one.code in ASKING]
    if not found:
        raise Http404
    first = {"asked_on": today, "bodies": "\n".join(found[0].bodies)}
    form = AskForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.given() | {"by": request.user, "at": timezone.now()}
        if attempt(request, form, lambda: opinions.ask(procedure, found[0].row, **given)):
            return redirect(procedure)
    return _page(request, procedure.agreement, form, found[0].row.title, back=procedure.get_absolute_url())


@require_http_methods(BOTH)
@of_procedure
def opinion_answer(request, procedure, opinion: int) -> HttpResponse:
    """`GET` the form, `POST` what the body answered, or that it did not."""
    require_editor(request, procedure)
    row = get_object_or_404(Opinion, pk=opinion, procedure=procedure)
    names = ("answer", "answered_on", "answer_number", "content", "handling")
    first = (
        {name: getattr(row, name) for name in names} if row.answer else {"answered_on": timezone.localdate()}
    )
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"by": request.user, "at": timezone.now()}
        if attempt(request, form, lambda: opinions.answer(row, **given)):
            return redirect(procedure)
    title = _("Answer of %(body)s") % {"body": row.body}
    return _page(request, procedure.agreement, form, title, back=procedure.get_absolute_url(), opinion=row)


@require_POST
@of_procedure
def opinion_take_back(request, procedure, opinion: int) -> HttpResponse:
    """`POST`: asked by mistake, the row goes."""
    require_editor(request, procedure)
    row = get_object_or_404(Opinion, pk=opinion, procedure=procedure)
    attempt_at_once(
        request, lambda: opinions.take_back(row, by=request.user, at=timezone.now()), saved=_("Taken back.")
    )
    return redirect(procedure)


def _page(request, agreement: Agreement, form, title, *, back: str, **values) -> HttpResponse:
    status = REFUSED if request.method == "POST" else 200
    return record_page(
        request, agreement, TAB, "agreements/procedure_form.html", page_title=title, status=status, form=form, back=back,
        **values,
    )  # fmt: skip
