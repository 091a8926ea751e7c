"""What happens to inspections, courses and programmes of coordination; how varied our information and research are."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, visible
from portal.registers.saving import attempt, require_editor
from portal.ui.fragments import REFUSED

from ..figures.variety import ASPECTS, topics_of_research, variety
from ..forms.work import (
    AttendanceForm,
    ConcludeForm,
    DecideForm,
    HeldForm,
    HoldCourseForm,
    RemedyDoneForm,
    RemedyForm,
    ResultForm,
    WhyForm,
)
from ..models import Activity, Attendance, Coordination, Course, Inspection
from ..services.coordination import add_result
from ..services.courses import cancel_course, hold_course, note_attendance, take_off_attendance
from ..services.inspections import add_remedy, finish_remedy, may_finish
from ..workflow import INSPECTION

A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Verb:
    """What may be done to a record: the form it asks with, and what is done with (row, cleaned, by)."""

    heading: str | Promise
    form: type[forms.Form]
    do: Callable


def _moves(step: str, form: type[forms.Form]) -> Verb:
    def do(row, given, by):
        return INSPECTION.move(row, step, by=by, at=timezone.now(), **given)

    return Verb(INSPECTION.steps[step].label, form, do)


VERBS: dict[type, dict[str, Verb]] = {
    Inspection: {
        "decide": _moves("decide", DecideForm),
        "hold": _moves("hold", HeldForm),
        "conclude": _moves("conclude", ConcludeForm),
        "cancel": _moves("cancel", WhyForm),
        "remedy": Verb(gettext_lazy("What is to be put right"), RemedyForm, lambda row, given, by: add_remedy(row, by=by, **given)),
    },
    Course: {
        "hold": Verb(
            gettext_lazy("The course was held"), HoldCourseForm,
            lambda row, given, by: hold_course(row, by=by, today=timezone.localdate(), **given),
        ),
        "cancel": Verb(gettext_lazy("It will not be held"), WhyForm, lambda row, given, by: cancel_course(row, by=by, **given)),
    },
    Coordination: {
        "result": Verb(
            gettext_lazy("What came of it"), ResultForm,
            lambda row, given, by: add_result(row, by=by, today=timezone.localdate(), **given),
        ),
    },
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def inspection_verb(request, pk, verb):
    return _verb(request, Inspection, pk, verb)


@require_http_methods(["GET", "POST"])
def course_verb(request, pk, verb):
    return _verb(request, Course, pk, verb)


@require_http_methods(["GET", "POST"])
def coordination_verb(request, pk, verb):
    return _verb(request, Coordination, pk, verb)


def _verb(request, model, pk: int, verb: str):
    """A short form on a page of its own; what the service refuses stands in it. 404, 403 before anything is shown."""
    row = get_object_or_404(model.objects.visible_to(request.user).live().select_related("unit"), pk=pk)
    asked = VERBS[model].get(verb)
    if asked is None:
        raise Http404
    require_editor(request, row)
    return _asked(request, row, asked.heading, asked.form(request.POST or None), asked.do)


def _asked(request, row, heading, form, do):
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: do(row, form.cleaned_data, request.user))
    ):
        return redirect(row)
    context = {"row": row, "form": form, "heading": heading}
    return render(
        request, "registers/verb.html", context, status=REFUSED if request.method == "POST" else 200
    )


@require_http_methods(["GET", "POST"])
def remedy_done(request, pk, remedy):
    """The inspected unit says what shows that it was put right."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user).live(), pk=pk)
    found = get_object_or_404(inspection.remedies.select_related("inspection__inspected"), pk=remedy)
    if not may_finish(found, request.user):
        raise PermissionDenied
    form = RemedyDoneForm(request.POST or None)

    def do(row, given, by):
        finish_remedy(found, by=by, today=timezone.localdate(), **given)

    return _asked(request, inspection, _("It was put right: %(text)s") % {"text": found.text}, form, do)


@require_http_methods(["GET", "POST"])
def attendance(request, pk):
    """Who attended a course, from the register of officers; more are added, one is taken off."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).live().select_related("unit"), pk=pk
    )
    form = AttendanceForm(request.POST or None, user=request.user)
    if request.method == "POST":
        require_editor(request, activity)
        if form.is_valid() and attempt(request, form, lambda: _noted(request, activity, form)):
            return redirect("reports:attendance", pk)
    rows = visible(Attendance, request.user).filter(activity=activity).select_related("unit", "person")
    context = {
        "activity": activity, "form": form, "rows": rows, "may_edit": activity.may_edit(request.user),
        "names": has(request.user, Permission.PEOPLE_MANAGE) or activity.may_edit(request.user),
    }  # fmt: skip
    return render(
        request, "reports/attendance.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _noted(request, activity, form) -> int:
    people = list(form.cleaned_data["people"])
    return note_attendance(activity, people, by=request.user, on=timezone.localdate())


@require_POST
def attendance_off(request, pk, row):
    found = get_object_or_404(
        visible(Attendance, request.user).select_related("activity__unit"), pk=row, activity=pk
    )
    require_editor(request, found.activity)
    try:
        take_off_attendance(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("reports:attendance", pk)


@require_GET
def varied(request):
    """How varied external information is by unit, and the age of research by topic, of what the reader may see."""
    if not has(request.user, Permission.RECORD_VIEW):
        raise PermissionDenied
    today = timezone.localdate()
    first = today - A_YEAR
    rows = Activity.objects.visible_to(request.user)
    whole, units = variety(rows, first, today)
    topics = [(topic, topic.is_stale(on=today)) for topic in topics_of_research(rows)]
    labels = [Activity._meta.get_field(name).verbose_name for name in ASPECTS]
    context = {
        "days": f"{first:%d/%m/%Y} – {today:%d/%m/%Y}", "whole": whole, "units": units, "topics": topics, "labels": labels, "aspects": ASPECTS,
        "shares": [(label, whole.different[name], whole.evenness[name]) for label, name in zip(labels, ASPECTS, strict=True)],
    }  # fmt: skip
    return render(request, "reports/variety.html", context)


work_urls = [
    path("kiem-tra-giam-sat/<int:pk>/khac-phuc/<int:remedy>/", remedy_done, name="remedy-done"),
    path("kiem-tra-giam-sat/<int:pk>/viec/<slug:verb>/", inspection_verb, name="inspection-verb"),
    path("tap-huan/<int:pk>/viec/<slug:verb>/", course_verb, name="course-verb"),
    path("phoi-hop/<int:pk>/viec/<slug:verb>/", coordination_verb, name="coordination-verb"),
    path("hoat-dong/<int:pk>/hoc-vien/", attendance, name="attendance"),
    path("hoat-dong/<int:pk>/hoc-vien/<int:row>/bo/", attendance_off, name="attendance-off"),
    path("thong-tin-nghien-cuu/", varied, name="variety"),
]
