"""Proposals upward: answered, carried out, taken back; taken from the text of a report by one click."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.registers.saving import attempt, attempt_at_once
from portal.ui.fragments import REFUSED

from ..forms.proposal import CarriedOutForm, ProposalAnswerForm, WithdrawForm
from ..models import Proposal
from ..services.proposals import answer_proposal, carry_out, proposals_in, take_from_report, withdraw
from .resolutions import Verb
from .shared import get_report

VERBS = {
    "answer": Verb(
        gettext_lazy("The answer to the proposal"), ProposalAnswerForm,
        lambda row, given, by, today: answer_proposal(row, by=by, today=today, **given),
    ),
    "carry-out": Verb(
        gettext_lazy("It was carried out"), CarriedOutForm, lambda row, given, by, today: carry_out(row, by=by, **given)
    ),
    "withdraw": Verb(
        gettext_lazy("Take the proposal back"), WithdrawForm, lambda row, given, by, today: withdraw(row, by=by, **given)
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def proposal_verb(request, pk, verb):
    """A short form on a page of its own; what the service refuses stands in it."""
    if verb not in VERBS:
        raise Http404
    row = get_object_or_404(Proposal.objects.visible_to(request.user).live().select_related("unit"), pk=pk)
    if not row.may_edit(request.user):
        raise PermissionDenied
    asked, initial = VERBS[verb], {"answered_by": row.answered_by or row.addressee[:200], "state": row.state}
    form = asked.form(request.POST or None, initial=initial)

    def act():
        asked.do(row, form.cleaned_data, request.user, timezone.localdate())

    if request.method == "POST" and form.is_valid() and attempt(request, form, act):
        return redirect(row)
    status = REFUSED if request.method == "POST" else 200
    context = {"row": row, "form": form, "heading": asked.heading}
    return render(request, "reports/proposal_verb.html", context, status=status)


@require_http_methods(["GET", "POST"])
def proposals_of_report(request, code, unit):
    """`GET`: what the report proposes, line by line; `POST` chosen (several): those become rows of the register."""
    report = get_report(request, code, unit)
    require(request.user, Permission.RECORD_EDIT, report.unit)
    if request.method == "POST":
        chosen = {
            int(place) for place in request.POST.getlist("chosen") if place.isdecimal() and len(place) < 5
        }
        made: list = []

        def act():
            made.extend(take_from_report(report, by=request.user, today=timezone.localdate(), chosen=chosen))

        count = len(chosen)
        saved = ngettext("%(count)s proposal was entered.", "%(count)s proposals were entered.", count)
        attempt_at_once(request, act, saved=saved % {"count": count})
        return redirect("reports:proposal-list")
    context = {"report": report, "found": proposals_in(report)}
    return render(request, "reports/proposals_of_report.html", context)
