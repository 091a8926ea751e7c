"""Chasing units that owe their annual plan: each time leaves a row, so that the next officer sees it."""

import datetime as dt

from django.db import transaction

from portal.access.permissions import Permission
from portal.access.scope import reached_units, require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.notifications.chasing import ChaseChannel
from portal.units.models import Unit

from ..figures.plans import due_on
from ..models import AnnualPlan, PlanChase
from ..notices.plans import chase_for_plan
from .plan_reminders import missing


@transaction.atomic
def chase_plan(unit: Unit, year: int, *, channel: str, by, at: dt.datetime) -> PlanChase:
    """Chase one unit for its plan of the year. Raises PermissionDenied; ValueError for an unknown channel."""
    require(by, Permission.CHASE, unit)
    if ChaseChannel(channel) == ChaseChannel.MAIL:
        plan = AnnualPlan.objects.live().filter(unit=unit, year=year).first()
        chase_for_plan(unit, year, plan, due=due_on(year), by=by, at=at)
    row = PlanChase.objects.create(unit=unit, year=year, channel=channel, at=at, by=by)
    write_trail(Verb.CHASED, unit, by=by, at=at, unit=unit, details={"channel": channel, "plan_of": year})
    return row


def chase_all_for_plans(year: int, *, by, at: dt.datetime) -> int:
    """One click: a notice to every unit that the user may chase and that has not sent its plan. How many."""
    reached = set(reached_units(by, Permission.CHASE).values_list("unit_id", flat=True))
    units = [unit for unit, _plan in missing(year, on=at.astimezone().date()) if unit.pk in reached]
    for unit in units:
        chase_plan(unit, year, channel=ChaseChannel.MAIL, by=by, at=at)
    return len(units)
