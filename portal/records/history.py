"""What changed in a record, field by field, read from the database's own history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.encoding import force_str

from portal.audit.models import Entry, Verb

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
    """One act on a record: when, by whom, created or changed, and the fields that differ."""

    at: datetime
    who: str
    label: str
    changes: tuple[Change, ...]


def history_of(record: models.Model) -> list[Saving]:
    """All savings of the record, newest first. Values of foreign keys are shown by name."""
    events = list(_event_model(type(record)).objects.filter(pgh_obj_id=record.pk).order_by("pgh_id"))
    savings = _link_savings(record)
    before: Any = None
    for event in events:
        changes = _changes(type(record), before, event)
        if changes or before is None:
            who = (event.pgh_context or {}).get("who", "")
            savings.append(Saving(event.pgh_created_at, who, event.pgh_label, tuple(changes)))
        before = event
    return sorted(savings[::-1], key=lambda saving: saving.at, reverse=True)


def _link_savings(record: models.Model) -> list[Saving]:
    """Changes of partners, units and other links: the trail has them, for the triggers see columns only."""
    rows = Entry.objects.about(record).filter(details__has_key="links", verb=Verb.UPDATED)
    return [Saving(row.at, row.actor, "update", tuple(_link_changes(record, row))) for row in rows]


def _link_changes(record: models.Model, row: Entry) -> list[Change]:
    found = []
    for name, values in row.details["links"].items():
        label = force_str(record._meta.get_field(name).verbose_name)
        before, after = ("; ".join(values[side]) or "—" for side in ("before", "after"))
        found.append(Change(label[:1].upper() + label[1:], before, after))
    return found


def _event_model(model: type[models.Model]) -> type[models.Model]:
    return next(e for e in model.pgh_event_models.values())


def _changes(model: type[models.Model], before, after) -> list[Change]:
    found = []
    for field in model._meta.concrete_fields:
        if field.name in _HIDDEN or field.primary_key or not hasattr(after, field.attname):
            continue
        new = getattr(after, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if new != old and not (before is None and new in (None, "", False, {}, [])):
            label = force_str(field.verbose_name)
            found.append(Change(label[:1].upper() + label[1:], _shown(field, old), _shown(field, new)))
    return found


def _shown(field, value) -> str:
    """A stored value as the page would print it."""
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.is_relation:
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related or value)
    if field.choices:
        return force_str(dict(field.flatchoices).get(value, value))
    return value.display() if hasattr(value, "display") else force_str(value)
