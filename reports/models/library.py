""" "Văn bản, biểu mẫu": directives, guidance and forms sent to units, who confirm; questions with their answers."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models import refusal
from portal.access.permissions import Permission
from portal.audit.history import tracked
from portal.notifications.chasing import ChaseChannel
from portal.records.models import Record
from portal.units.models import Unit, UnitType

from ..querysets import LibraryItemQuerySet, QuestionQuerySet, ReceiptChaseQuerySet, ReceiptQuerySet


class LibraryKind(models.TextChoices):
    DIRECTIVE = "directive", _("directive, resolution")
    REGULATION = "regulation", _("law, regulation")
    GUIDANCE = "guidance", _("guidance")
    FORM = "form", _("form, template")
    OTHER = "other", _("other document")


@tracked()
class LibraryItem(Record):
    """A document that units work by. `unit` is the one that sends it; its files hang on it as documents.

    Addressed to `addressees`, to all units of `addressed_types` (a list of `UnitType` codes), or, where both are empty, to all.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=LibraryKind.choices)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    authority = models.CharField(_("issued by"), max_length=200, blank=True)
    summary = models.TextField(_("what it asks for"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    addressed_types = models.JSONField(_("to all units of the kinds"), default=list, blank=True)
    addressees = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("to the units"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    asks_reading = models.BooleanField(_("units confirm that they have read it"), default=False)
    asks_doing = models.BooleanField(_("units confirm that they have done it"), default=False)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)

    edit_permission = Permission.REPORT_REVIEW
    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of the library")
        verbose_name_plural = _("documents of the library")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="library_valid_in_order",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def asks(self) -> bool:
        """Whether units confirm anything at all."""
        return self.asks_reading or self.asks_doing

    def get_absolute_url(self):
        return reverse("reports:libraryitem-detail", args=[self.pk])

    def words(self):
        return [self.title, self.number, self.authority, self.summary]

    def clean(self):
        """Refuse an end before the beginning, and kinds of units that do not exist."""
        super().clean()
        wrong = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            expected = _now("%(day)s or later") % {"day": f"{self.valid_from:%d/%m/%Y}"}
            wrong["valid_to"] = refusal(_("valid to"), f"{self.valid_to:%d/%m/%Y}", expected)
        unknown = [code for code in self.addressed_types if code not in UnitType.values]
        if unknown:
            expected = ", ".join(str(label) for label in UnitType.labels)
            wrong["addressed_types"] = refusal(_("to all units of the kinds"), ", ".join(unknown), expected)
        if wrong:
            raise ValidationError(wrong)


@tracked()
class Receipt(models.Model):
    """What one unit has confirmed of a document that was sent to it."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="receipts", verbose_name=_("document"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by_name = models.CharField(_("read by"), max_length=200, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by_name = models.CharField(_("done by"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of a unit")
        verbose_name_plural = _("confirmations of units")
        ordering = ["unit__sort_key"]
        constraints = [models.UniqueConstraint(name="receipt_once", fields=["item", "unit"])]

    def __str__(self):
        return f"{self.item}: {self.unit}"

    @property
    def is_waiting(self) -> bool:
        """Whether the unit still has to confirm something that the document asks for."""
        asks_reading, asks_doing = self.item.asks_reading, self.item.asks_doing
        return bool(asks_reading and not self.read_at or asks_doing and not self.done_at)


class ReceiptChase(models.Model):
    """One time that a unit was asked to confirm: by whom, how; the next officer sees it."""

    receipt = models.ForeignKey(
        Receipt, models.CASCADE, related_name="chases", verbose_name=_("confirmation of a unit")
    )
    channel = models.CharField(_("how"), max_length=12, choices=ChaseChannel.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    objects = ReceiptChaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("chasing for a confirmation")
        verbose_name_plural = _("chasings for confirmations")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.receipt}, {self.get_channel_display()}"


@tracked()
class Question(Record):
    """A question of a unit about the work or a document, with the answer; what is shared is read by all units."""

    item = models.ForeignKey(
        LibraryItem, models.SET_NULL, null=True, blank=True, related_name="questions",
        verbose_name=_("about the document"),
    )  # fmt: skip
    text = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    answered_by_name = models.CharField(_("answered by"), max_length=200, blank=True, editable=False)
    is_shared = models.BooleanField(_("shown to all units, without the name of who asked"), default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions and answers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="question_shared_when_answered", condition=Q(is_shared=False) | ~Q(answer="")
            )
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return reverse("reports:question-detail", args=[self.pk])

    def words(self):
        return [self.text, self.answer, str(self.item or "")]
