"""What is stuck or will be: running steps that nobody can take, and offices in chains that nobody holds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from portal.access.models import RoleAssignment
from portal.access.roles import ROLES
from portal.units.models import Unit, UnitType

from . import matters
from .interest import open_holders
from .models import ApprovalStep, Chain, ChainStep, Way, Whose
from .offices import DEPARTMENT, ROOT


@dataclass(frozen=True)
class Gap:
    """An office that chains name and nobody holds on that day, on these units, for these matters."""

    role: str
    units: list[Unit]
    matters: list[str]

    @property
    def label(self):
        return ROLES[self.role].label


def unheld_steps(on: dt.date) -> list[ApprovalStep]:
    """Awaited steps in the portal that no holder can take: without an open account and an office on that day, or too
    close to the matter (who became a traveller after it was submitted, say)."""
    in_office = RoleAssignment.objects.current(on=on).filter(user__is_active=True).values("user_id")
    able = open_holders(approvalstep=OuterRef("pk"), user__in=in_office)
    steps = ApprovalStep.objects.current().filter(~Exists(able), way=Way.INSIDE)
    return list(steps.select_related("approval__unit").order_by("since"))


def unheld_offices(on: dt.date) -> list[Gap]:
    """Offices named in chains in force, on the units of the kinds that they are for. Three queries."""
    units = list(Unit.objects.as_of(on).select_related("parent"))
    held = {
        (role, unit)
        for role, unit in RoleAssignment.objects.current(on=on)
        .filter(user__is_active=True)
        .values_list("role", "unit_id")
    }
    rows = ChainStep.objects.filter(chain__in=_chains(on), way=Way.INSIDE).select_related("chain")
    missing: dict[str, dict[int, tuple[Unit, set[str]]]] = {}
    for row in rows:
        for asked in _asked(row, units):
            if not any((row.role, one.pk) in held for one in asked):
                _unit, named = missing.setdefault(row.role, {}).setdefault(asked[0].pk, (asked[0], set()))
                named.add(matters.label(row.chain.matter))
    return [_gap(role, list(found.values())) for role, found in sorted(missing.items())]


def _chains(on: dt.date):
    return Chain.objects.in_force(on)


def _gap(role: str, found: list[tuple[Unit, set[str]]]) -> Gap:
    units = sorted((unit for unit, _named in found), key=lambda unit: unit.sort_key)
    return Gap(role, units, sorted(set().union(*(named for _unit, named in found))))


def _asked(row: ChainStep, units: list[Unit]) -> list[list[Unit]]:
    """The units on one of which the office has to be held, once for each unit that the chain is for."""
    if row.whose == Whose.DEPARTMENT:
        return [found] if (found := [one for one in units if one.code in (DEPARTMENT, ROOT)]) else []
    if row.whose == Whose.CONFEDERATION:
        return [[one] for one in units if one.code == ROOT]
    kind = row.chain.unit_type
    concerned = [one for one in units if one.unit_type == kind] if kind else []
    if row.whose == Whose.SUPERIOR:
        return [[parent] for parent in {one.parent for one in concerned if one.parent is not None}]
    alone = [one for one in concerned if one.code != DEPARTMENT or kind != UnitType.DEPARTMENT]
    return [
        [one] for one in alone
    ]  # the Department's own head takes its steps, by the office named beside it
