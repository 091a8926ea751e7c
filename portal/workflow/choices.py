"""Who can be named in the form of an act."""

from django.utils import timezone

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.units.models import Closure

from .interest import closed_to, record_of
from .models import ApprovalStep
from .questions import leaders_recorded_by
from .services.assigning import may_be_exempted
from .services.running import Run


def choices_for(name: str, step: ApprovalStep | None, user) -> list[User]:
    """Leaders whose bút phê is recorded, who can take the step, who can be exempted; [] for other acts."""
    if step is None:
        return []
    record, today = record_of(step.approval), timezone.localdate()
    if name == "handwritten":
        return leaders_recorded_by(user, step, on=today, record=record)
    if name == "exempt":
        return may_be_exempted(Run(step.approval, step, record, user, timezone.now()))
    if name == "reassign":
        return fit_to_take(step, record)
    return []


def fit_to_take(step: ApprovalStep, record) -> list[User]:
    """Accounts in an office that reads the matter as a leader does: leaders, the Department, the Presidium."""
    above = Closure.objects.filter(unit=step.approval.unit).values("ancestor_id")
    held = RoleAssignment.objects.current().permitting(Permission.RECORD_VIEW)
    held = held.filter(unit__in=above).exclude(role__in=("inspector", "secretary"))
    closed = closed_to(step, record)
    found = User.objects.active().filter(roles__in=held).exclude(pk__in=closed).distinct().order_by("pk")
    return list(found)
