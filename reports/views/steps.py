"""Taking a step on a report: send, take back, receive, return, reopen, extend."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.documents.models import Kind
from portal.documents.services import attach
from reports.forms.steps import ExtendForm, ReturnForm, SignedCopyForm, suggested_deadline
from reports.services.cycles import extend_report
from reports.services.drafts import Draft, save_draft
from reports.workflow import REPORT

from .shared import get_report, refuse

PLAIN = ("submit", "recall", "accept")
WITH_REASON = ("return", "reopen")


@require_POST
def plain(request, code, unit, step):
    """A step that needs nothing more than the click."""
    if step not in PLAIN:
        raise Http404
    found = get_report(request, code, unit)
    try:
        moved = _moved_plainly(request, found, step)
    except ValidationError as refused:
        refuse(request, refused)
        return redirect(found)
    messages.success(
        request, _("%(report)s: %(state)s.") % {"report": moved, "state": moved.get_state_display()}
    )
    return redirect(moved)


@transaction.atomic
def _moved_plainly(request, found, step):
    """ "Nothing to report" and sending it stand or fall together."""
    if step == "submit" and request.POST.get("nothing") == "1":
        save_draft(found, Draft(nothing_to_report=True), by=request.user, at=timezone.now())
    return REPORT.move(found, step, by=request.user, at=timezone.now())


@require_http_methods(["GET", "POST"])
def with_reason(request, code, unit, step):
    """Return or reopen: the reason and the new deadline."""
    if step not in WITH_REASON:
        raise Http404
    found = get_report(request, code, unit)
    if not REPORT.steps[step].is_open_to(request.user, found):
        raise PermissionDenied
    initial = {"due_on": suggested_deadline(timezone.localdate())}
    return with_form(request, found, step, ReturnForm(request.POST or None, initial=initial), _moved)


@require_http_methods(["GET", "POST"])
def signed(request, code, unit):
    """Send with the signed copy: the file is attached unchanged, its number, date and signatory are recorded."""
    found = get_report(request, code, unit)
    require(request.user, Permission.REPORT_SUBMIT_SIGNED, found)
    post = found.unit.leader_post
    initial = {"signatory_post": post, "signatory": post, "nothing": request.GET.get("nothing") == "1"}
    form = SignedCopyForm(request.POST or None, request.FILES or None, initial=initial)
    return with_form(request, found, "submit_signed", form, attached_and_moved)


@require_http_methods(["GET", "POST"])
def extend(request, code, unit):
    """A later deadline for this unit alone."""
    found = get_report(request, code, unit)
    require(request.user, Permission.REPORT_REVIEW, found)
    initial = {"due_on": suggested_deadline(timezone.localdate())}
    return with_form(request, found, "extend", ExtendForm(request.POST or None, initial=initial), _extended)


def with_form(request, found, step, form, act):
    if request.method == "POST" and form.is_valid():
        try:
            act(request, found, step, dict(form.cleaned_data))
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, _("Done: %(report)s.") % {"report": found})
            return redirect(found)
    label = REPORT.steps[step].label if step in REPORT.steps else _("Extend the deadline")
    context = {
        "form": form,
        "heading": f"{label}: {found}",
        "action": label,
        "back": found.get_absolute_url(),
        "multipart": True,
    }
    return render(
        request, "reports/small_form.html", context, status=422 if request.method == "POST" else 200
    )


def _moved(request, found, step, given):
    REPORT.move(found, step, by=request.user, at=timezone.now(), **given)


@transaction.atomic
def attached_and_moved(request, found, step, given):
    """File and step together: if one is refused, neither stays."""
    if not found.is_open:
        raise PermissionDenied
    title = _("Signed report %(number)s") % {"number": given["paper_number"]}
    upload = given.pop("signed_copy")
    ticked = given.pop("no_state_secret")
    if given.pop("nothing"):
        save_draft(found, Draft(nothing_to_report=True), by=request.user, at=timezone.now())
    copy = attach(found, upload, by=request.user, title=title, kind=Kind.SIGNED_COPY, no_state_secret=ticked)
    REPORT.move(found, step, by=request.user, at=timezone.now(), signed_copy=copy, **given)


def _extended(request, found, step, given):
    extend_report(found, **given, by=request.user, at=timezone.now())
