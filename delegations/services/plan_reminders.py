"""Which reminders of annual plans are to be sent on a day (rule R16)."""

import datetime as dt

from portal.deadlines.rules import number
from portal.units.models import Unit

from ..figures.plans import due_on
from ..models import AnnualPlan
from ..notices.plans import tell_plan_due, tell_plan_overdue

LEADS = ("R16-first", "R16-last")


def remind_of_plans(*, on: dt.date) -> int:
    """Remind units that have not sent the plan of the next year: at the lead times and once it is overdue.

    How many notices are new. A day on which the portal stood still loses none: the nearest lead time counts.
    """
    year = on.year + 1
    due = due_on(year)
    if due is None:
        return 0
    leads = sorted({days for code in LEADS if (days := number(code, on)) is not None})
    lead = next((days for days in leads if 0 <= (due - on).days <= days), None)
    sent = 0
    if on > due:  # until the year begins; then the next one is asked for
        for unit, plan in missing(year, on=on):
            sent += len(tell_plan_overdue(unit, year, plan, due=due, on=on))
    elif lead is not None:
        for unit, plan in missing(year, on=on):
            sent += len(tell_plan_due(unit, year, plan, due=due, lead=lead, on=on))
    return sent


def missing(year: int, *, on: dt.date) -> list[tuple[Unit, AnnualPlan | None]]:
    """Units that owe a plan and have none submitted, each with the one they may have begun."""
    plans = {plan.unit_id: plan for plan in AnnualPlan.objects.live().of_year(year)}
    return [
        (unit, plans.get(unit.pk))
        for unit in Unit.objects.reporting().as_of(on).order_by("sort_key")
        if unit.pk not in plans or plans[unit.pk].is_open
    ]
