"""Places of the partners' registers in the sidebar."""

from django.utils.translation import gettext_lazy as _

from portal.access.scope import has
from portal.exchange.matching import may_match_units
from portal.ui import navigation


def _reads(user):
    return has(user, "record.view")


for _label, _url, _icon, _order in (
    (_("Partners"), "partners:partner-list", "handshake", 30),
    (_("Multilateral standing"), "partners:standing", "globe", 35),
):
    navigation.register(
        navigation.Entry(navigation.Group.PARTNERS, _label, _url, _icon, order=_order, visible=_reads)
    )
navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS, _("Contacts"), "partners:contact-list", "users", order=30, visible=_reads
    )
)


def _matches_names(user):
    return may_match_units(user)


navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP,
        _("Unmatched names"),
        "partners:unmatched",
        "link",
        order=60,
        visible=_matches_names,
    )
)
