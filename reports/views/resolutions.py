"""A resolution: giving its tasks to units, what is said of an assignment, the report on its results."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partners.forms.checking import CheckForm
from portal.papers.offers import asked_kind, offers
from portal.papers.services.drafting import begin
from portal.registers.saving import attempt, attempt_at_once
from portal.ui.fragments import REFUSED

from ..figures.resolution import with_progress
from ..forms.resolution import AssignForm, DoneForm, DropForm, ProgressForm
from ..models import Assignment, Resolution, ResolutionTask
from ..register.resolutions import ResolutionRegister
from ..services import assignments as does
from ..services.resolutions import assign, may_assign


@dataclass(frozen=True)
class Verb:
    """What may be done to one row: the form it asks with, and the service (row, cleaned, by, today)."""

    heading: str | Promise
    form: type[forms.Form]
    do: Callable


VERBS = {
    "progress": Verb(
        gettext_lazy("Report progress"), ProgressForm,
        lambda row, given, by, today: does.report_progress(row, by=by, today=today, **given),
    ),
    "finish": Verb(
        gettext_lazy("It was done"), DoneForm,
        lambda row, given, by, today: does.finish(row, by=by, today=today, **given),
    ),
    "check": Verb(
        gettext_lazy("Check the evidence"), CheckForm,
        lambda row, given, by, today: does.check(row, by=by, on=today, **given),
    ),
    "drop": Verb(
        gettext_lazy("It will not be done"), DropForm,
        lambda row, given, by, today: does.drop(row, by=by, **given),
    ),
}  # fmt: skip
#: who may use a verb beside who may edit the row
ALLOWED = {"check": does.may_check, "drop": does.may_steer}


def _row(request, pk: int, verb: str) -> Assignment:
    """What the reader may see and do this to: 404, 403."""
    rows = with_progress(Assignment.objects.visible_to(request.user).live())
    found = get_object_or_404(rows.select_related("unit", "task__resolution", "owner"), pk=pk)
    allowed = ALLOWED.get(verb, Assignment.may_edit)
    if not allowed(found, request.user):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def assignment_verb(request, pk, verb):
    """A short form on a page of its own; what the service refuses stands in it."""
    if verb not in VERBS:
        raise Http404
    row, asked = _row(request, pk, verb), VERBS[verb]
    form = asked.form(request.POST or None)

    def act():
        asked.do(row, form.cleaned_data, request.user, timezone.localdate())

    if request.method == "POST" and form.is_valid():  # noqa: SIM102 - the second saves
        if attempt(request, form, act, saved=_("Saved: %(record)s.") % {"record": row}):
            return redirect(row)
    context = {"row": row, "form": form, "heading": asked.heading, "is_check": verb == "check"}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "reports/assignment_verb.html", context, status=status)


@require_POST
def assignment_reopen(request, pk):
    """`POST`: take back that it was done, checked or given up."""
    row = _row(request, pk, "finish")

    def act():
        does.reopen(row, by=request.user)

    attempt_at_once(request, act, saved=_("Open again: %(record)s.") % {"record": row})
    return redirect(row)


@require_http_methods(["GET", "POST"])
def assign_task(request, pk, task):
    """`GET` the form, `POST` units, text, indicator, target, day: one assignment for each unit."""
    row = get_object_or_404(Resolution.objects.visible_to(request.user).live(), pk=pk)
    if not may_assign(request.user):
        raise PermissionDenied
    chosen = get_object_or_404(ResolutionTask.objects.select_related("resolution"), resolution=row, pk=task)
    form = AssignForm(request.POST or None, initial={"text": chosen.title, "due_on": row.ends_on})

    def act():
        assign(chosen, by=request.user, on=timezone.localdate(), **form.given())

    if request.method == "POST" and form.is_valid():  # noqa: SIM102 - the second saves
        if attempt(request, form, act, saved=_("Given to the units: %(task)s.") % {"task": chosen}):
            return redirect(row)
    context = {"form": form, "row": row, "task": chosen}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "reports/resolution_assign.html", context, status=status)


def _of_department(request, pk: int) -> Resolution:
    """The report on the results names every unit: for who follows the resolution alone."""
    row = get_object_or_404(Resolution.objects.visible_to(request.user).live(), pk=pk)
    if not may_assign(request.user):
        raise PermissionDenied
    return row


@require_GET
def resolution_papers(request, pk):
    """`GET`: the report on the results, with what is missing for it and what became of those drafted."""
    row, register = _of_department(request, pk), ResolutionRegister()
    context = {
        "record": row,
        "offers": offers(row, request.user),
        "badges": register.badges(row),
        "subtitle": register.subtitle(row),
        "page_title": _("Papers"),
        "crumbs": [
            (register.title, register.url("list")),
            (str(row), row.get_absolute_url()),
            (_("Papers"), ""),
        ],
    }
    return render(request, "reports/resolution_papers.html", context)


@require_POST
def resolution_begin(request, pk):
    """`POST`: draft the report on the results, and open it."""
    row = _of_department(request, pk)
    kind, part = asked_kind(request, row)
    return redirect(begin(row, kind, by=request.user, on=timezone.localdate(), part=part))
