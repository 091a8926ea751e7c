"""The private address under which a person's calendar programme reads the calendar of foreign relations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import declare_scope, own_or


class CalendarFeed(models.Model):
    """One for each user; only the SHA-256 of the secret is kept. A new one ends the old one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name=_("account")
    )
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made at"))
    read_at = models.DateTimeField(_("last read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return str(self.user)


declare_scope(CalendarFeed, own_or(Permission.PEOPLE_MANAGE))
