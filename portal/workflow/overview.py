"""“Ai quyết định việc gì”: the chains in force, by matter and kind of unit, as one page for everybody."""

import datetime as dt
from dataclasses import dataclass

from portal.access.roles import ROLES
from portal.deadlines.models import Confidence

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
