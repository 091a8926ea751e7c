"""The way to the import, for who may use it."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation

navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Import from files"), "exchange:start", "upload", order=90,
        visible=lambda user: has(user, Permission.RECORD_IMPORT),
    )
)  # fmt: skip
