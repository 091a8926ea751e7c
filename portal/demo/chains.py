"""Demonstration: the people of the office take the steps of a chain, one after the other."""

import datetime as dt

from portal.demo.world import World
from portal.workflow.interest import free_holders
from portal.workflow.models import ActKind, Approval, ApprovalState, ApprovalStep, StepKind, StepState, Way
from portal.workflow.services import approvals

DAY = dt.timedelta(days=1)
OPINION = "Nhất trí với đề xuất của đơn vị."


class Chain:
    """An approval under way; `officer` records what is decided outside, holders act inside."""

    def __init__(self, world: World, approval: Approval, officer, submitted: dt.date, number: int):
        self.world, self.approval, self.officer = world, approval, officer
        self.submitted, self.number = submitted, number

    def advance(self, steps: int, *, leave_last: bool = False) -> None:
        """Take so many steps, or all of them (all but the last)."""
        for number in range(steps):
            step = self._current()
            if step is None or (leave_last and step.position == self.approval.steps.count()):
                return
            if not self._take(step, self._at(number + 1)):
                return

    def turn_down(self, how: str, words: str) -> None:
        """The awaited step returns it to its unit, or refuses it."""
        step = self._current()
        if step is None:
            return
        at = self._at(step.position + 1)
        kind = ActKind.RETURNED if how == "returned" else ActKind.REFUSED
        if step.way == Way.OUTSIDE:
            self._record(step, at, outcome=kind, note=words)
            return
        holder = self._holder(step, at)
        verb = approvals.return_to if kind == ActKind.RETURNED else approvals.refuse
        if holder is not None:
            verb(self.approval, by=holder, at=at, step_position=step.position, reason=words)

    def _at(self, number: int) -> dt.datetime:
        """One working day a step, never after the day shown."""
        day = self.world.working_day(self.submitted + number * DAY)
        return self.world.at(min(day, self.world.on), 9 + min(number, 7))

    def _current(self) -> ApprovalStep | None:
        self.approval.refresh_from_db()
        if self.approval.state != ApprovalState.RUNNING:
            return None
        return self.approval.steps.filter(state=StepState.CURRENT).first()

    def _take(self, step: ApprovalStep, at: dt.datetime) -> bool:
        if step.way == Way.OUTSIDE:
            self._record(step, at)
            return True
        holder = self._holder(step, at)
        if holder is None:
            return False
        given = {"by": holder, "at": at, "step_position": step.position}
        if step.kind == StepKind.CONSULT:
            approvals.give_opinion(self.approval, note=OPINION, **given)
        else:
            approvals.agree(self.approval, **given)
        return True

    def _holder(self, step: ApprovalStep, at: dt.datetime):
        return next(iter(free_holders(step, on=at.date())), None)

    def _record(self, step: ApprovalStep, at: dt.datetime, **more) -> None:
        """Number and day of the authority outside."""
        number = (
            f"{140 + 7 * self.number + step.position}-CV/{'TU' if step.kind == StepKind.APPROVE else 'SNgV'}"
        )
        approvals.record_outside(
            self.approval, by=self.officer, at=at, step_position=step.position, number=number, dated=at.date(),
            authority=step.office, **more,
        )  # fmt: skip
