"""“Ai quyết định việc gì”: the chains in force, by matter and kind of unit, as one page for everybody."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.access.roles import ROLES
from portal.deadlines.models import Confidence
from portal.units.models import UnitType

from . import matters
from .models import Chain, ChainStep, Way, Whose


@dataclass(frozen=True)
class StepLine:
    """One step in words: what is done, by whom, and within how many working days."""

    position: int
    title: str
    who: str
    is_outside: bool
    working_days: int | None
    alternate: str

    @property
    def short(self) -> str:
        """Who takes it, without where the office is held."""
        return self.who.split(" (")[0]


@dataclass(frozen=True)
class ChainLine:
    """One chain: to what it applies, its steps, whence it comes, and whether that is still to be confirmed."""

    chain: Chain
    applies: str
    steps: list[StepLine]
    is_unsure: bool

    @property
    def decides(self) -> str:
        return self.steps[-1].who if self.steps else ""


@dataclass(frozen=True)
class MatterPart:
    label: str
    chains: list[ChainLine]


def who_decides(on: dt.date) -> list[MatterPart]:
    """Each matter with its chains in force on that day; two queries."""
    rows = Chain.objects.in_force(on).prefetch_related("steps").order_by("pk")
    of_matter: dict[str, list[Chain]] = {}
    for chain in rows:
        of_matter.setdefault(chain.matter, []).append(chain)
    order = [code for code, _label in matters.choices()]
    codes = sorted(of_matter, key=lambda code: (order.index(code) if code in order else len(order), code))
    return [MatterPart(matters.label(code), [line_of(chain) for chain in of_matter[code]]) for code in codes]


@dataclass(frozen=True)
class MatrixRow:
    """One kind of case, with the chain of each matter in the order of the parts; None where there is none."""

    applies: str
    cells: list[ChainLine | None]


def matrix(parts: list[MatterPart]) -> list[MatrixRow]:
    """The same on one page: kinds of case down, matters across. Leaders' matters stand first."""
    lines = [line for part in parts for line in part.chains]
    rank = {value: place for place, value in enumerate(["", *UnitType.values])}
    keys = {_case(line.chain): line.applies for line in lines}
    order = sorted(keys, key=lambda case: (case[1] == "", rank.get(case[0], 99), case[2]))
    found = [{_case(line.chain): line for line in part.chains} for part in parts]
    return [MatrixRow(keys[case] or str(_("every case")), [one.get(case) for one in found]) for case in order]


def _case(chain: Chain) -> tuple[str, str, str]:
    return chain.unit_type, chain.level, chain.planned


def line_of(chain: Chain) -> ChainLine:
    applies = [
        chain.get_unit_type_display() if chain.unit_type else "",
        matters.level_label(chain.matter, chain.level) if chain.level else "",
        chain.get_planned_display() if chain.planned else "",
    ]
    return ChainLine(
        chain=chain,
        applies=" · ".join(str(one) for one in applies if one),
        steps=[step_line(step) for step in chain.steps.all()],
        is_unsure=chain.confidence != Confidence.FOUND,
    )


def step_line(step: ChainStep) -> StepLine:
    alternate = _office(step.other_whose or step.whose, step.other_role) if step.other_role else ""
    outside = step.way == Way.OUTSIDE
    who = step.authority if outside else _office(step.whose, step.role)
    return StepLine(step.position, step.title, who, outside, step.working_days, alternate)


def _office(whose: str, role: str) -> str:
    """“Unit leader (the unit of the matter)”; a central role says itself where it sits."""
    definition = ROLES.get(role)
    label = str(definition.label) if definition else role
    if definition is None or definition.is_central:
        return label
    return f"{label} ({Whose(whose).label})"
