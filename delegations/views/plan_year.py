"""The plans of one year over all units: who sent, what is intended, what came of it; one decision for several."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has, require
from portal.ui import charts
from portal.ui.filtering import listed
from portal.ui.fragments import REFUSED

from ..figures.plans import PlanYear, Sums, UnitYear, due_on, plan_year
from ..forms.plans import PlanApprovalForm
from ..models import AnnualPlan, FundingSource, LineCondition, LineKind, PlanState
from ..notices.plans import chase_text
from ..register.plan_items import CONDITION_TONES
from ..register.plans import PLAN_TONES
from ..workflow.plans import approve_set
from .plans import paper_of, printed

YEARS_BACK, YEARS_AHEAD = 6, 1
MILLION = 1_000_000
TABS = (
    ("", gettext_lazy("All")),
    ("missing", gettext_lazy("Not sent")),
    ("in_approval", gettext_lazy("In approval")),
    ("returned", gettext_lazy("Returned")),
    ("approved", gettext_lazy("Approved plans")),
)


def asked_year(request) -> int:
    """The year of the address; without one, the year that is being planned from the autumn on, else this year."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    if asked.isdecimal() and today.year - YEARS_BACK <= int(asked) <= today.year + YEARS_AHEAD:
        return int(asked)
    return today.year + (today.month >= 9)


@listed(gettext_lazy("Plans of one year, all units"))
@require_GET
def overview(request):
    """`GET` year, show: units with their plans, sums by kind, month and source, who has not sent."""
    require(request.user, Permission.RECORD_VIEW)
    today, year = timezone.localdate(), asked_year(request)
    found, show = plan_year(request.user, year=year, on=today), request.GET.get("show", "")
    years = range(today.year + YEARS_AHEAD, today.year - YEARS_BACK, -1)
    lines = [_line(one, found) for one in found.units]
    context = {
        "found": found,
        "year": str(year),
        "years": [{"label": str(one), "url": f"?year={one}", "current": one == year} for one in years],
        "tabs": _tabs(lines, year, show),
        "lines": [line for line in lines if not show or show in line["kinds"]],
        "may_chase": has(request.user, Permission.CHASE),
        "may_decide": has(request.user, Permission.REPORT_REVIEW) or has(request.user, Permission.DECIDE),
        "is_past_due": found.due_on is not None and today > found.due_on,
        "sent": sum(one.owes and one.is_sent for one in found.units),
        "owing": sum(one.owes for one in found.units),
        "estimate_millions": round(found.whole.estimate / MILLION),
        "spent_millions": round(found.whole.spent / MILLION),
        **_sums(found),
    }
    return render(request, "delegations/plan_year.html", context)


def _line(one: UnitYear, found: PlanYear) -> dict:
    """One unit as the table shows it; `kinds` are the tabs it stands under."""
    plan, state = one.plan, one.plan.state if one.plan else ""
    kinds = {state} | ({"missing"} if one.owes and not one.is_sent else set())
    url = plan.get_absolute_url() if plan else ""
    items = f"{reverse('delegations:planitem-list')}?plan={plan.pk}" if plan else ""
    return {
        "one": one,
        "kinds": kinds,
        "url": url,
        "items_url": items,
        "state": plan.get_state_display() if plan else _("not begun"),
        "tone": PLAN_TONES[PlanState(state)] if plan else ("bad" if one.days_late else "neutral"),
        "conditions": [
            (LineCondition(code).label, count, CONDITION_TONES[LineCondition(code)])
            for code, count in one.sums.conditions.most_common()
        ],
        "chase_text": chase_text(one.unit, found.year, found.due_on) if "missing" in kinds else "",
        "may_tick": plan is not None and not plan.is_approved and one.sums.lines > 0,
    }


def _tabs(lines: list[dict], year: int, show: str) -> list[dict]:
    return [
        {
            "label": label, "url": f"?year={year}&show={kind}" if kind else f"?year={year}", "current": kind == show,
            "count": sum(not kind or kind in line["kinds"] for line in lines),
            "urgent": kind == "missing" and any(line["one"].days_late for line in lines),
        }
        for kind, label in TABS
    ]  # fmt: skip


def _sums(found: PlanYear) -> dict:
    """The sums as tables of (label, Sums, address of the list behind them), and the drawing by month."""
    items = f"{reverse('delegations:planitem-list')}?year={found.year}"
    kinds = [(LineKind(kind).label, found.by_kind[kind], f"{items}&kind={kind}") for kind in LineKind.values
             if kind in found.by_kind]  # fmt: skip
    named = [source for source in FundingSource.values if source in found.by_source]
    sources = [
        (FundingSource(source).label, found.by_source[source], f"{items}&funding_source={source}")
        for source in named
    ]
    if "" in found.by_source:
        sources.append((_("source not stated"), found.by_source[""], ""))
    conditions = [
        (code.label, found.whole.conditions[code], f"{items}&condition={code}", CONDITION_TONES[code])
        for code in LineCondition
        if found.whole.conditions[code]
    ]
    return {"kinds": kinds, "sources": sources, "conditions": conditions, "items_url": items, **_drawn(found)}


def _drawn(found: PlanYear) -> dict:
    """Lines of each month, and how many of them were carried out."""
    months = [found.by_month.get(month, Sums()) for month in range(1, 13)]
    bars = [
        charts.Series(_("Lines"), [sums.lines for sums in months], "main"),
        charts.Series(_("Carried out"), [sums.done for sums in months], "second"),
    ]
    names = [_("M%(month)s") % {"month": month} for month in range(1, 13)]
    title = _("Lines by month")
    drawing = charts.both_widths(charts.grouped_bars, title, str(found.year), names, bars, lines=[])
    return {
        "no_month": found.by_month.get(0),
        "drawing": drawing if found.whole.lines else "",
        "legend": charts.legend(bars),
    }


@require_http_methods(["GET", "POST"])
def decide(request):
    """`GET` plan=… the ticked plans, `POST` number, date, authority and scan: one decision for all of them."""
    user = request.user
    if not (has(user, Permission.REPORT_REVIEW) or has(user, Permission.DECIDE)):
        raise PermissionDenied
    keys = [key for key in (request.POST or request.GET).getlist("plan") if key.isdecimal()]
    plans = list(
        AnnualPlan.objects.visible_to(user).live().filter(pk__in=keys).for_list().order_by("unit__sort_key")
    )
    if not plans:
        messages.error(request, _("Plans: found none ticked, expected at least one."))
        return redirect("delegations:plan-year")
    form = PlanApprovalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _tell(request, approve_set(plans, by=user, at=timezone.now(), **paper_of(form)))
        return redirect(f"{reverse('delegations:plan-year')}?year={plans[0].year}")
    context = {"plans": plans, "form": form, "estimate": sum(plan.estimate or 0 for plan in plans)}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "delegations/plan_decide.html", context, status=status)


def _tell(request, outcome) -> None:
    if outcome.approved:
        messages.success(request, _("%(count)s plans were approved.") % {"count": len(outcome.approved)})
    if outcome.moved:
        messages.success(
            request, _("%(count)s plans went on to the next step.") % {"count": len(outcome.moved)}
        )
    for sentence in outcome.refused:
        messages.error(request, sentence)


@require_GET
def download(request, year, format):
    """The plan of the whole as far as the reader sees it: PDF, Word file or workbook."""
    require(request.user, Permission.RECORD_VIEW)
    if due_on(year) is None and not AnnualPlan.objects.visible_to(request.user).of_year(year).exists():
        raise Http404
    told = _("Plan of %(year)s, all units") % {"year": year}
    return printed(request, "annual-plan-year", str(year), format, told=told)
