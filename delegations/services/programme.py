"""The programme by day of a delegation, the sessions of a conference."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import ConflictError
from portal.text import normalise

from ..models import Delegation, Event, ProgrammeItem
from .dossiers import check_open

TEXTS = ("text", "text_second", "place", "who")


@transaction.atomic
def save_programme(
    record: Delegation | Event,
    *,
    by,
    changed: Iterable[ProgrammeItem] = (),
    removed: Iterable[ProgrammeItem] = (),
    revision: int | None = None,
) -> Delegation | Event:
    """Save points, take others out. Raises what `check_open` raises, ConflictError when `revision` is no longer
    the current one, and a ValidationError for a day outside the trip.
    """
    check_open(record, by=by)
    rows = type(record)._default_manager.filter(pk=record.pk)
    claimed = rows if revision is None else rows.filter(revision=revision)
    if not claimed.update(revision=F("revision") + 1, updated_at=timezone.now()):
        raise ConflictError(rows.get())
    gone = [item.delete() for item in removed]
    kept = list(changed)
    for item in kept:
        item.activity = record
        for name in TEXTS:
            setattr(item, name, normalise(getattr(item, name)))
        item.full_clean()
        item.save()
    record.refresh_from_db(fields=["revision", "updated_at"])
    write_trail(
        Verb.UPDATED, record, by=by, details={"part": "programme", "saved": len(kept), "removed": len(gone)}
    )
    return record
