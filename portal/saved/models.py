"""A view that somebody kept: the page, what was asked of it, and a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import reached_units


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those shared with a unit whose records one reads. What a view shows is asked anew."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(unit__in=reached_units(user, Permission.RECORD_VIEW)))

    def beside_own(self, user):
        """Those that colleagues of one's own units share. Of units below one sees all, but is not shown them all."""
        mine = [office.unit_id for office in user.offices_today]
        return self.filter(unit__in=mine).exclude(owner=user)


class SavedView(models.Model):
    """`place` is the name of the page's address ("delegations:list"), `query` what follows its “?”.

    SECURITY: a view holds questions, never answers: who opens a shared one sees what they may see themselves.
    """

    key = models.UUIDField(_("address"), default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kept by")
    )
    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("shared with")
    )
    place = models.CharField(_("list"), max_length=120)
    query = models.CharField(_("what is asked"), max_length=2000, blank=True)
    name = models.CharField(_("name"), max_length=120)
    opens_first = models.BooleanField(_("the list opens with it"), default=False)
    created_at = models.DateTimeField(_("kept at"), default=timezone.now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="saved_view_name_once", fields=["owner", "place", "name"]),
            models.UniqueConstraint(
                name="saved_view_opens_first_once", fields=["owner", "place"], condition=Q(opens_first=True)
            ),
            models.CheckConstraint(name="saved_view_has_name", condition=~Q(name="") & ~Q(place="")),
        ]
        indexes = [models.Index(fields=["owner", "place"], name="saved_view_by_place")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("saved:open", args=[self.key])
