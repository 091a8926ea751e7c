"""The door to the guides, on every page."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

navigation.register(
    navigation.Entry(navigation.Group.HEADER, _("Help with this page"), "help:here", "circle-help", order=5)
)
navigation.register(
    navigation.Entry(navigation.Group.LOOK_UP, _("Guides, glossary"), "help:index", "book-open", order=5)
)
