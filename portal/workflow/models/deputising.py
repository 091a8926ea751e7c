"""Who stands in for whom, from one day to another, and how that is printed before the signature (domain.md 9.5)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.history import tracked

from ..querysets import DeputisationQuerySet


class SigningForm(models.TextChoices):
    FOR = "KT.", _("KT. (for the head)")
    BY_ORDER = "TL.", _("TL. (by order)")
    BY_AUTHORITY = "TUQ.", _("TUQ. (by written authority)")


@tracked()
class Deputisation(models.Model):
    """`deputy` may act for `giver` while the authority lasts, in one kind of matter or in all of them."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputies", verbose_name=_("given by")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputises", verbose_name=_("deputy")
    )
    form = models.CharField(
        _("signs with"), max_length=5, choices=SigningForm.choices, default=SigningForm.FOR
    )
    matter = models.CharField(_("matter"), max_length=40, blank=True, help_text=_("Empty: all matters."))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"))
    paper = models.CharField(_("paper (number, date)"), max_length=120, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    manage_permission = Permission.PEOPLE_MANAGE
    objects = DeputisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority to deputise")
        verbose_name_plural = _("authorities to deputise")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="deputisation_ends_after_it_begins",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The authority ends before it begins."),
            ),
            models.CheckConstraint(
                name="deputisation_of_another",
                condition=~Q(giver=F("deputy")),
                violation_error_message=_("Nobody deputises for themselves."),
            ),
        ]

    def __str__(self):
        return f"{self.deputy} {self.form} {self.giver}"

    def covers(self, matter: str, *, on) -> bool:
        in_time = self.valid_from <= on <= self.valid_to and self.revoked_at is None
        return in_time and self.matter in ("", matter)
