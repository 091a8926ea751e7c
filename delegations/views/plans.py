"""Pages of one annual plan beside those of its register: quick lines, submitting, approval, carrying over, printing."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import can, require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.pages import show_refusal
from portal.rendering.registry import PrintingError, print_document
from portal.ui.fragments import REFUSED

from ..forms.plans import CarryForm, PlanApprovalForm, QuickLineForm
from ..models import AnnualPlan, PlanItem, PlanState, Settled
from ..services.plan_changes import carry_line
from ..services.plans import save_item
from ..workflow.plans import record_approval, submit_plan

FORMATS = ("pdf", "docx", "xlsx")
KEPT = ("kind", "funding_source")  # what the next line of a quick entry begins with


def of_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, plan, …)` served as `view(request, pk, …)`; what the reader may not see is 404."""

    @wraps(view)
    def wrapped(request, pk, **kwargs):
        plan = AnnualPlan.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
        if plan is None:
            raise Http404
        return view(request, plan, **kwargs)

    return wrapped


def plan_page(
    request, plan: AnnualPlan, form, *, template="delegations/plan_form.html", **values
) -> HttpResponse:
    """A page with one form, below the plan's own."""
    status = REFUSED if request.method == "POST" else 200
    crumbs = [
        (_("Annual plans"), reverse("delegations:plan-list")),
        (str(plan), plan.get_absolute_url()),
        (values["heading"], ""),
    ]
    back = plan.get_absolute_url()
    return render(
        request,
        template,
        {"plan": plan, "form": form, "crumbs": crumbs, "back": back, **values},
        status=status,
    )


def acted(request, form, act: Callable[[], object]) -> bool:
    """Run the verb of a valid form; what it refuses stands in the form."""
    try:
        act()
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    return True


@require_http_methods(["GET", "POST"])
@of_plan
def lines(request, plan):
    """Line after line of an open plan: `POST` saves one and offers the next; below, what stands there already."""
    if not plan.is_open or not can(request.user, Permission.RECORD_EDIT, plan) or plan.is_archived:
        raise PermissionDenied
    item = PlanItem(plan=plan, unit=plan.unit)
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    form = QuickLineForm(request.POST or None, user=request.user, instance=item, initial=kept)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(request, form, lambda: _save(form, request.user))
    ):
        messages.success(request, _("Saved: %(record)s.") % {"record": item})
        return redirect(f"{request.path}?kind={item.kind}&funding_source={item.funding_source}")
    entered = PlanItem.objects.visible_to(request.user).live().filter(plan=plan).for_list().order_by("-pk")
    return plan_page(
        request,
        plan,
        form,
        template="delegations/plan_lines.html",
        heading=_("Enter lines"),
        entered=list(entered),
    )


def _save(form, user) -> PlanItem:
    return save_item(form.record(), by=user, at=timezone.now(), many=form.many())


@require_POST
@of_plan
def submit(request, plan):
    """`POST`: to the chain of approval of the unit."""
    try:
        submit_plan(plan, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Submitted: %(record)s.") % {"record": plan})
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@of_plan
def approval(request, plan):
    """`GET` the form, `POST` number, date, authority and scan of an approval that was given on paper."""
    require(request.user, Permission.REPORT_REVIEW, plan)
    form = PlanApprovalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        paper = paper_of(form)
        if acted(request, form, lambda: record_approval(plan, by=request.user, at=timezone.now(), **paper)):
            messages.success(request, _("Approved: %(record)s.") % {"record": plan})
            return redirect(plan)
    return plan_page(request, plan, form, heading=_("Record the approval on paper"), multipart=True)


def paper_of(form: PlanApprovalForm) -> dict:
    """What the form says of the paper, as the verbs take it."""
    return {name: form.cleaned_data[name] for name in ("number", "dated", "authority", "scan")}


@require_http_methods(["GET", "POST"])
@of_plan
def carry(request, plan):
    """Lines of the approved plan of the year before that were not carried out: those ticked go on in this one."""
    if plan.state == PlanState.IN_APPROVAL or not can(request.user, Permission.RECORD_EDIT, plan):
        raise PermissionDenied
    rows = carriable(plan, request.user)
    form = CarryForm(request.POST or None, rows=rows)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(request, form, lambda: _carry(form, request.user))
    ):
        count = len(form.cleaned_data["items"])
        told = ngettext("%(count)s line was carried over.", "%(count)s lines were carried over.", count)
        messages.success(request, told % {"count": count})
        return redirect(plan)
    return plan_page(
        request, plan, form, heading=_("Carry over from the year before"), nothing=not rows.exists()
    )


def carriable(plan: AnnualPlan, user):
    """What the plan of the year before left undone."""
    before = (
        PlanItem.objects.visible_to(user).live().approved().of_year(plan.year - 1).filter(unit=plan.unit_id)
    )
    waiting = before.with_condition(on=timezone.localdate()).filter(
        condition__in=("planned", "late", "postponed"), settled__in=("", Settled.POSTPONED)
    )
    return waiting.select_related("unit", "plan").order_by("placed_from", "pk")


def _carry(form, user) -> None:
    for item in form.cleaned_data["items"]:
        carry_line(
            item, cancel_reason=form.cleaned_data["cancel_reason"], reason=form.cleaned_data["reason"],
            by=user, at=timezone.now(),
        )  # fmt: skip


@require_GET
@of_plan
def download(request, plan, format):
    """The plan as a paper: PDF, Word file or workbook; the download leaves a trace."""
    return printed(request, "annual-plan", f"{plan.pk}", format, told=plan)


def printed(request, name: str, key: str, format: str, *, told) -> HttpResponse:
    """One printable as a download. 404 for a format that it is not offered in or what the reader may not see."""
    if format not in FORMATS:
        raise Http404
    try:
        found = print_document(name, key, user=request.user, format=format)
    except PrintingError as unknown:
        raise Http404 from unknown
    write_trail(Verb.EXPORTED, told, by=request.user, details={"format": format})
    disposition = f'attachment; filename="{found.filename}"'
    return HttpResponse(
        found.content, content_type=found.content_type, headers={"Content-Disposition": disposition}
    )
