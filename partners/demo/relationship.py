"""How close we are, made for demonstration: levels, steps, objectives, mutual support. No assessments: they are off."""

import datetime as dt
from decimal import Decimal

from partners.figures.gap_rules import months_before
from partners.models import Objective, Partner, Support
from partners.services import (
    change_relationship,
    reach_objective,
    save_objective,
    save_partner,
    withdraw_change,
)
from portal.demo.keeping import Row, keep
from portal.demo.world import World, partial
from portal.money.rates import settle
from portal.text import PartialDate

from .counterparts import book_of
from .relationship_told import LEVELS, OBJECTIVES, STEPS, SUPPORTS

MADE_UP = "(minh họa)"


def build_relationships(world: World) -> dict[str, int]:
    return {
        "levels of relationships": _levels(world),
        "steps of relationships": _steps(world),
        "objectives": _objectives(world),
        "mutual support": keep(world, _supports(world), spelled_by=("partner__names",)),
    }


def known(world: World, name: str, country: str = "") -> Partner | None:
    return book_of(world).known(name, country, "").partner


def _levels(world: World) -> int:
    """Real partners get a level nobody decided, marked so in its framework; one that has a level keeps it."""
    officers = {
        account: getattr(world.people.get(account), "person", None)
        for account in {row[4] for row in LEVELS.values()}
    }
    added = 0
    for name, (country, level, framework, is_focus, account, desk) in LEVELS.items():
        partner = known(world, name, country)
        if partner is None or partner.relationship_level:
            continue
        partner.relationship_level, partner.is_focus, partner.desk = level, is_focus, desk
        partner.framework = f"{framework} {MADE_UP}".strip()
        partner.responsible = officers[account]
        save_partner(partner, by=None)
        added += 1
    return added


def _steps(world: World) -> int:
    added = 0
    for name, steps in STEPS.items():
        partner = known(world, name)
        if partner is None or partner.relationship_changes.exclude(since=None).exists():
            continue
        unknown = partner.relationship_changes.all()[0]
        for state, since, reason in steps:
            day, why = PartialDate.parse(since), f"{reason} {MADE_UP}"
            change_relationship(partner, state=state, since=day, reason=why, on=world.on, by=None)
            added += 1
        if steps[0][0] == "new":  # then there was no state of unknown day before it
            withdraw_change(unknown, by=None)
    return added


def _objectives(world: World) -> int:
    added = 0
    for number, (name, title, months, progress, blockers) in enumerate(OBJECTIVES):
        partner, key = known(world, name), f"demo:objective:{number:02d}"
        if partner is None or not world.is_new(Objective, key):
            continue
        due = months_before(world.on, -months)
        row = Objective(
            partner=partner, title=title, due_on=PartialDate.parse(f"{due:%Y-%m}"), progress=progress,
            blockers=blockers, owner=partner.responsible,
        )  # fmt: skip
        save_objective(world.mark(row, key, months_before(world.on, 10)), by=None)
        added += 1
        if progress >= 90:
            reach_objective(row, by=None)
    return added


def _supports(world: World):
    for number, (name, unit, flow, kind, title, months, result, amount, currency) in enumerate(SUPPORTS):
        partner = known(world, name)
        if partner is None or unit not in world.units:
            continue
        day = world.working_day(months_before(world.on, months))
        row = Support(
            partner=partner, unit=world.living(world.units[unit], day), flow=flow, kind=kind, title=title,
            starts_on=partial(day), result=result, currency=currency,
            amount=None if amount is None else Decimal(amount),
        )  # fmt: skip
        settle(row, day)
        key = f"demo:support:{number:02d}"
        yield Row(world.mark(row, key, day + dt.timedelta(days=3)), key)
