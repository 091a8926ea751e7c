"""The place of historical figures in the sidebar."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation

navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Historical figures"), "reports:historical-list", "history", order=62,
        visible=lambda user: has(user, Permission.REPORT_VIEW),
    )
)  # fmt: skip
