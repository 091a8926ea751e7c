"""The places of the clerk's queue, the papers and the register in the sidebar."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation

from .clerks import numbers_somewhere
from .models import Paper


def _numbers(user) -> bool:
    return numbers_somewhere(user)


def _reads(user) -> bool:
    return has(user, Permission.RECORD_VIEW)


def _waiting(user) -> list:
    return [Paper.objects.visible_to(user).in_queue()]


navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("For number and seal"), "papers:queue", "stamp", order=80, visible=_numbers,
        counted=_waiting,
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Register of outgoing papers"), "papers:line-list", "scroll-text", order=60,
        visible=_reads,
    )
)  # fmt: skip
