"""What leaders read of visits: tasks and recommendations that are about to be broken."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Promised, Reader, promised

from ..models import FollowUp

PROMISES = 300  # looked through: a leader's page names a few, and counts the others
AHEAD, FORGOTTEN = dt.timedelta(days=14), dt.timedelta(days=365)


@promised(order=20, permission=Permission.RECORD_VIEW)
def follow_up_about_to_break(reader: Reader) -> list[Promised]:
    """Due within two weeks, or overdue and not forgotten."""
    rows = FollowUp.objects.visible_to(reader.user).open().filter(
        done_on=None, due_on__range=(reader.today - FORGOTTEN, reader.today + AHEAD)
    )  # fmt: skip
    return [
        Promised(
            row.text, row.get_absolute_url(), row.due_on, str(row.get_kind_display()),
            " · ".join(filter(None, [_("After: %(activity)s") % {"activity": row.activity}, str(row.owner or row.unit.short_name)])),
        )
        for row in rows.for_list().order_by("-due_on", "pk")[:PROMISES]
    ]  # fmt: skip
