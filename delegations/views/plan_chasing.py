"""Chasing units for their annual plan: by a notice, by a copied text, by telephone; what was done stays to be seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access.permissions import Permission
from portal.access.scope import require, units_for
from portal.notifications.chasing import ChaseChannel
from portal.ui.fragments import is_fragment

from ..figures.plans import chases_by_unit
from ..services.plan_chasing import chase_all_for_plans, chase_plan


def _of_year(year: int) -> str:
    return f"{reverse('delegations:plan-year')}?year={year}&show=missing"


def _refuse_no_year(year: int) -> None:
    if not 1990 <= year <= 2100:  # the years that a plan may have
        raise Http404


@require_POST
def chase_one(request, year, unit):
    """`POST` channel: one unit; htmx gets the line that says how often and how it was chased."""
    require(request.user, Permission.CHASE)
    found = get_object_or_404(units_for(request.user, Permission.CHASE), pk=unit)
    channel = request.POST.get("channel", "")
    if channel not in ChaseChannel.values:
        raise PermissionDenied
    _refuse_no_year(year)
    chase_plan(found, year, channel=channel, by=request.user, at=timezone.now())
    if is_fragment(request):
        chases = chases_by_unit(request.user, year=year).get(found.pk, [])
        return render(request, "ui/_chased.html", {"chases": chases})
    messages.success(request, _("%(unit)s was chased.") % {"unit": found})
    return redirect(_of_year(year))


@require_POST
def chase_all(request, year):
    """`POST`: a notice to every unit that has not sent."""
    require(request.user, Permission.CHASE)
    _refuse_no_year(year)
    count = chase_all_for_plans(year, by=request.user, at=timezone.now())
    messages.success(request, _("%(count)s units were chased by mail.") % {"count": count})
    return redirect(_of_year(year))
