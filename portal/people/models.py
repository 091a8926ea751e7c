"""Our own people, passing through posts; what they can do. Participation elsewhere copies unit and post at that time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.text import fold, given_name_key
from portal.text.labels import Labelled
from portal.units.models import Unit

from .querysets import PersonQuerySet


@tracked(exclude=["telephone", "email", "notes"])  # what is removed must be gone
class Person(models.Model):
    """An officer, a leader or another person of ours; in demonstrations named by post, never invented.

    `revision` grows by one with each saving; the second of two savers is shown both versions.
    """

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
    is_full_time = models.BooleanField(_("full-time external-relations officer"), default=False)
    specialisation = models.CharField(
        _("specialisation"), max_length=200, blank=True, help_text=_("What was studied, which degree.")
    )
    retires_on = models.DateField(_("retires on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True, editable=False)
    source_key = models.CharField(
        _("key in the source"), max_length=60, blank=True, editable=False, db_index=True
    )
    is_demonstration = models.BooleanField(_("demonstration data"), default=False, editable=False)
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
        posts = self.posts.select_related("unit") if self.pk else ()
        words = [self.name, self.specialisation, *(f"{post.title} {post.unit.name}" for post in posts)]
        self.search_text = fold(" ".join(words))
        return self

    def posts_on(self, day) -> list["Post"]:
        """The posts of that day; asks nothing of the database where `posts` is prefetched."""
        return [post for post in self.posts.all() if post.is_held(on=day)]


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

    def is_held(self, *, on) -> bool:
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


class Language(models.TextChoices):
    """The languages that the work asks for; others are written out."""

    ENGLISH = "en", _("English language")
    CHINESE = "zh", _("Chinese")
    LAO = "lo", _("Lao")
    KHMER = "km", _("Khmer")
    FRENCH = "fr", _("French")
    RUSSIAN = "ru", _("Russian")
    JAPANESE = "ja", _("Japanese")
    KOREAN = "ko", _("Korean")
    SPANISH = "es", _("Spanish")
    GERMAN = "de", _("German")
    THAI = "th", _("Thai")
    OTHER = "other", _("another language")


class LanguageLevel(models.TextChoices):
    """Levels of the common European framework; "" where nothing is known. They sort as they rise."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    NATIVE = "native", _("native speaker")


@tracked()
class LanguageSkill(Labelled):
    """A language that a person speaks. `as_written` keeps how a source put it ("HSK 4", "giao tiếp")."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills", verbose_name=_("person"))
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    level = models.CharField(_("level"), max_length=10, choices=LanguageLevel.choices, blank=True)
    certificate = models.CharField(_("certificate"), max_length=120, blank=True)
    certified_on = models.DateField(_("certificate of"), null=True, blank=True)
    can_interpret = models.BooleanField(_("can interpret"), default=False)
    as_written = models.CharField(_("as the source wrote it"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("language skill")
        verbose_name_plural = _("language skills")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="skill_once", fields=["person", "language"], condition=~Q(language="other")
            )
        ]

    def __str__(self):
        name = self.get_language_display()
        return f"{name} ({self.get_level_display()})" if self.level else self.as_written or str(name)


class Field(models.TextChoices):
    """Fields of expertise that delegations, forums and seats ask for."""

    COLLECTIVE_BARGAINING = "collective_bargaining", _("collective bargaining")
    ORGANISING = "organising", _("organising the non-state sector")
    LABOUR_LAW = "labour_law", _("labour law")
    INTERNATIONAL_STANDARDS = "international_standards", _("international labour standards")
    OSH = "osh", _("occupational safety and health")
    WAGES = "wages", _("wages, social insurance")
    GENDER = "gender", _("gender, women workers")
    EDUCATION = "education", _("union education")
    COMMUNICATION = "communication", _("communication")
    PROJECT_MANAGEMENT = "project_management", _("project management")
    INTERNATIONAL_LAW = "international_law", _("international law, agreements")
    DIGITAL = "digital", _("digital work")
    PROTOCOL = "protocol", _("protocol, reception")


@tracked()
class Expertise(Labelled):
    """A field in which a person can speak for the union."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="expertise", verbose_name=_("person"))
    field = models.CharField(_("field"), max_length=30, choices=Field.choices)

    class Meta:
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="expertise_once", fields=["person", "field"])]

    def __str__(self):
        return str(self.get_field_display())


@tracked()
class Training(models.Model):
    """A course attended."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="trainings", verbose_name=_("person"))
    title = models.CharField(_("course"), max_length=250)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    organiser = models.CharField(_("held by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("training attended")
        verbose_name_plural = _("trainings attended")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="training_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A course ends before it begins."),
            )
        ]

    def __str__(self):
        return self.title
