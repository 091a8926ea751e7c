"""The paper before the Presidium: put there, decided in the portal, or recorded with the scan of the bút phê."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import can, require
from portal.units.models import Unit
from reports.figures.summary import summary
from reports.forms.presidium import DecideForm, HandwrittenForm
from reports.models import Consolidation, PaperKind, PresidiumDecision
from reports.services.presidium import decide, put_to_presidium, record_handwritten

from .shared import get_consolidation, refuse


def presidium_context(user, found: Consolidation) -> dict:
    """For `reports/_presidium.html`: all decisions on paper A of the cycle, and what this reader may do about it."""
    if found.paper != PaperKind.TO_PRESIDIUM:
        return {}
    rows = list(PresidiumDecision.objects.visible_to(user).of_cycle(found.cycle).with_all())
    mine = next((row for row in rows if row.consolidation_id == found.pk), None)
    waits = mine is not None and mine.is_waiting
    root = Unit.objects.get(code="TLD")
    is_free = found.issued_at is not None and not any(row.is_waiting for row in rows)
    return {
        "decisions": rows,
        "put": mine,
        "may_put": mine is None and is_free and can(user, Permission.PUT, root),
        "may_decide": waits and can(user, Permission.DECIDE, root),
        "may_record": waits and can(user, Permission.DECISION_RECORD, root),
    }


@require_POST
def put(request, code, paper, pk):
    """Put the issued paper to the Presidium."""
    found = get_consolidation(request, code, paper, pk)
    try:
        put_to_presidium(found, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("Put to the Presidium; its members and secretaries have been told."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def decision(request, code, paper, pk):
    """The Presidium reads the paper and decides."""
    found = get_consolidation(request, code, paper, pk)
    require(request.user, Permission.DECIDE, Unit.objects.get(code="TLD"))
    form = DecideForm(request.POST or None)
    return _with_form(request, found, form, decide, _("Decision of the Presidium"), _("Decide"))


@require_http_methods(["GET", "POST"])
def handwritten(request, code, paper, pk):
    """The secretary records a decision written on the paper, with its scan, in the leader's name."""
    found = get_consolidation(request, code, paper, pk)
    require(request.user, Permission.DECISION_RECORD, Unit.objects.get(code="TLD"))
    initial = {"written_on": timezone.localdate(), "in_name_of": _("President of the Confederation")}
    form = HandwrittenForm(request.POST or None, request.FILES or None, initial=initial)
    return _with_form(
        request, found, form, record_handwritten, _("Record the bút phê"), _("Record the decision")
    )


def _with_form(request, found: Consolidation, form, service, heading: str, action: str):
    """A form on a page of its own, with the paper in two lines above it; a decision already taken is shown instead."""
    if request.method == "POST" and form.is_valid():
        try:
            service(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(
                request, _("The decision is recorded; the International Department has been told.")
            )
            return redirect(found)
    taken = PresidiumDecision.objects.filter(consolidation=found).with_all().first()
    if request.method == "GET" and (taken is None or taken.outcome):
        return redirect(found)
    context = {"found": found, "form": form, "heading": heading, "action": action, "taken": taken, "summary": summary(found.content)}  # fmt: skip
    return render(request, "reports/decide.html", context, status=422 if request.method == "POST" else 200)
