"""The place of the competence pool in the sidebar; its panels of the dashboard."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation

from . import board  # noqa: F401 - it registers its panels

navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Competence of officers"), "competence:officer-list", "languages", order=70,
        visible=lambda user: has(user, Permission.RECORD_VIEW),
    )
)  # fmt: skip
