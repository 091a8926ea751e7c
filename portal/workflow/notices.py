"""Who is told what of an approval: the holders of the step that begins, and those who put the matter in."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.urls import reverse

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications import chasing
from portal.notifications.services import tell_message
from portal.notifications.topics import Topic, hand_up

from . import matters
from .models import Act, Approval, ApprovalStep, Deputisation, StepState, Way

hand_up(Topic.APPROVALS, "workflow/step", "workflow/overdue", asks=True)
hand_up(Topic.APPROVALS, "workflow/ended", "workflow/deputy")


def address_of(approval: Approval, step: ApprovalStep) -> str:
    """Leads to the record, and says what happened since where the step is over."""
    return reverse("workflow:open", args=[approval.pk, step.position])


def people_of(step: ApprovalStep, *, on: dt.date) -> list[User]:
    """Holders of the step and who deputises for them that day; of a step outside, who records it in the unit."""
    if step.way == Way.OUTSIDE:
        return recorders_of(step.approval, on=on)
    holders = {one.pk: one for one in step.holders.all()}
    standing_in = Deputisation.objects.in_force(on).filter(
        giver__in=holders, matter__in=("", step.approval.matter)
    )
    deputies = User.objects.active().filter(deputises__in=standing_in)
    return list((holders | {one.pk: one for one in deputies}).values())


def recorders_of(approval: Approval, *, on: dt.date) -> list[User]:
    """Who submitted it, and who enters the records of that very unit."""
    held = RoleAssignment.objects.current(on=on).permitting(Permission.RECORD_EDIT).filter(unit=approval.unit)
    found = {one.pk: one for one in User.objects.active().filter(roles__in=held)}
    if approval.submitted_by is not None:
        found[approval.submitted_by.pk] = approval.submitted_by
    return list(found.values())


def tell_step(approval: Approval, step: ApprovalStep, *, by, on: dt.date) -> list:
    """The step has begun: once for each time it begins, to everybody but who made it begin."""
    people = [user for user in people_of(step, on=on) if user != by]
    times = Act.objects.filter(approval=approval).count()
    key = f"workflow/step:{approval.pk}:{step.position}:{times}"
    return tell_message(
        people, "workflow/step", _context(approval, step), address_of(approval, step),
        about=_record(approval), by=by, key=key,
    )  # fmt: skip


def chase_text(approval: Approval, step: ApprovalStep, whom: str) -> str:
    """What is copied for Zalo to whom the step waits for: the matter, until when, the link (domain.md 9.9)."""
    what = f"xử lý bước “{step.title}” ({matters.label(approval.matter)})"
    return chasing.chase_text(whom, what, step.due_on, address_of(approval, step))


def tell_ended(approval: Approval, *, by) -> list:
    """It is approved, returned, refused or taken back: to who submitted it and who had acted in it."""
    acted = Act.objects.filter(approval=approval, by__isnull=False).values("by_id")
    people = User.objects.active().filter(pk__in=acted)
    step = approval.steps.order_by("-position")[0]
    told = [user for user in people if user != by]
    key = f"workflow/ended:{approval.pk}:{approval.state}"
    context = _context(approval, step) | {"last": approval.acts.last()}
    record, url = _record(approval), address_of(approval, step)
    return tell_message(told, "workflow/ended", context, url, about=record, by=by, key=key)


def tell_overdue(step: ApprovalStep, *, on: dt.date) -> list:
    """The step's time is over: once for each deadline, to its holders and to who submitted."""
    people = {one.pk: one for one in people_of(step, on=on)}
    if step.approval.submitted_by is not None:
        people[step.approval.submitted_by.pk] = step.approval.submitted_by
    key = f"workflow/overdue:{step.approval_id}:{step.position}:{step.due_on}"
    context, record = _context(step.approval, step), _record(step.approval)
    url = address_of(step.approval, step)
    return tell_message(people.values(), "workflow/overdue", context, url, about=record, key=key)


def remind(*, on: dt.date) -> int:
    """Tell of every step that became overdue; as often as one likes, each is told once. Returns how many notices."""
    late = ApprovalStep.objects.current().filter(state=StepState.CURRENT, due_on__lt=on)
    return sum(len(tell_overdue(step, on=on)) for step in late.select_related("approval__submitted_by"))


def _record(approval: Approval) -> models.Model:
    """The record it is about, without reading it."""
    return apps.get_model(approval.target_model)(pk=approval.target_id)


def _context(approval: Approval, step: ApprovalStep) -> dict:
    return {
        "approval": approval,
        "step": step,
        "unit": approval.unit,
        "matter": matters.label(approval.matter),
    }
