"""Who holds the office that a step names, on a day."""

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.access.roles import ROLES
from portal.accounts.models import User
from portal.units.models import Unit

from .models import ChainStep, Way, Whose

ROOT, DEPARTMENT = "TLD", "TLD-BDN"


def units_of(whose: str, unit: Unit) -> list[Unit]:
    """Units on which the office is held. The Department's offices may be held on it or on the Confederation."""
    if whose == Whose.OWN:
        return [unit]
    if whose == Whose.SUPERIOR and unit.parent is not None:
        return [unit.parent]
    if whose == Whose.DEPARTMENT:
        return list(Unit.objects.filter(code__in=(DEPARTMENT, ROOT)).order_by("-code"))
    return list(Unit.objects.filter(code=ROOT))


def holders_of(whose: str, role: str, unit: Unit, *, on: dt.date) -> QuerySet[User]:
    """Active accounts that hold this office on that day."""
    held = RoleAssignment.objects.current(on=on).filter(role=role, unit__in=units_of(whose, unit))
    return User.objects.active().filter(roles__in=held).distinct().order_by("pk")


def office_of(step: ChainStep, unit: Unit) -> str:
    """How the step's office is called, in the portal's language: frozen texts have one language."""
    if step.way == Way.OUTSIDE:
        return step.authority
    with translation.override(settings.LANGUAGE_CODE):
        return name_of(step.role, units_of(step.whose, unit))


def name_of(role: str, units: list[Unit]) -> str:
    """“Unit leader, LĐLĐ tỉnh Lào Cai”; a central role needs no unit beside it."""
    definition = ROLES[role]
    if definition.is_central or not units:
        return str(definition.label)
    return _("%(office)s, %(unit)s") % {"office": definition.label, "unit": units[0].short_name}


def caption_of(user: User | None, *, on: dt.date) -> str:
    """The office in which somebody acts, as it was then; "" for the portal itself."""
    held = user.roles.current(on=on).select_related("unit").order_by("pk").first() if user else None
    if held is None:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        return name_of(held.role, [held.unit])


def is_in_office(user: User, *, on: dt.date) -> bool:
    """Whether the account is open and holds any office: who has left decides nothing more."""
    return user.is_active and user.roles.current(on=on).exists()
