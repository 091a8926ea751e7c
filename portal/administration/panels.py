"""Places of administration in the sidebar."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission as P
from portal.access.scope import has, seeds
from portal.ui.navigation import Entry, Group, register
from portal.ui.remembered import Remembered

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

_OWN_UNITS = Remembered(1024)


def _has_own_unit(user) -> bool:
    """Asked on each page, answered once a day for the same offices: the page itself asks anew."""
    held = (*seeds(user, P.REPORT_WRITE), timezone.localdate())
    return _OWN_UNITS.get(held, lambda: editable_units(user).exists(), keep=bool)


register(
    Entry(
        Group.SYSTEM, _("My unit"), "administration:own-unit", "building-2", 5,
        _with(P.REPORT_WRITE), exists=_has_own_unit,
    )
)  # fmt: skip


def _any(*permissions):
    return lambda user: any(has(user, one) for one in permissions)


for _label, _url, _icon, _order, _group, _visible in (
    (_("Who decides on what"), "who-decides", "split", 60, Group.LOOK_UP, _any(P.RECORD_VIEW, P.RULES_MANAGE)),
    (_("Check of the chains"), "chain-health", "shield-check", 36, Group.SYSTEM, _any(P.RULES_MANAGE, P.CYCLE_MANAGE)),
    (_("Authorities to deputise"), "deputy-list", "user-check", 38, Group.SYSTEM, _any(P.PEOPLE_MANAGE, P.REPORT_SUBMIT, P.PUT, P.DECIDE)),
):  # fmt: skip
    register(Entry(_group, _label, f"administration:{_url}", _icon, _order, _visible))
