"""Outgoing papers drafted in the portal: text, number, seal, dispatch. One register (sổ văn bản đi) a unit and year.

A paper hangs on a record of any kind, by name and number: this package knows none of the apps above. The
clerk types the number, the portal never mints one (domain.md 4.4, 9.3).
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.documents.models import Document
from portal.records.models import Record
from portal.units.models import Unit

from .numbering import comparable, leading_digits, written
from .querysets import PaperQuerySet, RegisterLineQuerySet
from .types import TYPES


class PaperState(models.TextChoices):
    DRAFT = "draft", _("draft")
    NUMBER = "number", _("waits for its number")
    SEAL = "seal", _("waits for its seal")
    DISPATCH = "dispatch", _("waits for dispatch")
    ISSUED = "issued", _("dispatched")
    RECALLED = "recalled", _("recalled")


@tracked(exclude=["summary", "body", "body_second", "summary_second", "content"])
class Paper(Record):
    """One paper. `type_code` is its type by the decree ("TTr", "QĐ", "CV" …; domain.md 4.3); `unit` issues it.

    That no number is given twice is kept by its line in the register (`RegisterLine`), across all apps.
    `content` holds the tables taken from the record while the paper is a draft: what was signed is what leaves,
    whatever is changed in the record meanwhile. `signatures`: what stood in the signed file (portal.rendering).
    """

    type_code = models.CharField(_("type"), max_length=10)
    kind = models.CharField(_("kind of paper"), max_length=40)
    target_model = models.CharField(_("kind of record"), max_length=80, blank=True, editable=False)
    target_id = models.BigIntegerField(_("record"), null=True, blank=True, editable=False)
    summary = models.CharField(_("summary line"), max_length=400)
    addressees = models.TextField(_("addressed to"), blank=True, help_text=_("One line each."))
    body = models.TextField(_("text"), blank=True)
    language = models.CharField(_("second language"), max_length=8, blank=True)
    summary_second = models.CharField(_("summary line, second language"), max_length=400, blank=True)
    body_second = models.TextField(_("text, second language"), blank=True)
    recipients = models.TextField(_("recipients"), blank=True, help_text=_("One line each."))
    superior_line = models.CharField(_("upper header line"), max_length=200, blank=True)
    header_line = models.CharField(_("header line"), max_length=200)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True, help_text=_("For example TTr-BĐN."))
    place = models.CharField(_("place of issue"), max_length=80, blank=True)
    signature_authority = models.CharField(_("signs in the name of"), max_length=150, blank=True)
    signature_title = models.CharField(_("title of the signatory"), max_length=150)
    signatory = models.CharField(_("name of the signatory"), max_length=150, blank=True)
    content = models.JSONField(default=dict, blank=True, editable=False)
    signatures = models.JSONField(default=list, blank=True, editable=False)
    recalled_reason = models.CharField(_("recalled because"), max_length=300, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=PaperState.choices, default=PaperState.DRAFT, editable=False
    )
    number = models.CharField(_("number"), max_length=20, blank=True, editable=False)
    dated = models.DateField(_("date"), null=True, blank=True, editable=False)
    numbered_at = models.DateTimeField(null=True, blank=True, editable=False)
    sealed_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("paper as issued"),
    )  # fmt: skip
    signed = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("signed file"),
    )  # fmt: skip

    prose = ("body", "body_second", "recipients")
    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing paper")
        verbose_name_plural = _("outgoing papers")
        ordering = ["-dated", "-pk"]
        indexes = [models.Index(fields=["target_model", "target_id"], name="paper_by_target")]
        constraints = [
            models.CheckConstraint(
                name="paper_numbered_whole",
                condition=Q(number="", dated=None, numbered_at=None)
                | ~Q(number="") & Q(dated__isnull=False, numbered_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code or self.symbol} – {self.summary}"

    def get_absolute_url(self):
        return reverse("papers:paper-detail", args=[self.pk])

    @property
    def code(self) -> str:
        """12/TTr-BĐN; "" until the clerk has numbered it."""
        return written(self.number, self.symbol)

    @property
    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT

    def may_edit(self, user) -> bool:
        """The text of a draft alone is changed: what lies with the clerk or has left stays what it is."""
        return self.is_draft and super().may_edit(user)

    @classmethod
    def may_create(cls, user) -> bool:
        """A paper begins on the page of its dossier, never by itself."""
        return False

    def words(self):
        return [self.code, self.summary, self.addressees, self.signature_title, self.header_line]


@tracked(exclude=["summary"])
class RegisterLine(Record):
    """One line of a register of outgoing papers (sổ văn bản đi), whatever app the paper comes from.

    `book` is the unit whose register it is: the Confederation and its departments share one. Within a book and
    a year no number of a symbol is given twice, the database refuses it; a recalled paper keeps its line.
    """

    book = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("register of"))
    number = models.CharField(_("number"), max_length=20)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    number_key = models.CharField(max_length=60, editable=False)
    number_order = models.PositiveIntegerField(default=0, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    dated = models.DateField(_("date"))
    type_code = models.CharField(_("type"), max_length=10, choices=TYPES)
    summary = models.CharField(_("summary line"), max_length=400)
    signatory = models.CharField(_("signatory"), max_length=300, blank=True)
    recipients = models.TextField(_("recipients"), blank=True)
    target_model = models.CharField(_("kind of record"), max_length=80, editable=False)
    target_id = models.BigIntegerField(_("record"), editable=False)
    recalled_on = models.DateField(_("recalled on"), null=True, blank=True, editable=False)

    objects = RegisterLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the register of outgoing papers")
        verbose_name_plural = _("register of outgoing papers")
        ordering = ["-dated", "-number_order", "-pk"]
        indexes = [models.Index(fields=["book", "year", "symbol"], name="register_line_by_symbol")]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "number_key"], name="register_number_once",
                violation_error_message=_("This number is taken in the register of this year."),
            ),
            models.UniqueConstraint(fields=["target_model", "target_id"], name="register_line_once_a_paper"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} – {self.summary}"

    @property
    def code(self) -> str:
        return written(self.number, self.symbol)

    def derive(self):
        self.number_key = comparable(f"{self.number}/{self.symbol}")
        self.number_order = int(leading_digits(self.number) or 0)
        self.year = self.dated.year
        super().derive()

    def words(self):
        return [self.code, self.summary, self.signatory, self.recipients, str(self.unit)]

    def may_edit(self, user) -> bool:
        """Lines follow from the papers; nobody writes them by hand."""
        return False

    @classmethod
    def may_create(cls, user) -> bool:
        return False
