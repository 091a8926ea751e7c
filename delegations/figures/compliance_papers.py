"""The papers of each activity as an inspector asks for them: attached to it, or drafted from it and dispatched."""

from collections import defaultdict
from collections.abc import Sequence

from portal.documents.models import Document
from portal.papers.models import Paper, PaperState


def papers_of(records: Sequence, user) -> dict[int, list[Document]]:
    """Record key → its living documents, then its dispatched papers as they were signed, else as they were frozen.

    `records` are of one model and seen by the reader, and so are the papers attached to them; a dispatched paper
    that names guests is for those alone who may read it. A fixed number of queries.
    """
    found: dict[int, list[Document]] = defaultdict(list)
    if not records:
        return found
    of_these = {
        "target_model": records[0]._meta.label_lower,
        "target_id__in": [record.pk for record in records],
    }
    for document in Document.objects.live().filter(**of_these).with_versions().order_by("created_at", "pk"):
        found[document.target_id].append(document)
    sent = Paper.objects.visible_to(user).live().filter(state=PaperState.ISSUED, **of_these)
    files = sent.select_related("issued", "signed").prefetch_related("issued__versions", "signed__versions")
    for paper in files.order_by("dated", "pk"):
        document = paper.signed or paper.issued
        if document is not None and document.purged_at is None and document.archived_at is None:
            found[paper.target_id].append(document)
    return found
