"""Many records saved at once, with all that the services would leave: checks, words for search, links, trail.

The services save one record in thirty statements; a demonstration has a thousand records. The field history is
written by the database itself, whichever way a row comes in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import ForeignKey, Model, prefetch_related_objects

from portal.accounts.models import User
from portal.audit.middleware import acting
from portal.audit.models import Entry, Verb
from portal.records.services import follow_up_all

from .world import World


@dataclass
class Row:
    """A record with its links: `many` as the services take it, `parts` are rows that point to it by `owner`."""

    record: Model
    key: str
    many: dict[str, list] = field(default_factory=dict)
    parts: list[Model] = field(default_factory=list)
    owner: str = ""


def keep(world: World, rows: Iterable[Row], *, spelled_by: tuple[str, ...] = ("partners__names",)) -> int:
    """Save the rows whose key is new; returns how many. `spelled_by` is what `words()` of the records reads.

    Raises ValidationError for a record that a form would refuse.
    """
    fresh = [row for row in rows if world.is_new(type(row.record), row.key)]
    groups: dict[User | None, list[Row]] = defaultdict(list)
    for row in fresh:
        groups[world.officer_of(row.record.unit)].append(row)
    for officer, group in groups.items():
        if officer is None:
            _save(group, officer, spelled_by)
            continue
        with acting(officer):
            _save(group, officer, spelled_by)
    return len(fresh)


def _save(rows: list[Row], officer: User | None, spelled_by: tuple[str, ...]) -> None:
    records = [row.record for row in rows]
    model = type(records[0])
    for record in records:
        record.created_by, record.updated_at = officer, record.created_at
        record.derive()
        _check(record)
    model._default_manager.bulk_create(records)
    _link(model, rows)
    for row in rows:
        for part in row.parts:
            setattr(part, row.owner, row.record)
    for kind in {type(part) for row in rows for part in row.parts}:
        kind._default_manager.bulk_create(part for row in rows for part in row.parts if type(part) is kind)
    prefetch_related_objects(records, *spelled_by)
    for record in records:
        record.derive()
    model._default_manager.bulk_update(records, ["search_text"])
    follow_up_all(records)
    _leave_trail(records, officer)


def _check(record: Model) -> None:
    """All that a form would refuse; uniqueness, links and constraints are checked by the database."""
    links = [f.name for f in record._meta.fields if isinstance(f, ForeignKey)]
    record.full_clean(exclude=links, validate_unique=False, validate_constraints=False)


def _link(model: type[Model], rows: list[Row]) -> None:
    for name in {name for row in rows for name in row.many}:
        relation = model._meta.get_field(name)
        through, ours, theirs = (
            relation.remote_field.through,
            relation.m2m_field_name(),
            relation.m2m_reverse_field_name(),
        )
        through._default_manager.bulk_create(
            through(**{ours: row.record, theirs: other}) for row in rows for other in row.many.get(name, [])
        )  # fmt: skip


def _leave_trail(records: list[Model], officer: User | None) -> None:
    """One line each, as `portal.audit.trail.record` writes it, at the time the record was entered."""
    Entry.objects.bulk_create(
        Entry(
            at=record.created_at, actor_id=getattr(officer, "pk", None),
            actor=str(officer) if officer else "Hệ thống", verb=Verb.CREATED,
            target_model=record._meta.label_lower, target_id=str(record.pk), target=str(record)[:300],
            unit_code=record.unit.code,
        )
        for record in records
    )  # fmt: skip
