"""Personal data of former contacts that may go: told to who looks after the partner, else to the department."""

import datetime as dt

from django.db.models import Q

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications.services import tell_message

from ..models import Partner


def who_may_clean() -> list[User]:
    """Who may change partners may remove what is kept of their contacts."""
    held = RoleAssignment.objects.current().permitting(Permission.PARTNER_EDIT)
    return list(User.objects.active().filter(roles__in=held).distinct().order_by("pk"))


def part_of(user: User, everybody: list[User]) -> Q:
    """The contacts of whose partners this user is the responsible officer, and those that have none of `everybody`."""
    taken = Partner.objects.filter(responsible__user__in=everybody)
    return Q(partner__responsible__user=user) | ~Q(partner__in=taken)


def tell_to_clean(user: User, count: int, *, months: int, url: str, on: dt.date) -> list:
    """One notice a month, without a name: it leaves the portal by mail. Returns the notice if it is new."""
    context = {"count": count, "months": months}
    return tell_message(
        [user], "partners/contacts_to_clean", context, url,
        about=None, key=f"partners/contacts-to-clean:{on:%Y-%m}",
    )  # fmt: skip
