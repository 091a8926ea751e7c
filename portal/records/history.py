"""What changed in a record, field by field, read from the database's own history."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext as _now

from portal.access.scope import ScopedQuerySet
from portal.audit.history import link_events

_HIDDEN = {
    "revision",
    "search_text",
    "sort_key",
    "updated_at",
    "placed_from",
    "placed_to",
    "created_at",
    "created_by",
}


@dataclass(frozen=True)
class Change:
    """One field of one saving, as a person reads it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Saving:
    """One act on a record: when, by whom, created or changed, and the fields that differ.

    `of` names another record that became this one, where the saving was of that.
    """

    at: datetime
    who: str
    label: str
    changes: tuple[Change, ...]
    of: str = ""


def history_of(record: models.Model, *, reader=None, without: Collection[str] = ()) -> list[Saving]:
    """All savings of the record, newest first. Values of foreign keys and links are shown by name.

    A linked record of a unit that `reader` does not see stays unnamed; without a reader all are named. Fields in
    `without` are left out, and savings that changed nothing else.
    """
    savings = {(saving.at, saving.who): saving for saving in _column_savings(record, reader, without)}
    for saving in _link_savings(record):  # one transaction has one time: its columns and links are one saving
        key = (saving.at, saving.who)
        same = savings.get(key)
        savings[key] = replace(same, changes=same.changes + saving.changes) if same else saving
    return sorted(list(savings.values())[::-1], key=lambda saving: saving.at, reverse=True)


def _by_saving(events) -> Iterator[tuple[datetime, list]]:
    """Events of one transaction by one person, in the order in which they happened."""
    for (at, _who_acted), group in groupby(events, key=lambda event: (event.pgh_created_at, _who(event))):
        yield at, list(group)


def _column_savings(record: models.Model, reader, without: Collection[str]) -> Iterator[Saving]:
    """Several updates in one transaction read as one saving."""
    events = _event_model(type(record)).objects.filter(pgh_obj_id=record.pk).order_by("pgh_id")
    before: Any = None
    for at, rows in _by_saving(events):
        changes = _changes(type(record), before, rows[-1], reader, without)
        if changes or before is None:
            yield Saving(at, _who(rows[0]), rows[0].pgh_label, tuple(changes))
        before = rows[-1]


def _link_savings(record: models.Model) -> Iterator[Saving]:
    """Changes of partners, units and other links, replayed from the first."""
    for field, event_model in link_events(type(record)):
        target = field.m2m_reverse_field_name()
        rows = event_model.objects.filter(**{f"{field.m2m_field_name()}_id": record.pk}).order_by("pgh_id")
        linked: set[int] = set()
        for at, events in _by_saving(rows):
            before = set(linked)
            for event in events:
                change = linked.add if event.pgh_label == "insert" else linked.discard
                change(getattr(event, f"{target}_id"))
            if linked != before:
                label = force_str(field.verbose_name)
                shown = Change(label[:1].upper() + label[1:], _named(field, before), _named(field, linked))
                yield Saving(at, _who(events[0]), "update", (shown,))


def _named(field: models.ManyToManyField, ids: set[int]) -> str:
    found = field.related_model._default_manager.filter(pk__in=ids)
    return "; ".join(sorted(map(str, found))) or "—"


def _who(event) -> str:
    return (event.pgh_context or {}).get("who", "")


def _event_model(model: type[models.Model]) -> type[models.Model]:
    return next(e for e in model.pgh_event_models.values())


def _changes(model: type[models.Model], before, after, reader, without: Collection[str]) -> list[Change]:
    found = []
    for field in model._meta.concrete_fields:
        if field.name in _HIDDEN or field.name in without:
            continue
        if field.primary_key or not hasattr(after, field.attname):
            continue
        new = getattr(after, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if new != old and not (before is None and new in (None, "", False, {}, [])):
            label = force_str(field.verbose_name)
            found.append(
                Change(label[:1].upper() + label[1:], _shown(field, old, reader), _shown(field, new, reader))
            )
    return found


def _shown(field, value, reader) -> str:
    """A stored value as the page would print it."""
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.is_relation:
        return _related(field.related_model._default_manager.all(), value, reader)
    if field.choices:
        return force_str(dict(field.flatchoices).get(value, value))
    return value.display() if hasattr(value, "display") else force_str(value)


def _related(rows: models.QuerySet, key, reader) -> str:
    """The linked record by name. SECURITY: what the page of a record hides, its history must not tell."""
    if reader is not None and isinstance(rows, ScopedQuerySet):
        found = rows.visible_to(reader).filter(pk=key).first()
        return str(found) if found else _now("(a record of another unit)")
    return str(rows.filter(pk=key).first() or key)
