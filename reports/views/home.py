"""Where one's reports are: the unit's own, or all cycles for the International Department."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, require
from reports.forms.steps import CancelForm, ExtendForm, OpenCycleForm
from reports.models import Cycle, Report
from reports.services.cycles import assign_units, cancel_cycle, extend_cycle, open_cycle

from .board import tone_of
from .shared import get_cycle, refuse

SHOWN = 40


@require_GET
def home(request):
    """A unit sees what it owes and what it sent; the centre sees the cycles."""
    if has(request.user, Permission.REPORT_REVIEW) or has(request.user, Permission.LEADERSHIP):
        return redirect("reports:cycles")
    rows = (
        Report.objects.visible_to(request.user)
        .not_gathered_by(request.user)
        .live()
        .select_related("cycle", "unit")
        .order_by("-cycle__ends_on")[:SHOWN]
    )
    today = timezone.localdate()
    reports = [
        {"report": report, "late": report.timeliness(on=today), "tone": tone_of(report, today)}
        for report in rows
    ]
    return render(request, "reports/home.html", {"reports": reports, "today": today})


@require_GET
def cycles(request):
    """All cycles with how many units sent, were received, are overdue."""
    if not (has(request.user, Permission.REPORT_VIEW) or has(request.user, Permission.CYCLE_MANAGE)):
        raise PermissionDenied
    today = timezone.localdate()
    seen = Q(reports__in=Report.objects.visible_to(request.user).direct())
    waiting = Q(reports__state__in=["draft", "returned"])
    rows = Cycle.objects.visible_to(request.user).annotate(
        owing=Count("reports", filter=seen),
        sent=Count("reports", filter=seen & ~waiting),
        accepted=Count("reports", filter=seen & Q(reports__state="accepted")),
        overdue=Count("reports", filter=seen & waiting & Q(reports__due_on__lt=today)),
    )
    context = {
        "cycles": rows.order_by("-ends_on", "-opened_at"),
        "may_open": has(request.user, Permission.CYCLE_MANAGE),
    }
    return render(request, "reports/cycles.html", context)


@require_http_methods(["GET", "POST"])
def open_new(request):
    require(request.user, Permission.CYCLE_MANAGE)
    form = OpenCycleForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            cycle = open_cycle(
                form.period, by=request.user, at=timezone.now(), due_on=form.cleaned_data["due_on"]
            )
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(
                request,
                _("Opened: %(cycle)s, %(count)s units.") % {"cycle": cycle, "count": cycle.reports.count()},
            )
            return redirect(cycle)
    return _dialog(request, form, _("Open a reporting cycle"), _("Open"))


@require_http_methods(["GET", "POST"])
def extend(request, code):
    cycle = get_cycle(request, code)
    return _change(request, ExtendForm, cycle, extend_cycle, _("Extend the deadline"), _("Extend"))


@require_http_methods(["GET", "POST"])
def cancel(request, code):
    cycle = get_cycle(request, code)
    return _change(request, CancelForm, cycle, cancel_cycle, _("Cancel the cycle"), _("Cancel the cycle"))


@require_POST
def join(request, code):
    """Give assignments to units created since the cycle was opened."""
    require(request.user, Permission.CYCLE_MANAGE)
    joined = assign_units(get_cycle(request, code))
    messages.success(request, _("%(count)s units joined.") % {"count": joined})
    return redirect("reports:board", code)


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
    return _dialog(request, form, f"{heading}: {cycle}", action)


def _dialog(request, form, heading, action):
    """A small form on a page of its own."""
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "reports/small_form.html",
        {"form": form, "heading": heading, "action": action},
        status=status,
    )
