"""Keeping annual plans and their lines while they are open, and adding a line to one that was approved."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import follows, save_record

from ..models import AnnualPlan, PlanChange, PlanItem


@transaction.atomic
def save_plan(plan: AnnualPlan, *, by, revision: int | None = None, many: dict | None = None) -> AnnualPlan:
    """Create or change a plan. Unit and year stay once it was submitted; its lines follow the unit.

    Raises what `save_record` raises; a second plan of the unit and year is a ValidationError.
    """
    before = AnnualPlan.objects.filter(pk=plan.pk).first()
    if before and not before.is_open:
        moved = {"unit": before.unit_id != plan.unit_id, "year": before.year != plan.year}
        wrong = [name for name, is_moved in moved.items() if is_moved]
        if wrong:
            raise ValidationError(dict.fromkeys(wrong, _("The plan was submitted: its unit and year stay.")))
    save_record(plan, by=by, revision=revision, many=many)
    if before and before.unit_id != plan.unit_id:
        plan.items.update(unit=plan.unit)
    if before and before.year != plan.year:
        for item in plan.items.filter(archived_at=None):
            check_year(item, plan)
    return plan


@follows(AnnualPlan)
def keep_what_was_submitted(plan: AnnualPlan) -> None:
    """A plan that is being approved, or was, is not set aside: its lines would leave the figures without a reason."""
    if plan.is_archived and not plan.is_open:
        raise ValidationError(
            _("This plan is “%(state)s”: a plan is archived only before it is submitted.")
            % {"state": plan.get_state_display()}
        )


@transaction.atomic
def save_item(
    item: PlanItem, *, by, at: dt.datetime, revision: int | None = None, many: dict | None = None
) -> PlanItem:
    """Create or change a line of an open plan; a new line of an approved one is an addition with its reason.

    Raises ValidationError while the plan is being approved and for a time outside its year, and what
    `save_record` raises.
    """
    plan = locked_plan(item.plan_id)
    item.plan, item.unit = plan, plan.unit
    check_year(item, plan)
    if plan.is_open:
        save_record(item, by=by, revision=revision, many=many)
        return _found_by_partners(item)
    if item.pk:
        raise ValidationError(_("The plan is “%(state)s”: its lines change by an adjustment.") % _state(plan))
    if not plan.is_approved:
        raise ValidationError(
            _("The plan is “%(state)s”: withdraw it first, or wait for the decision.") % _state(plan)
        )
    return add_to_approved(item, by=by, at=at, many=many)


def add_to_approved(
    item: PlanItem, *, by, at: dt.datetime, many: dict | None = None, kind="added"
) -> PlanItem:
    """An addition during the year ("bổ sung"): needs its reason, leaves a `PlanChange`."""
    if not item.reason.strip():
        raise ValidationError(
            {"reason": _("Reason: found nothing, expected why the line is added to an approved plan.")}
        )
    if by is not None:
        require(by, Permission.RECORD_EDIT, item)
    item.is_addition = True
    keep_line(item, by=by, verb=Verb.CREATED, many=many)
    note_change(item, kind, item.reason, by=by, at=at)
    return item


# -- what the other verbs of the plan stand on --


def locked_plan(pk: int) -> AnnualPlan:
    """The plan, held until the transaction ends: nobody submits it while a line is written."""
    return AnnualPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)


def stored_line(item: PlanItem) -> PlanItem:
    """The line as it stands now, with its plan held: a page may have been open for long."""
    plan = locked_plan(item.plan_id)
    found = PlanItem.objects.select_related("unit").get(pk=item.pk)
    found.plan = plan
    return found


def _state(plan: AnnualPlan) -> dict:
    return {"state": plan.get_state_display()}


def check_year(item: PlanItem, plan: AnnualPlan) -> None:
    """A line begins in the year of its plan; one without a time may stand in any."""
    if item.starts_on and item.starts_on.year != plan.year:
        values = {"found": item.starts_on.display(), "expected": plan.year}
        raise ValidationError(
            {
                "starts_on": _(
                    "From: found %(found)s, expected a time in %(expected)s, the year of the plan."
                )
                % values
            }
        )


def keep_line(item: PlanItem, *, by, verb: Verb, many: dict | None = None) -> None:
    """Save a line of a plan that is no longer open: the caller has asked for rights and locked the plan."""
    is_new = item.pk is None
    item.derive()
    item.full_clean()
    if is_new:
        item.created_by = by
    else:
        item.revision = PlanItem.objects.values_list("revision", flat=True).get(pk=item.pk) + 1
    item.updated_at = timezone.now()
    item.save()
    for name, values in (many or {}).items():
        getattr(item, name).set(values)
    _found_by_partners(item)
    write_trail(verb, item, by=by)


def _found_by_partners(item: PlanItem) -> PlanItem:
    """The names of the partners join the words by which the line is found; they are linked after it is saved."""
    before = item.search_text
    item.derive()
    if item.search_text != before:
        PlanItem.objects.filter(pk=item.pk).update(search_text=item.search_text)
    return item


def note_change(item: PlanItem, kind: str, reason: str, *, by, at: dt.datetime, before: dict | None = None):
    """The row that says what was done to a line of an approved plan, when and why."""
    return PlanChange.objects.create(
        item=item, kind=kind, reason=reason, before=before or {}, at=at, by_name=str(by) if by else ""
    )
