"""Places of administration in the sidebar."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission as P
from portal.access.scope import has
from portal.ui.navigation import Entry, Group, register

from .own_unit import editable_units


def _with(permission):
    return lambda user: has(user, permission)


for _label, _url, _icon, _order, _permission in (
    (_("Accounts and people"), "account-list", "user-cog", 10, P.PEOPLE_MANAGE),
    (_("Units"), "unit-list", "network", 20, P.UNITS_MANAGE),
    (_("Rules and calendar"), "rule-list", "scale", 30, P.RULES_MANAGE),
    (_("Audit trail"), "audit-list", "scroll-text", 40, P.AUDIT_READ),
):
    register(Entry(Group.SYSTEM, _label, f"administration:{_url}", _icon, _order, _with(_permission)))

register(
    Entry(
        Group.SYSTEM, _("My unit"), "administration:own-unit", "building-2", 5,
        lambda user: editable_units(user).exists(),
    )
)  # fmt: skip
