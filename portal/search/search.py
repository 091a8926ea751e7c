"""What the packages below the search hand up: attached documents, by title and by what stands in them."""

from collections import defaultdict

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.documents.models import Document, Version, VersionText
from portal.ui.formats import date_vi

from .asked import pattern
from .kinds import Written, joined, kind


@kind
class Documents(Written):
    """SECURITY: a document is found by whoever sees the record it hangs on, its purged words by nobody."""

    key, label, icon, order = "documents", _("Attached documents"), "paperclip", 39
    model = Document
    title = "title"
    beside = ()
    prefetch = ("versions__words",)
    ordering = ("-created_at", "-pk")

    def matching(self, rows, asked, user):
        """In the text of the newest version, which holds the title, too; or, where there is no text, in the title."""
        newer = Version.objects.filter(
            document=OuterRef("version__document"), number__gt=OuterRef("version__number")
        )
        texts = VersionText.objects.filter(~Exists(newer))
        titled = Q()
        for word in asked.words:
            texts = texts.filter(folded__contains=word)
            titled &= Q(title__regex=pattern(word))
        return rows.filter(Q(pk__in=texts.values("version__document")) | titled)

    def prepare(self, records, user):
        """The record that each document hangs on, one question for each kind of record."""
        by_model = defaultdict(set)
        for document in records:
            by_model[document.target_model].add(document.target_id)
        found = {label: visible(apps.get_model(label), user).in_bulk(ids) for label, ids in by_model.items()}
        for document in records:
            document.hangs_on = found[document.target_model].get(document.target_id)

    def title_of(self, record):
        return record.title

    def small(self, record):
        internal = _("for internal circulation") if record.internal_only else ""
        kind_ = record.get_kind_display()
        extension = record.latest.extension.upper() if record.latest else ""
        return joined(kind_, extension, date_vi(record.created_at), record.hangs_on, internal)

    def texts_of(self, record):
        words = getattr(record.latest, "words", None)
        return [words.text] if words is not None else []
