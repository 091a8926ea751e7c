"""Beginning a dossier from a line of an approved plan: what the line says is not typed again."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can

from ..models import Delegation, Direction, Event, OurRole, PlanItem, Planned, State
from ..services import save_delegation, save_event
from ..services.dossiers import open_dossier
from ..services.plans import stored_line

TAKEN_OVER = (
    "unit",
    "title",
    "country",
    "place",
    "starts_on",
    "ends_on",
    "partners_written",
    "funding_source",
)


@transaction.atomic
def begin_dossier(item: PlanItem, *, by, at: dt.datetime) -> Delegation | Event:
    """A dossier of the line, open and not yet submitted, with its fields taken over. Returns it.

    Raises PermissionDenied, or ValidationError where the plan is not approved or the line was settled.
    """
    item = stored_line(item)
    if by is not None and not can(by, Permission.RECORD_EDIT, item):
        raise PermissionDenied
    if item.is_archived or not item.plan.is_approved:
        raise ValidationError(_("Dossiers are begun from lines of an approved plan."))
    if item.settled:
        raise ValidationError(
            _("The line is “%(state)s”: take it up again first.") % {"state": item.get_settled_display()}
        )
    many = {"partners": list(item.partners.all()), "other_units": list(item.other_units.all())}
    if item.kind == Direction.DOMESTIC:
        record = save_event(
            _filled(Event(our_role=OurRole.HOST, participants=item.size), item), by=by, many=many
        )
    else:
        made = _filled(Delegation(direction=item.kind, size=item.size, level=item.level), item)
        record = save_delegation(made, by=by, many=many)
    return open_dossier(record, by=by, at=at)


def _filled(record, item: PlanItem):
    for name in TAKEN_OVER:
        setattr(record, name, getattr(item, name))
    record.plan_item, record.planned, record.state = item, Planned.IN_PLAN, State.PLANNED
    record.is_demonstration = item.is_demonstration
    return record
