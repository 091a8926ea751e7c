"""The home page's and the inbox's own places in the sidebar, and what the portal itself hands up to them."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

from . import approvals, office  # noqa: F401 - what waits in approvals, and for administrators and inspectors
from .board import panels_for
from .registry import counted

navigation.register(
    navigation.Entry(
        navigation.Group.HOME, _("To be dealt with"), "dashboard:inbox", "inbox", order=1, counted=counted
    )
)
navigation.register(
    navigation.Entry(navigation.Group.HOME, _("Overview"), "dashboard:home", "layout-dashboard", order=2)
)
navigation.register(
    navigation.Entry(
        navigation.Group.HOME, _("Dashboard"), "dashboard:board", "chart-column", order=3,
        visible=lambda user: bool(panels_for(user)),
    )
)  # fmt: skip
