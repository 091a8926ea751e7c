"""Two equal rows of two partners that become one: one row goes on, the other is set aside with what hung on it moved."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from portal.access.services import move_shares
from portal.documents.models import Document
from portal.records.models import Kept

from ..models import Partner
from ..models.movable import Movable, Relation, Same

#: What belongs to the row itself: it is not taken over where the row that stays has nothing.
OWN = frozenset(
    {"id", "revision", "created_at", "created_by", "updated_at", "archived_at", "source_key", "search_text"}
)


def equal_rows(
    mine: Iterable[models.Model], theirs: Iterable[models.Model], same: Same
) -> list[tuple[models.Model, models.Model]]:
    """(the row that stays, the row that is equal to it): each row of both sides at most once."""
    free, found = list(mine), []
    for row in theirs:
        into = next((one for one in free if same(one, row)), None)
        if into is not None:
            free.remove(into)
            found.append((into, row))
    return found


def pairs(relation: Relation, rule: Movable, keep: Partner, gone: Partner, user=None) -> list[tuple]:
    """The equal living rows of two partners, as far as the user sees them (None: all); two queries."""
    if rule.same is None:
        return []
    sides = [
        relation.visible_rows_of(one, user) if user is not None else relation.rows_of(one)
        for one in (keep, gone)
    ]
    mine, theirs = (list(rows.filter(archived_at=None).order_by("pk")) for rows in sides)
    return equal_rows(mine, theirs, rule.same)


def fold(relation: Relation, rule: Movable, keep: Partner, gone: Partner) -> int:
    """Let equal rows of both become one. Returns how many were set aside."""
    found = pairs(relation, rule, keep, gone)
    for into, row in found:
        fold_row(row, into=into)
    return len(found)


def fold_row(row: Kept, *, into: Kept) -> None:
    """`into` takes over what it does not say itself and what hangs on `row`; `row` is archived."""
    for field in row._meta.concrete_fields:
        takes = field.name not in OWN and not isinstance(field, models.OneToOneField)
        if takes and _is_blank(into, field) and not _is_blank(row, field):
            setattr(into, field.attname, getattr(row, field.attname))
    for many in row._meta.many_to_many:
        getattr(into, many.name).add(*getattr(row, many.name).all())
    _move_what_hangs_on(row, into)
    into.revision, into.updated_at = into.revision + 1, timezone.now()
    into.derive()
    into.save()
    type(row)._default_manager.filter(pk=row.pk).update(
        archived_at=timezone.now(), revision=models.F("revision") + 1
    )


def _is_blank(row: models.Model, field: models.Field) -> bool:
    return getattr(row, field.attname) in (None, "", {}, [])


def _move_what_hangs_on(row: Kept, into: Kept) -> None:
    """Rows that lead to it, papers, shares; where only one may lead there, the one that does so stays."""
    for related in row._meta.related_objects:
        model, name = related.related_model, related.field.name
        if hasattr(model, "pgh_tracked_model") or related.many_to_many:
            continue
        rows = model._default_manager.filter(**{name: row})
        if related.one_to_one and model._default_manager.filter(**{name: into}).exists():
            continue
        rows.update(**{name: into})
    papers = Document.objects.filter(target_model=row._meta.label_lower)
    papers.filter(target_id=row.pk).update(target_id=into.pk)
    move_shares(row, into)
