"""Chains of approval: who decides on what, entering and replacing them, and what is stuck."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.registers.pages import show_refusal
from portal.ui.fragments import REFUSED
from portal.workflow import matters
from portal.workflow.health import unheld_offices, unheld_steps
from portal.workflow.models import Approval, Chain
from portal.workflow.overview import line_of, who_decides
from portal.workflow.printing import who_decides_paper
from portal.workflow.questions import current_step
from portal.workflow.services.approvals import reassign
from portal.workflow.services.chains import end_chain, is_used, replace_chain, save_chain

from .chain_forms import STEPS, ChainForm, EndForm, initial_of
from .doors import in_office, needs
from .forms import attempt, form_page
from .step_forms import GiveForm

manages_rules = needs(Permission.RULES_MANAGE)


@require_GET
@in_office
def who_decides_page(request):
    """The chains in force, for everybody who holds an office; those who manage rules change them from here."""
    today = timezone.localdate()
    context = {
        "parts": who_decides(today),
        "today": today,
        "may_edit": has(request.user, Permission.RULES_MANAGE),
        "coming": [line_of(one) for one in Chain.objects.live().filter(valid_from__gt=today)],
    }
    return render(request, "administration/who_decides.html", context)


@require_GET
@in_office
def who_decides_file(request):
    """The same, printed."""
    printed = who_decides_paper("today", user=request.user, format="pdf")
    response = HttpResponse(printed.content, content_type=printed.content_type)
    response["Content-Disposition"] = f'inline; filename="{printed.filename}"'
    return response


@manages_rules
@require_http_methods(["GET", "POST"])
def chain_add(request):
    return _entry(request, Chain(), _("Add a chain of approval"), save_chain)


@manages_rules
@require_http_methods(["GET", "POST"])
def chain_edit(request, pk: int):
    """Correct a chain before it was used; a used one is replaced from a day on."""
    chain = _chain(pk)
    if is_used(chain):
        messages.info(
            request,
            _("This chain has been used: its steps stay as they were. Replace it from a day on instead."),
        )
        return redirect("administration:chain-replace", pk)
    return _entry(request, chain, _("Correct: %(row)s") % {"row": chain}, save_chain, shown=chain)


@manages_rules
@require_http_methods(["GET", "POST"])
def chain_replace(request, pk: int):
    """Another order of steps from a day on; what runs goes on as it was frozen."""
    old = _chain(pk)

    def service(chain, steps, *, by):
        return replace_chain(old, chain, steps, by=by)

    title = _("Change from a day on: %(row)s") % {"row": old}
    return _entry(request, Chain(), title, service, shown=old, fresh_day=True)


@manages_rules
@require_http_methods(["GET", "POST"])
def chain_end(request, pk: int):
    chain = _chain(pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt(form, lambda: end_chain(chain, on=form.cleaned_data["on"], by=request.user)):
        messages.success(request, _("Saved: %(record)s.") % {"record": chain})
        return redirect("administration:who-decides")
    return form_page(
        request, form, title=_("End: %(row)s") % {"row": chain}, crumbs=_crumbs(), cancel_url=_home()
    )


@require_GET
def chain_health(request):
    """Awaited steps without an active holder, and offices in chains that nobody holds."""
    if not (has(request.user, Permission.RULES_MANAGE) or has(request.user, Permission.CYCLE_MANAGE)):
        raise PermissionDenied
    today = timezone.localdate()
    steps = [(step, matters.label(step.approval.matter)) for step in unheld_steps(today)]
    context = {
        "steps": steps,
        "gaps": unheld_offices(today),
        "may_give": has(request.user, Permission.RULES_MANAGE),
    }
    return render(request, "administration/chain_health.html", context)


@manages_rules
@require_http_methods(["GET", "POST"])
def step_give(request, pk: int):
    """A step that nobody holds goes to others. SECURITY: shows the unit and the step, not what it is about."""
    approval = Approval.objects.select_related("unit").filter(pk=pk).first()
    step = current_step(approval) if approval is not None else None
    if step is None or step.pk not in {one.pk for one in unheld_steps(timezone.localdate())}:
        raise Http404
    form = GiveForm(request.POST or None, step=step)
    if request.method == "POST" and form.is_valid():
        given = {**form.given(), "by": request.user, "at": timezone.now()}
        if attempt(form, lambda: reassign(approval, **given)):
            messages.success(request, _("The step has been given to others."))
            return redirect("administration:chain-health")
    title = _("Give to somebody: %(step)s, %(unit)s") % {"step": step.title, "unit": approval.unit}
    crumbs = [(_("Check of the chains"), reverse("administration:chain-health"))]
    return form_page(request, form, title=title, crumbs=crumbs, cancel_url=crumbs[0][1])


def _chain(pk: int) -> Chain:
    found = Chain.objects.live().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _home() -> str:
    return reverse("administration:who-decides")


def _crumbs() -> list:
    return [(_("Who decides on what"), _home())]


def _entry(
    request, chain: Chain, title: str, service, *, shown: Chain | None = None, fresh_day: bool = False
):
    """The chain with its steps on one page; refused input keeps what was typed."""
    first, steps = initial_of(shown) if shown else ({}, [{}])
    if fresh_day:
        first |= {"valid_from": None}
    form = ChainForm(request.POST or None, initial=first)
    rows = STEPS(request.POST or None, prefix="steps", initial=None if request.method == "POST" else steps)
    is_sent = request.method == "POST" and all([form.is_valid(), rows.is_valid()])
    if is_sent and _saved(request, form, lambda: service(form.fill(chain), rows.steps(), by=request.user)):
        return redirect("administration:who-decides")
    context = {
        "form": form,
        "formsets": [rows],
        "title": title,
        "crumbs": [*_crumbs(), (title, "")],
        "cancel_url": _home(),
    }
    refused = request.method == "POST"
    return render(request, "administration/chain_form.html", context, status=REFUSED if refused else 200)


def _saved(request, form, service) -> bool:
    try:
        chain = service()
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    messages.success(request, _("Saved: %(record)s.") % {"record": chain})
    return True
