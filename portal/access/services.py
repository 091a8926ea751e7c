"""Giving and withdrawing offices."""

import datetime as dt

from django.db import models, transaction

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.units.models import Unit

from . import grants
from .models import RoleAssignment
from .permissions import Permission
from .roles import ROLES
from .scope import forget_offices, require


@transaction.atomic
def grant_role(
    *, user, role: str, unit: Unit, valid_from: dt.date, valid_to: dt.date | None = None, by
) -> RoleAssignment:
    """Give an office. Needs PEOPLE_MANAGE; `by=None` is the portal itself (first account, demonstration)."""
    if by is not None:
        require(by, Permission.PEOPLE_MANAGE)
    assignment, _created = RoleAssignment.objects.update_or_create(
        user=user,
        role=ROLES[role].code,
        unit=unit,
        valid_from=valid_from,
        defaults={"valid_to": valid_to, "granted_by": by},
    )
    forget_offices(user)
    grants.project(user)
    record(
        Verb.GRANTED,
        user,
        by=by,
        unit=unit,
        details={"role": role, "from": str(valid_from), "to": str(valid_to or "")},
    )
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, on: dt.date, by) -> RoleAssignment:
    """Withdraw an office from the day after `on`; the row stays, so that the past can be read."""
    require(by, Permission.PEOPLE_MANAGE)
    assignment.valid_to = max(on, assignment.valid_from)
    assignment.save(update_fields=["valid_to"])
    forget_offices(assignment.user)
    grants.project(assignment.user)
    record(Verb.REVOKED, assignment.user, by=by, unit=assignment.unit, details={"role": assignment.role})
    return assignment


def move_shares(source: models.Model, target: models.Model) -> int:
    """Whoever single records were shared with keeps them when two records become one. Returns how many persons."""
    return grants.move_shares(source, target)
