"""Letters of courtesy: the templates they start from, and the register of what went and what came."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.history import tracked
from portal.records.models import Kept, Record

from ..querysets import MessageQuerySet, MessageTemplateQuerySet
from . import placeholders
from .choices import AddressForm, Flow
from .occasion import Occasion, OccasionKind
from .partner import Partner


class MessageKind(models.TextChoices):
    CONGRATULATION = "congratulation", _("congratulation")
    CONDOLENCE = "condolence", _("condolence")
    THANKS = "thanks", _("thanks")
    INVITATION = "invitation", _("invitation")


class MessageState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    RECEIVED = "received", _("came in")
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


VIETNAMESE = "vi"


@tracked()
class MessageTemplate(Kept):
    """The wording a letter starts from, by kind, occasion and language; the department keeps it."""

    kind = models.CharField(_("kind of letter"), max_length=20, choices=MessageKind.choices)
    occasion_kind = models.CharField(
        _("occasion"), max_length=20, choices=OccasionKind.choices, blank=True,
        help_text=_("Empty: for any occasion."),
    )  # fmt: skip
    language = models.CharField(
        _("language"), max_length=8, choices=[(VIETNAMESE, _("Vietnamese")), *LetterLanguage.choices]
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
                violation_error_message=_(
                    "There is a template of this kind, occasion and language already: change that one."
                ),
            )
        ]

    def __str__(self):
        parts = [self.get_kind_display(), self.get_occasion_kind_display(), self.get_language_display()]
        return " – ".join(str(part) for part in parts if part)

    def get_absolute_url(self):
        return reverse("partners:template-detail", args=[self.pk])

    def words(self):
        return [str(self), self.subject, self.body]

    def clean(self):
        """An unknown placeholder is refused by its name: it would stand in a letter as it is."""
        wrong = {
            name: sentence
            for name in ("subject", "body")
            if (sentence := placeholders.refusal(getattr(self, name)))
        }
        if wrong:
            raise ValidationError(wrong)


@tracked()
class Message(Record):
    """A letter or telegram of courtesy to or from a partner, in Vietnamese and perhaps a second language.

    Ours: draft → sent (the clerk's number is typed, never minted) → answered. Theirs: received → answered.
    Of one unit no two letters sent in a year carry the same number.
    """

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
    text = models.TextField(_("text in Vietnamese"), blank=True)
    language = models.CharField(
        _("second language"), max_length=8, choices=LetterLanguage.choices, blank=True
    )
    subject_second = models.CharField(_("heading in the second language"), max_length=250, blank=True)
    text_second = models.TextField(_("text in the second language"), blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MessageState.choices, default=MessageState.DRAFT, editable=False
    )
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by_way = models.CharField(_("way of sending"), max_length=120, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    # the number as it is compared, and the year in which it counts
    number_key = models.CharField(max_length=60, blank=True, editable=False)
    number_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    prose = ("text", "text_second", "answer")
    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="message_number_once_a_year",
                fields=["unit", "number_year", "number_key"],
                condition=Q(archived_at=None) & ~Q(number_key="") & Q(number_year__isnull=False),
                violation_error_message=_("Another letter of this year has this number already."),
            ),
            models.CheckConstraint(
                name="message_flows_one_way",
                condition=Q(flow__in=[Flow.OURS, Flow.THEIRS]),
                violation_error_message=_("A letter is ours or theirs."),
            ),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("partners:message-detail", args=[self.pk])

    def words(self):
        return [self.subject, self.number, self.addressee_name, str(self.partner), self.partner.name_en]

    def derive(self):
        super().derive()
        is_numbered = self.flow == Flow.OURS and self.sent_on is not None
        self.number_key = comparable(self.number) if is_numbered else ""
        self.number_year = self.sent_on.year if is_numbered else None

    @property
    def is_ours(self) -> bool:
        return self.flow == Flow.OURS

    @property
    def is_draft(self) -> bool:
        return self.state == MessageState.DRAFT

    @property
    def happened_on(self):
        """When it went or came; None for a draft."""
        return self.sent_on if self.is_ours else self.received_on

    def may_number(self, user) -> bool:
        """Who writes the unit's records, and its clerk."""
        return self.may_edit(user) or can(user, Permission.NUMBER, self)


def comparable(number: str) -> str:
    """ "05/TLĐ-ĐN " and "5/tlđ-đn" are the same number."""
    return re.sub(r"\s+", "", number).casefold().lstrip("0")
