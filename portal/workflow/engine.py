"""A workflow is a table of steps; buttons, checks, audit and notices all come from its rows.

    REPORT = Workflow(Report, field="state", start=DRAFT, final={CANCELLED}, steps=(
        Step("submit", _("Submit"), (DRAFT, RETURNED), SUBMITTED, Permission.REPORT_SUBMIT, Verb.SUBMITTED, …),
    ))

"Who" is the permission, asked on the record's unit; "in what state" is `sources`; "is it ready" are the guards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

#: Raises ValidationError with a sentence when the record is not ready for the step; gets what was given, `by`, `at`.
Guard = Callable[[Any, dict], None]
#: Changes the record, which is saved afterwards; gets the record, who acts, when, and what was given.
Effect = Callable[..., None]


class WrongStateError(ValidationError):
    """The record is no longer in a state from which this step leads: somebody else was faster."""


@dataclass(frozen=True)
class Step:
    """One row of the table. `needs` are the names that must be given with the step, each with its label."""

    name: str
    label: str | Promise
    sources: tuple[str, ...]
    target: str
    permission: Permission
    verb: Verb
    needs: tuple[tuple[str, str | Promise], ...] = ()
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    afterwards: tuple[Effect, ...] = ()
    icon: str = "check"
    kind: str = "primary"
    stands_in: Callable[[Any, Any], bool] | None = None

    def is_open_to(self, user, record) -> bool:
        """By the permission, or as who stands in where nobody holds the office (`stands_in(user, record)`)."""
        if can(user, self.permission, record):
            return True
        return self.stands_in is not None and self.stands_in(user, record)


class Workflow:
    """The table of one kind of record, and the one way to move a record through it."""

    def __init__(
        self,
        model: type[models.Model],
        *,
        field: str,
        start: str,
        final: frozenset[str],
        steps: tuple[Step, ...],
        beside: tuple[str, ...] = (),
    ):
        """`beside` names the rows that guards, effects and the trail ask the record for: they are read with it."""
        self.model, self.field, self.start, self.final = model, field, start, final
        self.beside = beside
        self.steps = {step.name: step for step in steps}

    @property
    def choices(self) -> list:
        """The states with their labels, as the model's field has them."""
        return list(cast(models.Field, self.model._meta.get_field(self.field)).flatchoices)

    def offered(self, record, user) -> list[Step]:
        """Steps that this user may take on this record now; the buttons of its page."""
        state = getattr(record, self.field)
        return [
            step for step in self.steps.values() if state in step.sources and step.is_open_to(user, record)
        ]

    @transaction.atomic
    def move(self, record, name: str, *, by, at: datetime, **given):
        """Take the step, or raise PermissionDenied, WrongStateError or ValidationError; nothing is half done.

        The state is changed by compare-and-set on the locked row, so of two persons at once only one succeeds.
        """
        step = self.steps[name]
        if by is not None and not step.is_open_to(by, record):
            raise PermissionDenied
        rows = self.model._default_manager.select_for_update(of=("self",))
        locked = (rows.select_related(*self.beside) if self.beside else rows).get(pk=record.pk)
        self._check_state(locked, step)
        self._check_given(step, given)
        for guard in step.guards:
            guard(locked, {**given, "at": at, "by": by})
        setattr(locked, self.field, step.target)
        for effect in step.effects:
            effect(locked, by=by, at=at, **given)
        locked.save()
        write_trail(step.verb, locked, by=by, at=at, details=_told(given))
        for effect in step.afterwards:
            effect(locked, by=by, at=at, **given)
        return locked

    def _check_state(self, record, step: Step) -> None:
        state = getattr(record, self.field)
        if state not in step.sources:
            labels = dict(self.choices)
            raise WrongStateError(
                _("“%(step)s” is not possible: the state found is “%(found)s”, expected “%(expected)s”.")
                % {
                    "step": step.label,
                    "found": labels.get(state, state),
                    "expected": "”, “".join(str(labels.get(source, source)) for source in step.sources),
                }
            )

    def _check_given(self, step: Step, given: dict) -> None:
        missing = {
            name: ValidationError(_("%(label)s: found nothing, expected a value.") % {"label": label})
            for name, label in step.needs
            if given.get(name) in (None, "")
        }
        if missing:
            raise ValidationError(missing)


def _told(given: dict) -> dict:
    """What goes into the trail: plain values only."""
    return {
        name: str(value)[:500]
        for name, value in given.items()
        if isinstance(value, str | int) or hasattr(value, "isoformat")
    }


def faults(workflow: Workflow) -> list[str]:
    """What is wrong with a table: for the test that walks every table. Empty when it is sound."""
    states = {value for value, _label in workflow.choices}
    targets = {step.target for step in workflow.steps.values()}
    sources = {source for step in workflow.steps.values() for source in step.sources}
    return [
        *[f"{state} is never reached" for state in states - targets - {workflow.start}],
        *[f"{state} has no way out and is not final" for state in states - sources - set(workflow.final)],
        *[f"{state} is no state" for state in (targets | sources | set(workflow.final)) - states],
        *[
            f"{step.name}: unknown permission"
            for step in workflow.steps.values()
            if step.permission not in Permission
        ],
    ]
