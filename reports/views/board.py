"""The board of a cycle: all units, their state, how late; chasing and receiving several at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Max
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, require
from portal.ui.filtering import listed
from portal.ui.fragments import is_fragment
from reports.figures.checks import oddities
from reports.figures.timeliness import days_to_acceptance
from reports.models import ChaseChannel, PresidiumDecision, Report, ReviewState, Timeliness
from reports.notices import chase_text
from reports.services.chasing import chase, chase_missing
from reports.workflow import REPORT

from .shared import get_cycle, get_report, may_compare

STATE_TONES = {
    ReviewState.SUBMITTED: "wait",
    ReviewState.ACCEPTED: "ok",
    ReviewState.RETURNED: "bad",
    ReviewState.DRAFT: "neutral",
}


def tone_of(report, today) -> str:
    """Red for what is overdue, else the colour of the state."""
    if report.timeliness(on=today)[0] == Timeliness.OVERDUE:
        return "bad"
    return STATE_TONES[report.state]


@listed(gettext_lazy("Board of a reporting cycle"))
@require_GET
def board(request, code):
    """Units × state × timeliness, filtered by the tabs."""
    if not has(request.user, Permission.REPORT_VIEW):
        raise PermissionDenied
    cycle, today = get_cycle(request, code), timezone.localdate()
    rows = (
        Report.objects.visible_to(request.user).direct().of_cycle(cycle).select_related("unit", "cycle")
        .annotate(times_chased=Count("chases"), last_chased=Max("chases__at")).order_by("unit__sort_key")
    )  # fmt: skip
    lines = [_line(report, today) for report in rows]
    wanted = request.GET.get("show", "")
    context = {
        "cycle": cycle,
        "tabs": _tabs(lines, wanted),
        "lines": [line for line in lines if not wanted or wanted in line["kinds"]],
        "total": len(lines),
        "sent": sum("sent" in line["kinds"] for line in lines),
        "may_manage": has(request.user, Permission.CYCLE_MANAGE),
        "may_review": has(request.user, Permission.REPORT_REVIEW),
        "may_compare": may_compare(request.user),
        "may_chase": has(request.user, Permission.CHASE),
        "may_consolidate": has(request.user, Permission.CONSOLIDATE),
        "decisions": PresidiumDecision.objects.visible_to(request.user).of_cycle(cycle).with_all(),
    }
    return render(request, "reports/board.html", context)


def _line(report, today) -> dict:
    """One unit as the board shows it; `kinds` are the tabs it stands under."""
    timeliness, days = report.timeliness(on=today)
    is_sent = report.state in (ReviewState.SUBMITTED, ReviewState.ACCEPTED)
    kinds = {report.state, "sent" if is_sent else "not_sent"}
    if timeliness in (Timeliness.OVERDUE, Timeliness.LATE):
        kinds.add("overdue" if timeliness == Timeliness.OVERDUE else "late")
    return {
        "report": report,
        "unit": report.unit,
        "kinds": kinds,
        "tone": STATE_TONES[report.state],
        "timeliness": timeliness.label,
        "is_late": timeliness in (Timeliness.OVERDUE, Timeliness.LATE),
        "days": days,
        "days_to_acceptance": days_to_acceptance(report),
        "chase_text": chase_text(report),
        "may_chase": not is_sent,
        "url": report.get_absolute_url(),
    }


def _tabs(lines: list[dict], wanted: str) -> list[dict]:
    tabs = (
        ("", _("All")),
        ("submitted", _("Waiting to be received")),
        ("overdue", _("Overdue")),
        ("not_sent", _("Not sent")),
        ("returned", _("Returned")),
        ("accepted", _("Received reports")),
    )
    return [
        {
            "label": label, "url": f"?show={kind}" if kind else "?", "current": kind == wanted,
            "count": sum(not kind or kind in line["kinds"] for line in lines), "urgent": kind == "overdue",
        }
        for kind, label in tabs
    ]  # fmt: skip


@require_POST
def chase_all(request, code):
    require(request.user, Permission.CHASE)
    count = chase_missing(get_cycle(request, code), by=request.user, at=timezone.now())
    messages.success(request, _("%(count)s units were chased by mail.") % {"count": count})
    return redirect("reports:board", code)


@require_POST
def chase_one(request, code, unit):
    report = get_report(request, code, unit)
    channel = request.POST.get("channel", ChaseChannel.MAIL)
    if channel not in ChaseChannel.values:
        raise PermissionDenied
    chase(report, channel=channel, by=request.user, at=timezone.now())
    if is_fragment(request):
        return render(request, "ui/_chased.html", {"chases": list(report.chases.select_related("by"))})
    messages.success(request, _("%(unit)s was chased.") % {"unit": report.unit})
    return redirect("reports:board", code)


@require_POST
def accept_several(request, code):
    """Receive the ticked reports; each one that cannot be received says why, the others go through."""
    require(request.user, Permission.REPORT_REVIEW)
    cycle, received = get_cycle(request, code), 0
    ticked = (
        Report.objects.visible_to(request.user)
        .of_cycle(cycle)
        .filter(unit__code__in=request.POST.getlist("unit"))
    )
    for report in ticked.select_related("unit", "cycle"):
        try:
            REPORT.move(report, "accept", by=request.user, at=timezone.now())
            received += 1
        except ValidationError as refused:
            messages.error(request, f"{report.unit}: {' '.join(refused.messages)}")
    messages.success(request, _("%(count)s reports were received.") % {"count": received})
    return redirect("reports:board", code)


@require_GET
def check(request, code):
    """Before consolidation: what is missing or odd, each with a way to mend it."""
    require(request.user, Permission.REPORT_REVIEW)
    cycle = get_cycle(request, code)
    return render(
        request, "reports/check.html", {"cycle": cycle, "groups": oddities(cycle, on=timezone.localdate())}
    )
