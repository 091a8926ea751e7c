"""Offices held: a role on a unit, with dates. This table is the truth; guardian's rows are its projection."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from portal.audit.history import tracked
from portal.units.models import Unit

from .roles import ROLES, role_choices, roles_with


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self, *, on=None):
        """Offices held on that day (today where none is given)."""
        on = on or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)

    def permitting(self, permission):
        return self.filter(role__in=roles_with(permission))

    def visible_to(self, user):
        """One's own offices; all of them for who manages people or reads the audit trail."""
        from .scope import has

        if has(user, "people.manage") or has(user, "audit.read"):
            return self
        return self.filter(user=user) if user.is_authenticated else self.none()


@tracked()
class RoleAssignment(models.Model):
    """`user` holds `role` on `unit` (and all below it) from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=30, choices=role_choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="role_assignments", verbose_name=_("unit"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(name="role_once", fields=["user", "role", "unit", "valid_from"]),
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.definition.label}, {self.unit}"

    @property
    def definition(self):
        return ROLES[self.role]


class UnitUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows about units, in a table of their own with a real foreign key."""

    content_object = models.ForeignKey(Unit, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("permission on a unit")
        verbose_name_plural = _("permissions on units")
