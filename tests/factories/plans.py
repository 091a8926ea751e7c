"""Annual plans and their lines, saved by their services; approved ones as a chain's end leaves them."""

import datetime as dt

from delegations.models import AnnualPlan, PlanItem, PlanState
from delegations.services.plans import save_item, save_plan
from portal.text import PartialDate

YEAR = 2027
SUBMITTED = dt.datetime(2026, 10, 1, 3, tzinfo=dt.UTC)
IN_YEAR = dt.datetime(2027, 6, 1, 3, tzinfo=dt.UTC)


def plan(unit, year=YEAR, **values) -> AnnualPlan:
    return save_plan(AnnualPlan(unit=unit, year=year, **values), by=None)


def line(in_plan: AnnualPlan, title="Thăm và làm việc", *, partners=(), **values) -> PlanItem:
    values.setdefault("kind", "outgoing")
    values.setdefault("starts_on", f"{in_plan.year}-05")
    for name in ("starts_on", "ends_on"):
        if isinstance(values.get(name), str):
            values[name] = PartialDate.parse(values[name])
    item = PlanItem(plan=in_plan, title=title, **values)
    return save_item(item, by=None, at=SUBMITTED, many={"partners": list(partners)})


def approve(in_plan: AnnualPlan) -> AnnualPlan:
    """As the end of its chain leaves it."""
    AnnualPlan.objects.filter(pk=in_plan.pk).update(
        state=PlanState.APPROVED, approval_number="12/KH-TLĐ", approved_on=dt.date(in_plan.year - 1, 12, 20),
        approval_authority="Đoàn Chủ tịch", submitted_at=SUBMITTED,
    )  # fmt: skip
    in_plan.refresh_from_db()
    return in_plan


def approved_line(unit, title="Thăm và làm việc", **values) -> PlanItem:
    """A line of an approved plan of its unit."""
    year = values.pop("year", YEAR)
    begun = AnnualPlan.objects.live().filter(unit=unit, year=year).first()
    if begun is not None:
        AnnualPlan.objects.filter(pk=begun.pk).update(state=PlanState.DRAFT)
        begun.refresh_from_db()
    made = line(begun or plan(unit, year), title, **values)
    approve(made.plan)
    return made
