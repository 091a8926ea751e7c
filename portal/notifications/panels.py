"""The bell in the header: one's own unread notices."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.notifications.models import Notice
from portal.ui import navigation


def unread(user) -> list:
    return [Notice.objects.visible_to(user).unread()]


navigation.register(
    navigation.Entry(
        group=navigation.Group.HEADER,
        label=_("Notices"),
        url_name="notifications:list",
        icon="bell",
        order=10,
        counted=unread,
    )
)
navigation.register(
    navigation.Entry(
        group=navigation.Group.SYSTEM,
        label=_("Letters"),
        url_name="notifications:letters",
        icon="mail",
        order=60,
        visible=lambda user: has(user, Permission.PEOPLE_MANAGE),
    )
)
