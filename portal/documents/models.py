"""Documents hang on records of any kind, by name and number: this package knows none of the apps above."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.documents.contents import claimed
from portal.documents.querysets import DocumentQuerySet, VersionQuerySet, VersionTextQuerySet


class Kind(models.TextChoices):
    """Parts of a dossier (domain.md 2.5)."""

    SUBMISSION = "submission", _("Submission")
    DECISION = "decision", _("Decision")
    LETTER = "letter", _("Official letter")
    INVITATION = "invitation", _("Invitation")
    PLAN = "plan", _("Plan, project or programme")
    MEMBERS = "members", _("List of members")
    AGREEMENT = "agreement", _("Text of an agreement")
    OPINION = "opinion", _("Written opinion")
    REPORT = "report", _("Report")
    SIGNED_COPY = "signed_copy", _("Signed copy")
    MINUTES = "minutes", _("Minutes")
    SPEECH = "speech", _("Speech or paper")
    FINANCE = "finance", _("Costs, settlement, receipts")
    PHOTO = "photo", _("Photograph")
    PRESS = "press", _("Article or press release")
    ISSUED = "issued", _("Paper printed by the portal")
    OTHER = "other", _("Other")


# SECURITY: history and audit cannot be purged, so neither keeps titles or file names: a state secret
# entered by mistake must be removable, its title too.
@tracked(exclude=["title"])
class Document(models.Model):
    """One paper of a record, in one or more versions. `target_model`: a label as "partners.partner"."""

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind of document"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    target_model = models.CharField(_("kind of record"), max_length=80)
    target_id = models.BigIntegerField(_("record"))
    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    internal_only = models.BooleanField(_("for internal circulation"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("attached by"),
    )
    created_at = models.DateTimeField(_("attached at"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True, editable=False)
    purged_at = models.DateTimeField(_("purged at"), null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["target_model", "target_id"], name="document_by_target")]
        constraints = [
            models.CheckConstraint(
                name="document_purged_keeps_no_title",
                condition=Q(purged_at=None) | Q(title="", archived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="document_has_title", condition=~Q(title="") | Q(purged_at__isnull=False)
            ),
        ]

    def __str__(self):
        """For the audit trail, therefore without the title (see above)."""
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def latest(self) -> "Version | None":
        """The newest version; free after `with_versions()`."""
        return next(iter(self.versions.all()), None)

    def get_absolute_url(self):
        return reverse("documents:download", args=[self.pk])


def storage_name(version: "Version", filename: str) -> str:
    """By date and a random name: nothing of the user's words reaches the file store."""
    return f"{version.uploaded_at:%Y/%m/%d}/{uuid.uuid4().hex}.{claimed(filename) or 'bin'}"


@tracked(exclude=["file", "filename"])
class Version(models.Model):
    """The bytes of a document as they were given. A frozen one is issued: PostgreSQL refuses to change it."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="versions", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("version"), default=1)
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200, blank=True)
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size"))
    content_type = models.CharField(_("content type"), max_length=100)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)
    frozen = models.BooleanField(_("issued"), default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="version_number_once", fields=["document", "number"]),
            models.CheckConstraint(name="version_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="version_file_or_purged",
                condition=(Q(sha256__regex=r"^[0-9a-f]{64}$", size__gt=0) & ~Q(file="") & ~Q(filename=""))
                | Q(sha256="", file="", filename="", size=0),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen=True),
            ),
            pgtrigger.Protect(
                name="bytes_never_change",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("sha256", "file", "size", "document", "number"),
            ),
            pgtrigger.Trigger(
                name="nothing_after_issue",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT FROM documents_version WHERE document_id = NEW.document_id AND frozen
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: document % is issued', NEW.document_id;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.document} v{self.number}"

    @property
    def extension(self) -> str:
        return claimed(self.filename)

    def get_absolute_url(self):
        return reverse("documents:version", args=[self.document_id, self.number])


class TextState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be read")
    READ = "read", _("Read")
    EMPTY = "empty", _("Holds no text")
    FAILED = "failed", _("Cannot be read")


class VersionText(models.Model):
    """The words of a version, for the search. `folded`: the same in lower case without accents.

    SECURITY: they go when the version is purged; history and audit never hold them.
    """

    version = models.OneToOneField(
        Version, models.CASCADE, related_name="words", verbose_name=_("version of a document")
    )
    state = models.CharField(_("state"), max_length=10, choices=TextState.choices, default=TextState.WAITING)
    text = models.TextField(_("text"), blank=True)
    folded = models.TextField(_("text without accents"), blank=True, editable=False)
    error = models.CharField(_("why it cannot be read"), max_length=300, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = VersionTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        constraints = [
            models.CheckConstraint(
                name="version_text_only_when_read", condition=Q(state="read") | Q(text="", folded="")
            ),
            models.CheckConstraint(
                name="version_text_failed_says_why", condition=~Q(state="failed") | ~Q(error="")
            ),
        ]
        indexes = [
            models.Index(fields=["version"], name="version_text_waiting", condition=Q(state="waiting"))
        ]

    def __str__(self):
        return f"{self.version_id} {self.state}"
