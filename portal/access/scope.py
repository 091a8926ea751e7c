"""Who sees what. Everything that shows, counts, searches, exports, prints or mails starts here.

SECURITY: closed by default. A model that neither has `objects.visible_to` nor a declared scope fails
a system check; an account without an office sees nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q

from portal.units.models import Closure, Unit

from .grants import shares_mark
from .permissions import Permission
from .wording import also_under, rows_in_sight, shared_rows, units_below

Rule = Callable[[models.QuerySet, object], models.QuerySet]
_DECLARED: dict[type[models.Model], Rule] = {}


def declare_scope(model: type[models.Model], rule: Rule) -> None:
    """Say who sees the rows of a model that stands below this package or belongs to a parent row."""
    _DECLARED[model] = rule


def is_declared(model: type[models.Model]) -> bool:
    return model in _DECLARED or hasattr(model._default_manager.all(), "visible_to")


def visible(model: type[models.Model], user) -> models.QuerySet:
    """Rows of `model` that `user` may see, whichever way its scope was declared."""
    rows: Any = model._default_manager.all()
    return _DECLARED[model](rows, user) if model in _DECLARED else rows.visible_to(user)


def signed_in(rows, user):
    """Facts that every signed-in person with an office may read."""
    return rows if user.is_authenticated and user.is_active and _offices(user) else rows.none()


def through(field: str) -> Rule:
    """Rows seen by whoever sees the row that `field` points to."""

    def rule(rows, user):
        parent = rows.model._meta.get_field(field).related_model
        return rows.filter(**{f"{field}__in": visible(parent, user)})

    return rule


def own_or(permission: Permission, field: str = "user") -> Rule:
    """One's own rows; all of them for who holds the permission."""

    def rule(rows, user):
        if has(user, permission):
            return rows
        return rows.filter(**{field: user}) if user.is_authenticated else rows.none()

    return rule


def _offices(user) -> tuple[tuple[str, int], ...]:
    """(role, unit id) held today; `offices_today` is read once for each user object, so once a request."""
    if not user.is_authenticated or not user.is_active:
        return ()
    return tuple((office.role, office.unit_id) for office in user.offices_today)


def forget_offices(user) -> None:
    """After offices changed: read them again at the next question."""
    with suppress(AttributeError):  # they were not read yet
        del user.offices_today


def sight(user) -> tuple:
    """As long as this is the same, the user sees the same of the same rows: offices held, single records shared."""
    return *user.standing, shares_mark(user.pk)


def seeds(user, permission) -> list[int]:
    """Ids of the units on which the user holds the permission; it reaches all below them."""
    return list(_seeds(_offices(user), str(permission)))


@lru_cache(maxsize=4096)
def _seeds(offices: tuple[tuple[str, int], ...], permission: str) -> tuple[int, ...]:
    """The same offices give the same rights to everybody who holds them."""
    from .roles import ROLES

    return tuple(sorted({unit for role, unit in offices if permission in ROLES[role].permissions}))


@lru_cache(maxsize=4096)
def _sees_most(offices: tuple[tuple[str, int], ...], permission: str) -> bool:
    """Whether a central role reads by this permission. Only how the database is asked hangs on it."""
    from .roles import ROLES

    return any(ROLES[role].is_central and permission in ROLES[role].permissions for role, _unit in offices)


def has(user, permission) -> bool:
    """Whether the user holds the permission on any unit at all."""
    return bool(_seeds(_offices(user), str(permission)))


def reached_units(user, permission) -> models.QuerySet:
    """Ids of all units that the permission reaches, as a subquery."""
    return Closure.objects.reached_from(seeds(user, permission)).values("unit_id")


def units_for(user, permission) -> models.QuerySet:
    """Units on which the user may use the permission."""
    return Unit.objects.filter(pk__in=units_below(tuple(seeds(user, permission))))


def can(user, permission, target=None) -> bool:
    """May the user do this here? `target` is a Unit, a record with a unit, or None for "anywhere"."""
    if target is None:
        return has(user, permission)
    unit_id = target.pk if isinstance(target, Unit) else target.unit_id
    if unit_id in seeds(user, permission):
        return True  # for one's own unit the tree need not be asked
    return reached_units(user, permission).filter(unit_id=unit_id).exists()


def require(user, permission, target=None) -> None:
    """Raise PermissionDenied unless `can`."""
    if not can(user, permission, target):
        raise PermissionDenied


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a unit, and may also be shown under others and shared with single persons."""

    view_permission = Permission.RECORD_VIEW
    other_units_field: str | None = None

    def visible_to(self, user):
        below = tuple(seeds(user, self.view_permission))
        if not user.is_authenticated:
            return self.none()
        if below and not _sees_most(_offices(user), str(self.view_permission)):
            return self.filter(rows_in_sight(below, user.pk, self.model, self.other_units_field))
        seen = Q(pk__in=shared_rows(user.pk, self.model))
        if below:
            seen = Q(unit_id__in=units_below(below)) | seen  # first what holds for most rows
        if below and self.other_units_field:
            seen |= Q(pk__in=also_under(below, self.model, self.other_units_field))
        return self.filter(seen)


class OpenQuerySet(models.QuerySet):
    """Rows that every signed-in person with an office may read (partners, rules, holidays)."""

    def visible_to(self, user):
        return signed_in(self, user)
