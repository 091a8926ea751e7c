"""Places of approvals in the sidebar."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission as P
from portal.access.scope import has
from portal.ui.navigation import Entry, Group, register

from .questions import to_record, waiting_for


def waiting(user) -> list:
    """What the user has to take, and what the user is to record."""
    today = timezone.localdate()
    return [waiting_for(user, today), to_record(user, today)]


register(
    Entry(
        Group.WORK, _("Waits for me"), "workflow:waiting", "inbox", order=3,
        visible=lambda user: has(user, P.RECORD_VIEW), counted=waiting,
    )
)  # fmt: skip
