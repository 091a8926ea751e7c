"""The tab "commitments" of an agreement: what each side promised in it, and how much of it was kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partners.models import NextStep
from partners.register.promises import often_label, step_state
from portal.registers.forms import ShortForm
from portal.registers.saving import attempt, require_editor
from portal.ui.fragments import REFUSED

from ..figures.commitments import implementation_of
from ..forms.commitments import ClauseForm, commitment_rows
from ..models import AgreementCommitment
from ..panels.tabs import tab_url
from ..services.commitments import change_clause, commit_all
from .record_pages import of_agreement, record_page


@require_GET
@of_agreement
def commitments(request, agreement) -> HttpResponse:
    """`GET`: the promises of both sides, the open ones first, and the sums."""
    today = timezone.localdate()
    seen = NextStep.objects.visible_to(request.user).live()
    rows = agreement.commitments.filter(step__in=seen).order_by("step__kept_on", "step__due_on", "pk")
    may_change = (
        agreement.may_edit(request.user) and not agreement.is_archived and not agreement.terminated_on
    )
    return record_page(
        request, agreement, "commitments", "agreements/commitments.html", page_title=_("Commitments"),
        lines=[
            {"row": row, "step": row.step, "state": step_state(row.step), "often": often_label(row.step)}
            for row in rows.select_related("step__partner", "step__owner", "step__unit")
        ],
        told=implementation_of(agreement, request.user, on=today), may_change=may_change,
        is_matched=agreement.partners.exists(),
        ledger_url=f"{reverse('partners:nextstep-list')}?agreement={agreement.pk:d}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_agreement
def commitments_add(request, agreement) -> HttpResponse:
    """`GET` the rows, `POST` them: all are entered or none."""
    require_editor(request, agreement)
    form, rows = (
        ShortForm(request.POST or None),
        commitment_rows(agreement, request.POST or None, user=request.user),
    )
    valid = request.method == "POST" and form.is_valid() and rows.is_valid()
    if valid and attempt(request, form, lambda: commit_all(agreement, rows.given(), by=request.user)):
        return redirect(tab_url(agreement, "commitments"))
    return record_page(
        request, agreement, "commitments", "agreements/form.html", page_title=_("New commitments"), form=form,
        formsets=[rows], back=tab_url(agreement, "commitments"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_agreement
def commitment_clause(request, agreement, commitment: int) -> HttpResponse:
    """`GET` the form, `POST` the article that says it."""
    require_editor(request, agreement)
    seen = NextStep.objects.visible_to(request.user)
    row = get_object_or_404(AgreementCommitment, agreement=agreement, pk=commitment, step__in=seen)
    form = ClauseForm(request.POST or None, initial={"clause": row.clause})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, lambda: change_clause(row, by=request.user, **form.cleaned_data)):
        return redirect(tab_url(agreement, "commitments"))
    return record_page(
        request, agreement, "commitments", "agreements/form.html", page_title=str(row.step)[:80], form=form,
        back=tab_url(agreement, "commitments"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip
