"""Adjustments of an approved plan: every one with its reason; what it was before stays readable."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.records.services import ConflictError, save_record
from portal.text import PartialDate
from portal.ui.formats import field_value

from ..models import AnnualPlan, CancelReason, LineCondition, PlanItem, Settled
from .plans import add_to_approved, check_year, keep_line, locked_plan, note_change, save_plan

#: What an adjustment may change; the kind and the plan of a line stay.
CHANGEABLE = (
    "title", "partners_written", "country", "place", "level", "starts_on", "ends_on", "size", "days", "estimate",
    "funding_source",
)  # fmt: skip
TAKEN_OVER = ("kind", *CHANGEABLE)
VERBS: dict[str, Verb] = {Settled.POSTPONED: Verb.POSTPONED, Settled.CANCELLED: Verb.CANCELLED}


@transaction.atomic
def change_line(
    item: PlanItem, *, reason: str, by, at: dt.datetime, revision: int | None = None, many: dict | None = None
) -> PlanItem:
    """Save what was changed in a line of an approved plan (`item` holds the new values).

    Raises ValidationError without a reason, where nothing differs, or where the line was settled; ConflictError
    when somebody else changed it since `revision`.
    """
    plan, stored = _adjustable(item, by=by, reason=reason)
    if revision is not None and stored.revision != revision:
        raise ConflictError(stored)
    _refuse_settled(stored)
    check_year(item, plan)
    before = _differences(stored, item, many or {})
    if not before:
        raise ValidationError(_("Nothing differs from what stands in the plan."))
    keep_line(item, by=by, verb=Verb.UPDATED, many=many)
    note_change(item, "changed", reason, by=by, at=at, before=before)
    return item


@transaction.atomic
def put_off_line(
    item: PlanItem, *, settled: str, cancel_reason: str, reason: str, by, at: dt.datetime
) -> PlanItem:
    """Postpone (no new time is known) or cancel a line: `settled` is `Settled.POSTPONED` or `.CANCELLED`.

    Raises ValidationError without both reasons, where the line was settled, carried out, or has a dossier that
    is still prepared.
    """
    _plan, stored = _adjustable(item, by=by, reason=reason)
    _refuse_settled(stored, but=(Settled.POSTPONED,) if settled == Settled.CANCELLED else ())
    _refuse_carried_out(stored, at)
    return _settle(stored, settled, cancel_reason, reason, by=by, at=at)


@transaction.atomic
def carry_line(item: PlanItem, *, cancel_reason: str, reason: str, by, at: dt.datetime) -> PlanItem:
    """Carry a line over into the plan of the next year, which is begun where there is none. Returns the new line.

    In a plan that was approved already it is an addition. Raises ValidationError as `put_off_line` does, and
    while the plan of the next year is being approved.
    """
    plan, stored = _adjustable(item, by=by, reason=reason)
    _refuse_settled(stored, but=(Settled.POSTPONED,))
    _refuse_carried_out(stored, at)
    later = _plan_after(plan, by=by)
    line = _copy(stored, later)
    partners = {"partners": list(stored.partners.all())}
    _settle(stored, Settled.CARRIED, cancel_reason, reason, by=by, at=at)
    if later.is_open:
        line.reason = reason
        save_record(line, by=by, many=partners)
        return line
    if not later.is_approved:
        raise ValidationError(
            _("The plan of %(year)s is being approved: carry the line over once that is decided.")
            % {"year": later.year}
        )
    line.reason = reason
    return add_to_approved(line, by=by, at=at, many=partners)


@transaction.atomic
def take_up_line(item: PlanItem, *, reason: str, by, at: dt.datetime) -> PlanItem:
    """Take up again what was postponed, cancelled or carried over; the copy in the next year is set aside.

    Raises ValidationError where the line was not settled, or the copy has dossiers or was decided on already.
    """
    _plan, stored = _adjustable(item, by=by, reason=reason)
    if not stored.settled:
        raise ValidationError(_("The line is not postponed, cancelled or carried over: nothing to take up."))
    if stored.settled == Settled.CARRIED:
        _set_copies_aside(stored, by=by, at=at)
    before = {
        "settled": str(stored.get_settled_display()),
        "cancel_reason": str(stored.get_cancel_reason_display()),
    }
    stored.settled = stored.cancel_reason = ""
    keep_line(stored, by=by, verb=Verb.UPDATED)
    note_change(stored, "reopened", reason, by=by, at=at, before=before)
    return stored


def _adjustable(item: PlanItem, *, by, reason: str) -> tuple[AnnualPlan, PlanItem]:
    """The locked plan and line. Raises PermissionDenied, or ValidationError where no adjustment is possible."""
    plan = locked_plan(item.plan_id)
    stored = PlanItem.objects.select_for_update(of=("self",)).select_related("unit", "plan").get(pk=item.pk)
    if by is not None:
        require(by, Permission.RECORD_EDIT, stored)
    if stored.is_archived or plan.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    if not plan.is_approved:
        raise ValidationError(
            _("The plan is “%(state)s”, expected “approved”: before that its lines are edited freely.")
            % {"state": plan.get_state_display()}
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why the plan is adjusted.")})
    return plan, stored


def _refuse_settled(item: PlanItem, but: tuple[str, ...] = ()) -> None:
    if item.settled and item.settled not in but:
        raise ValidationError(
            _("The line is “%(state)s”: take it up again first.") % {"state": item.get_settled_display()}
        )


def _refuse_carried_out(item: PlanItem, at: dt.datetime) -> None:
    on = at.astimezone().date()
    condition = PlanItem.objects.with_condition(on=on).values_list("condition", flat=True).get(pk=item.pk)
    if condition == LineCondition.DONE:
        raise ValidationError(_("The line was carried out: it can no longer be put off."))
    if condition == LineCondition.UNDER_WAY:
        raise ValidationError(
            _("A dossier of this line is under way: postpone or cancel that dossier first.")
        )


def _settle(item: PlanItem, settled: str, cancel_reason: str, reason: str, *, by, at) -> PlanItem:
    if cancel_reason not in CancelReason.values:
        raise ValidationError(
            {"cancel_reason": _("Because: found nothing, expected one of the reasons of the list.")}
        )
    before = {"settled": str(item.get_settled_display())} if item.settled else {}
    item.settled, item.cancel_reason = settled, cancel_reason
    keep_line(item, by=by, verb=VERBS.get(settled, Verb.UPDATED))
    note_change(item, settled, reason, by=by, at=at, before=before)
    return item


def _plan_after(plan: AnnualPlan, *, by) -> AnnualPlan:
    """The plan of the unit of today for the next year; one is begun where there is none."""
    found = AnnualPlan.objects.live().filter(unit=plan.unit, year=plan.year + 1).first()
    if found:
        return locked_plan(found.pk)
    return save_plan(AnnualPlan(unit=plan.unit, year=plan.year + 1), by=by)


def _copy(item: PlanItem, plan: AnnualPlan) -> PlanItem:
    """The same line a year later, in the same month; exact days are not known yet."""
    line = PlanItem(plan=plan, unit=plan.unit, carried_from=item)
    for name in TAKEN_OVER:
        setattr(line, name, getattr(item, name))
    line.starts_on = _a_year_later(item.starts_on, plan.year)
    line.ends_on = None
    line.is_demonstration = item.is_demonstration
    return line


def _a_year_later(day: PartialDate | None, year: int) -> PartialDate | None:
    if day is None:
        return None
    return PartialDate.parse(f"{year}-{day.month:02d}" if day.month else str(year))


def _set_copies_aside(item: PlanItem, *, by, at: dt.datetime) -> None:
    for copy in item.carried_to.filter(archived_at=None).select_related("plan", "unit"):
        if copy.delegation_records.exists() or copy.event_records.exists():
            raise ValidationError(
                _("The line in the plan of %(year)s has a dossier already.") % {"year": copy.plan.year}
            )
        if copy.settled == Settled.CANCELLED:
            continue
        if not copy.plan.is_open:
            raise ValidationError(
                _("The plan of %(year)s was submitted with this line: cancel the line there first.")
                % {"year": copy.plan.year}
            )
        copy.archived_at = at
        keep_line(copy, by=by, verb=Verb.ARCHIVED)


def _differences(stored: PlanItem, item: PlanItem, many: dict) -> dict[str, str]:
    """Label → what stood there before, of everything that differs."""
    found = {}
    for name in CHANGEABLE:
        if getattr(stored, name) != getattr(item, name):
            found[name] = _shown(stored, name)
    if "partners" in many and set(many["partners"]) != set(stored.partners.all()):
        found["partners"] = ", ".join(str(partner) for partner in stored.partners.all())
    return found


def _shown(item: PlanItem, name: str) -> str:
    display = getattr(item, f"get_{name}_display", None)
    return str(display()) if display else field_value(getattr(item, name))
