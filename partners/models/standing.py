"""Our seats, memberships and roles in international bodies (annex IX)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import can, has
from portal.audit.history import tracked
from portal.records.models import DatedRecord

from ..querysets import PositionQuerySet
from .choices import PositionKind
from .partner import Partner
from .sentences import refusal


@tracked()
class Position(DatedRecord):
    """A seat, membership or role of ours in an international body (annex IX)."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    organisation_written = models.CharField(_("organisation as written"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PositionKind.choices, default=PositionKind.ROLE)
    title = models.CharField(_("position"), max_length=250)
    holder = models.CharField(_("held by"), max_length=150, blank=True)
    holder_post = models.CharField(_("post of the holder"), max_length=150, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)
    successors = models.CharField(_("prepared candidates"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("notes",)
    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("international position")
        verbose_name_plural = _("international positions")
        ordering = ["-starts_on"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:position-detail", args=[self.pk])

    def may_edit(self, user):
        return has(user, "partner.edit") or can(user, "record.edit", self)

    @property
    def organisation_label(self) -> str:
        return str(self.partner) if self.partner_id else self.organisation_written

    @property
    def ends_by(self) -> dt.date | None:
        """The last day of the term, as far as it is written; None where nobody wrote an end."""
        return self.ends_on.latest if self.ends_on else None

    def days_left(self, on: dt.date) -> int | None:
        """Days until the term ends, below zero once it has; None for a term without an end."""
        return None if self.ends_by is None else (self.ends_by - on).days

    def term_label(self) -> str:
        """ "05/2022 – 2027", "05/2022 –", "" """
        if not self.starts_on and not self.ends_on:
            return ""
        return " – ".join(day.display() if day else "" for day in (self.starts_on, self.ends_on)).strip()

    def clean(self):
        """Refuse a mandate that ends before it begins."""
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            expected = _("%(day)s or later") % {"day": self.starts_on.display()}
            raise ValidationError({"ends_on": refusal(_("to"), self.ends_on.display(), expected)})

    def words(self):
        return [self.title, self.holder, self.organisation_label]
