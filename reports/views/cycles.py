"""Asking for reports: opening by period or by subject, what a cycle asks for, its windows and locks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, require
from reports.figures.layouts import differences, labels_of_indicators
from reports.figures.questions import questions_of
from reports.forms.cycles import UnlockForm, opening_form
from reports.forms.steps import CancelForm, ExtendForm, suggested_deadline
from reports.models import Nature, Report, ReportType
from reports.reference.types import PERIODIC
from reports.services.cycles import (
    assign_units,
    cancel_cycle,
    current_version,
    delete_cycle,
    extend_cycle,
    open_cycle,
    open_subject,
    unlock_report,
)

from .shared import get_cycle, get_report, refuse


@require_http_methods(["GET", "POST"])
def open_new(request):
    """One type at a time: by period, or with a subject and days of its own."""
    require(request.user, Permission.CYCLE_MANAGE)
    type = get_object_or_404(ReportType.objects.in_use(), code=request.GET.get("loai", PERIODIC))
    version = current_version(type)
    initial = {"year": timezone.localdate().year}
    form = opening_form(type)(request.POST or None, version=version, initial=initial)
    if request.method == "POST" and form.is_valid() and (cycle := _opened(request, type, form)):
        said = {"cycle": cycle, "count": cycle.reports.count()}
        messages.success(request, _("Opened: %(cycle)s, %(count)s units.") % said)
        return redirect(cycle)
    context = {"form": form, "type": type, "version": version, "tabs": _tabs(type)}
    return render(
        request, "reports/cycles_open.html", context, status=422 if request.method == "POST" else 200
    )


def _opened(request, type, form):
    """The cycle, or None where it was refused at its field."""
    given = dict(form.cleaned_data)
    shared = {name: given[name] for name in ("due_on", "lock_on", "addressees")}
    shared |= {"by": request.user, "at": timezone.now(), "type": type}
    try:
        if type.nature == Nature.PERIODIC:
            return open_cycle(form.period, **shared)
        return open_subject(**shared, **{name: given[name] for name in ("title", "starts_on", "ends_on")})
    except ValidationError as refused:
        refuse(request, refused, form)


def _tabs(chosen: ReportType) -> list[dict]:
    natures = list(Nature.values)  # periodic reports first
    rows = sorted(
        ReportType.objects.in_use().filter(versions__published_at__isnull=False).distinct(),
        key=lambda row: natures.index(row.nature),
    )
    return [
        {
            "label": str(row),
            "url": f"{reverse('reports:open-cycle')}?loai={row.code}",
            "current": row == chosen,
        }
        for row in rows
    ]


@require_GET
def about(request, code):
    """What a cycle asks for and of whom: its version beside the newest, days, exceptions."""
    if not has(request.user, Permission.REPORT_VIEW):
        raise PermissionDenied
    cycle = get_cycle(request, code)
    newest = cycle.type_version.type.versions.published().newest_first().first()
    is_old = newest is not None and newest.number > cycle.type_version.number
    reports = Report.objects.visible_to(request.user).of_cycle(cycle).select_related("unit")
    context = {
        "cycle": cycle,
        "newest": newest if is_old else None,
        "changes": differences(cycle.layout, newest.layout, labels_of_indicators())
        if newest and is_old
        else [],
        "questions": questions_of(cycle).values(),
        "addressees": cycle.addressees.order_by("sort_key"),
        "exceptions": [
            row for row in reports.order_by("unit__sort_key") if row.due_reason or row.lock_reason
        ],
        "may_manage": has(request.user, Permission.CYCLE_MANAGE),
    }
    return render(request, "reports/cycles_about.html", context)


@require_http_methods(["GET", "POST"])
def extend(request, code):
    cycle = get_cycle(request, code)
    return _change(request, ExtendForm, cycle, extend_cycle, _("Extend the deadline"), _("Extend"))


@require_http_methods(["GET", "POST"])
def cancel(request, code):
    cycle = get_cycle(request, code)
    return _change(request, CancelForm, cycle, cancel_cycle, _("Cancel the cycle"), _("Cancel the cycle"))


@require_POST
def delete(request, code):
    """Take away a cycle opened by mistake; one with reports in it can only be cancelled."""
    require(request.user, Permission.CYCLE_MANAGE)
    cycle = get_cycle(request, code)
    try:
        delete_cycle(cycle, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused)
        return redirect("reports:cycle-about", code)
    messages.success(request, _("Taken away: %(cycle)s.") % {"cycle": cycle})
    return redirect("reports:cycles")


@require_POST
def join(request, code):
    """Give assignments to units created since the cycle was opened."""
    require(request.user, Permission.CYCLE_MANAGE)
    joined = assign_units(get_cycle(request, code))
    messages.success(request, _("%(count)s units joined.") % {"count": joined})
    return redirect("reports:board", code)


@require_http_methods(["GET", "POST"])
def unlock(request, code, unit):
    """An exception from the lock for this unit alone."""
    found = get_report(request, code, unit)
    require(request.user, Permission.REPORT_REVIEW, found)
    initial = {"lock_on": suggested_deadline(timezone.localdate())}
    form = UnlockForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            unlock_report(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, _("Done: %(report)s.") % {"report": found})
            return redirect("reports:board", code)
    return dialog(
        request, form, f"{_('Unlock')}: {found}", _("Unlock"), reverse("reports:board", args=[code])
    )


def _change(request, form_class, cycle, service, heading, action):
    require(request.user, Permission.CYCLE_MANAGE)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, _("Done: %(cycle)s.") % {"cycle": cycle})
            return redirect("reports:cycles")
    return dialog(request, form, f"{heading}: {cycle}", action, cycle.get_absolute_url())


def dialog(request, form, heading, action, back):
    """A small form on a page of its own."""
    context = {"form": form, "heading": heading, "action": action, "back": back}
    return render(
        request, "reports/small_form.html", context, status=422 if request.method == "POST" else 200
    )
