"""Reminders of what a membership obliges us to: before it is due, and once it is overdue."""

import datetime as dt

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications import chasing
from portal.notifications.services import tell_message
from portal.units.models import Unit

from ..models import Obligation

ROOT = "TLD"


def keepers_of(unit: Unit):
    """Who enters the unit's records; of a unit without such a person, who does at the Confederation."""
    held = RoleAssignment.objects.current().permitting(Permission.RECORD_EDIT)
    people = User.objects.active().filter(roles__in=held.filter(unit=unit)).distinct()
    if people.exists():
        return people
    return User.objects.active().filter(roles__in=held.filter(unit__code=ROOT)).distinct()


def chase_text(obligation: Obligation) -> str:
    """What is copied for Zalo: what is owed, without to whom and how much (domain.md 9.9)."""
    what = "thực hiện và ghi nhận nghĩa vụ thành viên"
    return chasing.chase_text(obligation.unit, what, obligation.due_on, obligation.get_absolute_url())


def tell_due(obligation: Obligation, *, lead: int, on: dt.date) -> list:
    """Once for each lead time and deadline: a moved deadline is announced anew. Returns the new notices."""
    key = f"partners/obligation-due:{obligation.pk}:{obligation.due_on.isoformat()}:{lead}"
    context = {"obligation": obligation, "days": (obligation.due_on - on).days}
    return tell_message(
        keepers_of(obligation.unit),
        "partners/obligation_due",
        context,
        obligation.get_absolute_url(),
        about=obligation,
        key=key,
    )


def tell_overdue(obligation: Obligation, *, on: dt.date) -> list:
    """Once for each deadline that passed."""
    key = f"partners/obligation-overdue:{obligation.pk}:{obligation.due_on.isoformat()}"
    context = {"obligation": obligation, "days": (on - obligation.due_on).days}
    return tell_message(
        keepers_of(obligation.unit),
        "partners/obligation_overdue",
        context,
        obligation.get_absolute_url(),
        about=obligation,
        key=key,
    )
