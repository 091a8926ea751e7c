"""Contacts with partners: written down beside every record that is one, removed with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.shortcuts import resolve_url

from portal.records.models import Kept
from portal.records.services import follow_up_all, followed_models, follows_in_bulk
from portal.text import PartialDate
from portal.units.models import Unit

from ..models import Flow, Partner, Touch

CHUNK = 500
COPIED = (
    "kind", "flow", "level", "payer", "title", "small", "url", "happened_on", "ended_on", "placed_on",
    "is_done", "done_after", "unit_id",
)  # fmt: skip


@dataclass
class _Draft:
    """What the contacts of one record are to be: the same values at each of its partners."""

    record_type: int
    record_id: int
    partners: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    values: dict = field(default_factory=dict)


_gathered: ContextVar[list[_Draft] | None] = ContextVar("gathered touches", default=None)


def write_touches(
    record: Kept, *, partners: Iterable[Partner], kind: str, flow: str = Flow.BOTH, level: str = "",
    payer: str = "", title: str, small: str = "", happened_on: PartialDate | date | None,
    ended_on: PartialDate | date | None = None, is_done: bool = True, done_after: date | None = None,
    unit: Unit, other_units: Iterable[Unit] = (),
) -> None:  # fmt: skip
    """Make the contacts that follow from `record` exactly these, one for each partner; an archived record has none.

    `is_done` is False for a plan. What is under way is no plan but not done either: it counts as done after
    the day `done_after`. Nothing that lies ahead counts as done, whatever `is_done` says.
    """
    draft = _Draft(_type_of(record), record.pk)
    if not record.is_archived:
        first, last = _partial(happened_on), _partial(ended_on)
        placed = last or first
        draft.partners = {partner.pk for partner in partners}
        draft.units = {other.pk for other in other_units}
        draft.values = {
            "kind": kind, "flow": flow, "level": level, "payer": payer, "title": title[:400],
            "small": small[:300], "url": resolve_url(record), "happened_on": first, "ended_on": last,
            "placed_on": placed.earliest if placed else None, "is_done": is_done, "done_after": done_after,
            "unit_id": unit.pk,
        }  # fmt: skip
    _hand_in(draft)


def remove_touches(record: Kept) -> None:
    """The record is no contact with anybody (any more)."""
    _hand_in(_Draft(_type_of(record), record.pk))


@follows_in_bulk
@contextmanager
def gathered() -> Iterator[None]:
    """What is written inside comes to the database at the end, all at once: for many records."""
    drafts: list[_Draft] = []
    token = _gathered.set(drafts)
    try:
        yield
    finally:
        _gathered.reset(token)
    _write(drafts)


@transaction.atomic
def rebuild_touches() -> int:
    """Write the contacts of every record anew, and remove those whose record is gone; returns how many there are.

    After normal work it changes nothing: it is the proof that no verb forgets them.
    """
    for model in followed_models():
        rows = model._default_manager.select_related(*_keys(model)).order_by("pk")
        for first in range(0, rows.count(), CHUNK):
            follow_up_all(list(rows[first : first + CHUNK]))
        ours = Touch.objects.filter(record_type=ContentType.objects.get_for_model(model))
        ours.exclude(record_id__in=model._default_manager.order_by().values("pk")).delete()
    return Touch.objects.count()


def sources() -> tuple[type[Kept], ...]:
    """The models from whose records contacts follow, with partners themselves; whole once every app is ready."""
    return Partner, *followed_models()


def _keys(model: type[Kept]) -> list[str]:
    return [field.name for field in model._meta.fields if field.name in ("unit", "partner")]


def _type_of(record: Kept) -> int:
    return ContentType.objects.get_for_model(record).pk


def _partial(day: PartialDate | date | None) -> PartialDate | None:
    return PartialDate.parse(day) if day else None


def _hand_in(draft: _Draft) -> None:
    waiting = _gathered.get()
    if waiting is None:
        _write([draft])
    else:
        waiting.append(draft)


@transaction.atomic
def _write(drafts: list[_Draft]) -> None:
    """The same few statements for one record and for a thousand of a kind."""
    by_type: dict[int, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        by_type[draft.record_type].append(draft)
    for record_type, same in by_type.items():
        _write_kind(record_type, same)


def _write_kind(record_type: int, drafts: list[_Draft]) -> None:
    there = {
        (touch.partner_id, touch.record_id): touch
        for touch in Touch.objects.filter(
            record_type_id=record_type, record_id__in=[draft.record_id for draft in drafts]
        )
    }
    wanted = {(partner, draft.record_id): draft for draft in drafts for partner in sorted(draft.partners)}
    if gone := [touch.pk for key, touch in there.items() if key not in wanted]:
        Touch.objects.filter(pk__in=gone).delete()
    fresh, changed = [], []
    for (partner, record), draft in wanted.items():
        touch = there.get((partner, record))
        if touch is None:
            touch = Touch(partner_id=partner, record_type_id=record_type, record_id=record, **draft.values)
            there[partner, record] = touch
            fresh.append(touch)
        elif _take_over(touch, draft.values):
            changed.append(touch)
    Touch.objects.bulk_create(fresh, batch_size=CHUNK)
    if changed:
        Touch.objects.bulk_update(changed, [name.removesuffix("_id") for name in COPIED], batch_size=CHUNK)
    _show_to_units({there[key].pk: draft.units for key, draft in wanted.items()}, {t.pk for t in fresh})


def _take_over(touch: Touch, values: dict) -> bool:
    """Whether anything differs from what stands there."""
    differing = [name for name in COPIED if getattr(touch, name) != values[name]]
    for name in differing:
        setattr(touch, name, values[name])
    return bool(differing)


def _show_to_units(wanted: dict[int, set[int]], fresh: set[int]) -> None:
    """The other units of each contact are those of its record."""
    through = Touch.other_units.through._default_manager
    there: dict[tuple[int, int], int] = {}
    if known := set(wanted) - fresh:
        rows = through.filter(touch_id__in=known).values_list("pk", "touch_id", "unit_id")
        there = {(touch, unit): pk for pk, touch, unit in rows}
    pairs = {(touch, unit) for touch, units in wanted.items() for unit in units}
    if gone := [pk for pair, pk in there.items() if pair not in pairs]:
        through.filter(pk__in=gone).delete()
    through.bulk_create(
        Touch.other_units.through(touch_id=touch, unit_id=unit) for touch, unit in sorted(pairs - set(there))
    )
