"""What every record keeps: its revision, its archive mark, its source, its words for search."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, can, has
from portal.text import fold
from portal.text.fields import PartialDateField
from portal.text.labels import Labelled
from portal.units.models import Unit

from .querysets import PROSE_AFTER, DatedRecordQuerySet, KeptQuerySet, RecordQuerySet

#: letters of a record's long texts that are searched: ten printed pages
MOST_PROSE = 30_000


class Kept(Labelled):
    """A record that is edited by several, archived instead of deleted, and remembers where it came from.

    `revision` grows by one with each saving; the second of two savers is shown both versions.
    `as_written` keeps what a source wrote, by column, beside what it was matched to.
    """

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    updated_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True, editable=False)
    source_key = models.CharField(
        _("key in the source"), max_length=60, blank=True, editable=False, db_index=True
    )
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    as_written = models.JSONField(_("as the source wrote it"), default=dict, blank=True, editable=False)
    is_demonstration = models.BooleanField(_("demonstration data"), default=False, editable=False)
    search_text = models.TextField(editable=False, default="")

    edit_permission = Permission.PARTNER_EDIT
    #: columns of long text in which the record is found, too. SECURITY: only what its page shows to everybody who
    #: sees the record
    prose: ClassVar[tuple[str, ...]] = ()
    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def words(self) -> list[str]:
        """What the record is called and found by; each model names its own."""
        return [str(self)]

    def derive(self) -> None:
        """Set the stored columns that follow from the others; services call it before saving."""
        self.search_text = fold(" ".join(word for word in self.words() if word)) + self.folded_prose()

    def folded_prose(self) -> str:
        """What stands behind the words: the long texts after their mark; "" where nothing is written."""
        told = fold(" ".join(filter(None, (getattr(self, name) for name in self.prose))))
        return f"{PROSE_AFTER}{told[:MOST_PROSE]}" if told else ""

    @property
    def folded_words(self) -> str:
        """`words` alone as they are stored, without the long texts."""
        return self.search_text.partition(PROSE_AFTER)[0]

    def may_edit(self, user) -> bool:
        """Whether the user may change this record at all."""
        return has(user, self.edit_permission)

    @classmethod
    def may_create(cls, user) -> bool:
        return has(user, cls.edit_permission)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Record(Kept):
    """A record of a unit; it may be shown under other units too, and is counted once."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    other_units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("other units"))

    edit_permission = Permission.RECORD_EDIT
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def may_edit(self, user) -> bool:
        return can(user, self.edit_permission, self)


class DatedRecord(Record):
    """A record with a time. It belongs to the period of its end, else of its start."""

    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    placed_from = models.DateField(null=True, editable=False, db_index=True)
    placed_to = models.DateField(null=True, editable=False, db_index=True)

    objects = DatedRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def derive(self) -> None:
        super().derive()
        placing = self.ends_on or self.starts_on
        self.placed_from = placing.earliest if placing else None
        self.placed_to = placing.latest if placing else None


class Unmatched(models.Model):
    """A name that an import could not match to a unit or partner; kept as written and listed for matching."""

    target_model = models.CharField(_("kind of record"), max_length=80)
    target_id = models.BigIntegerField()
    column = models.CharField(_("column"), max_length=40)
    written = models.CharField(_("as written"), max_length=500)
    country = models.CharField(_("country"), max_length=2, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    resolved_at = models.DateTimeField(_("matched at"), null=True, blank=True)
    resolved_to = models.CharField(_("matched to"), max_length=200, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("unmatched name")
        verbose_name_plural = _("unmatched names")
        ordering = ["column", "written"]
        constraints = [
            models.UniqueConstraint(
                name="unmatched_once", fields=["target_model", "target_id", "column", "written"]
            )
        ]

    def __str__(self):
        return self.written
