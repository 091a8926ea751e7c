"""Our own people, passing through posts. Participation elsewhere copies unit and post at that time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.text import fold, given_name_key
from portal.units.models import Unit


class PersonQuerySet(models.QuerySet):
    def holding_post_on(self, unit, *, on):
        return self.filter(
            Q(posts__valid_to=None) | Q(posts__valid_to__gte=on), posts__unit=unit, posts__valid_from__lte=on
        ).distinct()


@tracked()
class Person(models.Model):
    """An officer, a leader or another person of ours; in demonstrations named by post, never invented."""

    name = models.CharField(_("name"), max_length=150)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    languages = models.CharField(
        _("languages"), max_length=150, blank=True, help_text=_("Language and level, by comma.")
    )
    is_full_time = models.BooleanField(_("full-time external-relations officer"), default=False)
    last_training_on = models.DateField(_("last training"), null=True, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_text = models.TextField(editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def spell(self):
        """Set the stored keys for sorting by given name and for search; services call it before saving."""
        self.sort_key = given_name_key(self.name)
        self.search_text = fold(self.name)
        return self


@tracked()
class Post(models.Model):
    """A post held in a unit during a time; "current" is derived from the dates."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    title = models.CharField(_("post"), max_length=150)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.unit}"
