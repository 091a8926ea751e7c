"""Annual plans that are due, and the text by which a unit is chased on other ways."""

import datetime as dt

from django.urls import reverse

from partners.notices.obligations import keepers_of
from portal.notifications import chasing
from portal.notifications.services import tell_message, tell_unit
from portal.units.models import Unit

from ..models import AnnualPlan


def plan_address(unit: Unit, year: int, plan: AnnualPlan | None = None) -> str:
    """The plan itself, or the form that begins it."""
    if plan is not None:
        return plan.get_absolute_url()
    return f"{reverse('delegations:plan-create')}?unit={unit.pk}&year={year}"


def chase_text(unit: Unit, year: int, due: dt.date | None, plan: AnnualPlan | None = None) -> str:
    """What is copied for Zalo: unit, deadline, link, nothing else (domain.md 9.9)."""
    what = f"gửi kế hoạch đoàn ra, đoàn vào, hội nghị quốc tế năm {year}"
    return chasing.chase_text(unit, what, due, plan_address(unit, year, plan))


def tell_plan_due(
    unit: Unit, year: int, plan: AnnualPlan | None, *, due: dt.date, lead: int, on: dt.date
) -> list:
    """Once for each lead time and deadline, to who enters the unit's records. Returns the new notices."""
    context = {"unit": unit, "year": year, "due": due, "days": (due - on).days}
    key = f"delegations/plan-due:{unit.pk}:{year}:{due.isoformat()}:{lead}"
    people, url = keepers_of(unit), plan_address(unit, year, plan)
    return tell_message(people, "delegations/plan_due", context, url, about=plan or unit, key=key)


def tell_plan_overdue(unit: Unit, year: int, plan: AnnualPlan | None, *, due: dt.date, on: dt.date) -> list:
    """Once for each deadline that passed."""
    context = {"unit": unit, "year": year, "due": due, "days": (on - due).days}
    key = f"delegations/plan-overdue:{unit.pk}:{year}:{due.isoformat()}"
    people, url = keepers_of(unit), plan_address(unit, year, plan)
    return tell_message(people, "delegations/plan_overdue", context, url, about=plan or unit, key=key)


def chase_for_plan(
    unit: Unit, year: int, plan: AnnualPlan | None, *, due: dt.date | None, by, at: dt.datetime
) -> int:
    """A notice and a letter to who enters the unit's records, and to its mailbox. Returns how many."""
    key = f"delegations/plan-chase:{unit.pk}:{year}:{at.isoformat()}"
    context, url = {"unit": unit, "year": year, "due": due}, plan_address(unit, year, plan)
    people = keepers_of(unit)
    return tell_unit(unit, people, "delegations/plan_chase", context, url, about=plan or unit, by=by, key=key)
