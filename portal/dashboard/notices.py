"""The week goes to leaders, once, whatever the clock does."""

import datetime as dt

from django.urls import reverse

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.roles import roles_with
from portal.accounts.models import User
from portal.notifications.services import tell_message
from portal.notifications.topics import Topic, hand_up

from .monday import cut, week_of, week_sheet

KIND = "dashboard/monday"
LESS = 2  # lines of a part that the letter has less: the paper behind the link holds more

hand_up(Topic.SYSTEM, KIND, alone=True)


def leaders(on: dt.date):
    """Accounts that hold an office with the leaders' overview on that day."""
    held = RoleAssignment.objects.current(on=on).filter(role__in=roles_with(Permission.LEADERSHIP))
    return User.objects.active().filter(pk__in=held.values("user_id")).order_by("pk")


def tell_leaders(*, on: dt.date) -> int:
    """Tell each leader their own week; how many were told. Told again for the same week nobody hears it twice."""
    monday, _sunday = week_of(on)
    url = f"{reverse('dashboard:week-paper')}?ngay={on.isoformat()}"
    told = 0
    for user in leaders(on):
        context = {"sheet": cut(week_sheet(user, on), LESS)}
        key = f"{KIND}:{monday.isoformat()}"
        told += len(tell_message([user], KIND, context, url, about=None, key=key))
    return told
