"""Days to remember of a partner, and the letters that go and come."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.records.models import Kept, Record

from ..querysets import MessageQuerySet, MessageTemplateQuerySet, OccasionQuerySet
from .choices import AddressForm, Flow
from .partner import Partner


class OccasionKind(models.TextChoices):
    CONGRESS = "congress", _("congress")
    FOUNDING_DAY = "founding_day", _("founding day")
    NATIONAL_DAY = "national_day", _("national day")
    ELECTION = "election", _("election of a leader")
    BEREAVEMENT = "bereavement", _("bereavement")
    NEW_YEAR = "new_year", _("new year")
    RELATIONS_DAY = "relations_day", _("anniversary of relations")
    OTHER = "other", _("other")


class Calendar(models.TextChoices):
    SOLAR = "solar", _("solar")
    LUNAR = "lunar", _("lunar")


@tracked()
class Occasion(Kept):
    """A day of a partner or of a country: every year by the solar or lunar calendar, or once (`year` given)."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="occasions", verbose_name=_("partner")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, choices=country_choices,
        help_text=_("For days of a whole country: they stand at each partner there."),
    )  # fmt: skip
    kind = models.CharField(_("occasion"), max_length=20, choices=OccasionKind.choices)
    title = models.CharField(_("what is marked"), max_length=250)
    calendar = models.CharField(
        _("calendar"), max_length=10, choices=Calendar.choices, default=Calendar.SOLAR
    )
    is_yearly = models.BooleanField(_("every year"), default=True)
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("The year of the event; for yearly days, of the first.")
    )
    notes = models.CharField(_("notes"), max_length=300, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["month", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="occasion_of_partner_or_country", condition=Q(partner__isnull=False) | ~Q(country="")
            ),
            models.CheckConstraint(
                name="occasion_once_has_its_year", condition=Q(is_yearly=True) | Q(year__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:occasion-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.partner or ""), self.get_country_display()]


class MessageKind(models.TextChoices):
    CONGRATULATION = "congratulation", _("congratulation")
    CONDOLENCE = "condolence", _("condolence")
    THANKS = "thanks", _("thanks")
    INVITATION = "invitation", _("invitation")


class MessageState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    ANSWERED = "answered", _("answered")


class LetterLanguage(models.TextChoices):
    """Second languages of letters (domain.md 9.8); Vietnamese always comes first."""

    ENGLISH = "en", _("English")
    LAO = "lo", _("Lao")
    KHMER = "km", _("Khmer")
    CHINESE = "zh", _("Chinese")
    KOREAN = "ko", _("Korean")
    JAPANESE = "ja", _("Japanese")
    RUSSIAN = "ru", _("Russian")
    SPANISH = "es", _("Spanish")
    FRENCH = "fr", _("French")


@tracked()
class MessageTemplate(Kept):
    """The wording a letter starts from, by kind and language; administrators of wording are the department."""

    kind = models.CharField(_("kind of letter"), max_length=20, choices=MessageKind.choices)
    occasion_kind = models.CharField(
        _("occasion"), max_length=20, choices=OccasionKind.choices, blank=True,
        help_text=_("Empty: for any occasion."),
    )  # fmt: skip
    language = models.CharField(
        _("language"), max_length=8, choices=[("vi", _("Vietnamese")), *LetterLanguage.choices]
    )
    subject = models.CharField(_("heading"), max_length=250)
    body = models.TextField(_("text"))

    objects = MessageTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        ordering = ["kind", "occasion_kind", "language"]
        constraints = [
            models.UniqueConstraint(
                name="message_template_once",
                fields=["kind", "occasion_kind", "language"],
                condition=Q(archived_at=None),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    def get_absolute_url(self):
        return reverse("partners:template-detail", args=[self.pk])


@tracked()
class Message(Record):
    """A letter or telegram of courtesy to (or from) a partner, in Vietnamese and a second language."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="messages", verbose_name=_("partner"))
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("occasion")
    )
    occasion_on = models.DateField(_("day of the occasion"), null=True, blank=True)
    flow = models.CharField(_("who writes"), max_length=10, choices=Flow.choices, default=Flow.OURS)
    kind = models.CharField(_("kind of letter"), max_length=20, choices=MessageKind.choices)
    addressee_name = models.CharField(_("addressee"), max_length=150, blank=True)
    addressee_post = models.CharField(_("post of the addressee"), max_length=200, blank=True)
    address_form = models.CharField(
        _("form of address"), max_length=20, choices=AddressForm.choices, blank=True
    )
    subject = models.CharField(_("heading"), max_length=250)
    text = models.TextField(_("text in Vietnamese"))
    language = models.CharField(
        _("second language"), max_length=8, choices=LetterLanguage.choices, blank=True
    )
    subject_second = models.CharField(_("heading in the second language"), max_length=250, blank=True)
    text_second = models.TextField(_("text in the second language"), blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MessageState.choices, default=MessageState.DRAFT
    )
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by_way = models.CharField(_("sent by"), max_length=120, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-sent_on", "-pk"]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("partners:message-detail", args=[self.pk])

    def words(self):
        return [self.subject, self.number, self.addressee_name, str(self.partner)]
