"""The home page's own place in the sidebar, and what the portal itself hands up to it."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

from . import approvals, office  # noqa: F401 - what waits in approvals, and for administrators and inspectors

navigation.register(
    navigation.Entry(navigation.Group.HOME, _("Overview"), "dashboard:home", "layout-dashboard", order=1)
)
