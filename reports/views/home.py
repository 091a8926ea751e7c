"""Where one's reports are: the unit's own, or all cycles for the International Department."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import has
from reports.models import Cycle, Report

from .board import tone_of

SHOWN = 40


@require_GET
def home(request):
    """A unit sees what it owes and what it sent; who reads those of many units sees the cycles."""
    if _reads_many(request.user):
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
    context = {"reports": reports, "may_write": has(request.user, Permission.REPORT_WRITE)}
    return render(request, "reports/home.html", context)


def _reads_many(user) -> bool:
    """The centre, and whoever writes none but may read those of several units: inspector, clerk, secretary."""
    if has(user, Permission.REPORT_REVIEW) or has(user, Permission.LEADERSHIP):
        return True
    if has(user, Permission.REPORT_WRITE) or not has(user, Permission.REPORT_VIEW):
        return False
    units = Report.objects.visible_to(user).direct().order_by().values_list("unit").distinct()
    return len(units[:2]) > 1


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
        "cycles": rows.select_related("type_version__type").order_by("-ends_on", "-opened_at"),
        "may_open": has(request.user, Permission.CYCLE_MANAGE),
    }
    return render(request, "reports/cycles.html", context)
