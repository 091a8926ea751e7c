"""The home page's own place in the sidebar, and what the portal itself hands up to it."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

from . import office  # noqa: F401 - registers what administrators and inspectors look after

navigation.register(
    navigation.Entry(navigation.Group.HOME, _("Overview"), "dashboard:home", "layout-dashboard", order=1)
)
