"""What the leaders' screens keep: answers worked out before they are asked for, and when somebody looked last."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope


class StoredAnswer(models.Model):
    """What one panel of the dashboard says to those who see the same rows, about one year and one unit tree.

    SECURITY: `reader` is the digest of everything that decides which rows a person sees (`scope.sight`); an answer
    is read by its whole key alone, so nobody is shown what was worked out from rows that they do not see.
    """

    panel = models.CharField(_("panel"), max_length=80)
    reader = models.CharField(_("whose view"), max_length=64)
    unit = models.ForeignKey(
        "units.Unit", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    year_kind = models.CharField(_("kind of year"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    on = models.DateField(_("day of the figures"))
    language = models.CharField(_("language"), max_length=5)
    stamp = models.CharField(_("state of the records"), max_length=64, blank=True)
    content = models.JSONField(_("answer"), null=True)
    made_at = models.DateTimeField(_("worked out at"), default=timezone.now)

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        constraints = [
            models.UniqueConstraint(
                name="stored_answer_once",
                fields=["reader", "year_kind", "year", "unit", "language", "panel"],
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["made_at"], name="stored_answer_by_age")]

    def __str__(self):
        return f"{self.panel} {self.year_kind} {self.year}"


class LastLook(models.Model):
    """When a person opened the first screen: what happened since `before_at` is new to them.

    `before_at` is the look before this visit; it moves on only after the person was away for a while, so that
    what changed stays marked while they go down to a record and come back.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account")
    )
    seen_at = models.DateTimeField(_("last seen at"))
    before_at = models.DateTimeField(_("the look before"), null=True, blank=True)

    class Meta:
        verbose_name = _("last look")
        verbose_name_plural = _("last looks")

    def __str__(self):
        return f"{self.user_id} {self.seen_at:%Y-%m-%d}"


def _nobody(rows, user):
    """Answers are read by their whole key in `board`, never listed."""
    return rows.none()


def _own(rows, user):
    return rows.filter(user=user) if user.is_authenticated else rows.none()


declare_scope(StoredAnswer, _nobody)
declare_scope(LastLook, _own)
