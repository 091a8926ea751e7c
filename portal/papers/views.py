"""The steps of a paper, its printed pages, the signed file, the way from a line to its paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.pages import show_refusal
from portal.rendering.registry import Printed
from portal.ui.fragments import REFUSED

from .clerks import stands_in
from .forms import STEP_FORMS, ConfirmForm, SignedForm
from .models import Paper, RegisterLine
from .printing import FORMATS, drawn, stem_of
from .queue_page import QUEUE
from .services.drafting import draft_anew, gaps_in, with_tables_of_today
from .services.numbers import standing
from .services.signed import attach_signed, may_attach_signed
from .services.steps import PAPER, move, record_of


def paper_or_404(request, pk: int) -> Paper:
    found = Paper.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def step(request, pk, name):
    """`GET` asks for what the step needs, `POST` takes it; forged or stale steps are refused with a sentence."""
    paper = paper_or_404(request, pk)
    if name not in PAPER.steps:
        raise Http404
    if not PAPER.steps[name].is_open_to(request.user, paper):
        raise PermissionDenied
    form = STEP_FORMS.get(name, ConfirmForm)(request.POST or None, initial=_initial(paper, name))
    if (
        request.method == "POST"
        and (form.is_valid() or not form.fields)
        and _moved(request, paper, name, form)
    ):
        return redirect(reverse("papers:queue") if name in QUEUE.values() else paper)
    context = {
        "form": form, "paper": paper, "step": PAPER.steps[name], "gaps": gaps_in(paper),
        "stands_in": name != "hand_over" and stands_in(request.user, paper),
        "numbers": standing(paper.unit, symbol=paper.symbol, year=timezone.localdate().year), "crumbs": _crumbs(paper),
    }  # fmt: skip
    return render(request, "papers/step.html", context, status=REFUSED if request.method == "POST" else 200)


def _initial(paper: Paper, name: str) -> dict:
    """The day is today; the number stays empty: the portal proposes none."""
    if name == "correct":
        return {"number": paper.number, "dated": paper.dated}
    return {"dated": timezone.localdate()}


def _moved(request, paper: Paper, name: str, form) -> bool:
    given = getattr(form, "cleaned_data", {})
    try:
        done = move(paper, name, by=request.user, at=timezone.now(), **given)
    except ValidationError as refused:
        if form.is_bound and form.fields:
            show_refusal(form, refused)
        else:
            messages.error(request, " ".join(refused.messages))
        return False
    facts = {"paper": done.code or done.summary, "state": done.get_state_display()}
    messages.success(request, _("%(paper)s: %(state)s.") % facts)
    return True


@require_GET
def print_paper(request, pk, format):
    """The paper as it stands; a dispatched one as PDF gives the very file that was frozen."""
    if format not in FORMATS:
        raise Http404
    paper = paper_or_404(request, pk)
    if paper.issued_id and format == "pdf":
        return redirect("documents:download", paper.issued_id)
    with_tables_of_today(paper, record_of(paper), on=timezone.localdate())
    printed = Printed.named(stem_of(paper), format, drawn(paper, format))
    write_trail(Verb.PRINTED, paper, by=request.user, details={"format": format})
    return file_response(printed)


def file_response(printed: Printed) -> HttpResponse:
    disposition = f'attachment; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )


@require_http_methods(["GET", "POST"])
def signed(request, pk):
    """The signed scan, or the file that the e-office signed: kept unchanged."""
    paper = paper_or_404(request, pk)
    if not may_attach_signed(paper, request.user):
        raise PermissionDenied
    form = SignedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _attached(request, paper, form):
        return redirect(paper)
    context = {"form": form, "paper": paper, "crumbs": _crumbs(paper)}
    return render(request, "papers/signed.html", context, status=REFUSED if request.method == "POST" else 200)


def _attached(request, paper: Paper, form) -> bool:
    given = form.cleaned_data
    try:
        attach_signed(
            paper, given["file"], by=request.user, at=timezone.now(), no_state_secret=given["no_state_secret"]
        )
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    messages.success(request, _("The signed file is kept unchanged."))
    return True


@require_POST
def anew(request, pk):
    """Take the text from the dossier again."""
    paper = paper_or_404(request, pk)
    try:
        draft_anew(paper, record_of(paper), by=request.user, on=timezone.localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The text is taken from the dossier again."))
    return redirect(paper)


@require_GET
def line(request, pk):
    """From a line of the register to the paper that bears the number, where the reader may see that."""
    row = RegisterLine.objects.visible_to(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    model = RegisterLine._meta.apps.get_model(row.target_model)
    found = visible(model, request.user).filter(pk=row.target_id).first()
    if found is None:
        raise Http404
    return redirect(found)


def _crumbs(paper: Paper) -> list[tuple[str, str]]:
    return [(_("Outgoing papers"), reverse("papers:paper-list")), (str(paper), paper.get_absolute_url())]
