"""What somebody looked for: the last words, to look for them again. They are one's own business alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RecentSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own searches, nobody else's."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class RecentSearch(models.Model):
    """The words as typed; `folded` (lower case, no accents) says when two searches are the same."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account")
    )
    words = models.CharField(_("words"), max_length=200)
    folded = models.CharField(_("words without accents"), max_length=200, editable=False)
    at = models.DateTimeField(_("searched at"), default=timezone.now)

    objects = RecentSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("recent search")
        verbose_name_plural = _("recent searches")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="recent_search_once", fields=["user", "folded"]),
            models.CheckConstraint(name="recent_search_has_words", condition=~models.Q(folded="")),
        ]
        indexes = [models.Index(fields=["user", "-at"], name="recent_search_by_user")]

    def __str__(self):
        return self.words
