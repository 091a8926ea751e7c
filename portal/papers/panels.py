"""The places of the clerk's queue, the papers and the register in the sidebar."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation
from portal.ui.worded import worded

from .clerks import units_without_clerk
from .models import Paper


def _may_number(user) -> bool:
    return has(user, Permission.NUMBER) or has(user, Permission.RECORD_EDIT)


def _numbers(user) -> bool:
    """As `numbers_somewhere`, for each page: a clerk may be appointed or leave at any time."""
    if has(user, Permission.NUMBER):
        return True
    return worded((units_without_clerk, user.standing), lambda: units_without_clerk(user)[:1]).count() > 0


def _reads(user) -> bool:
    return has(user, Permission.RECORD_VIEW)


def _waiting(user) -> list:
    return [Paper.objects.visible_to(user).in_queue()]


navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("For number and seal"), "papers:queue", "stamp", order=80, visible=_may_number,
        exists=_numbers, counted=_waiting,
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Register of outgoing papers"), "papers:line-list", "scroll-text", order=60,
        visible=_reads,
    )
)  # fmt: skip
