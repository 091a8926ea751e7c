"""How a unit stands beside units of its kind: its own numbers against the mean of the others, none of them named.

    @peer("trips", label=_("Trips out"), models=(Delegation,), order=10)
    def trips(unit_ids: Sequence[int], year: ShownYear) -> Counted: …

SECURITY: this is the one place that counts beyond what its reader may see. What leaves it are the reader's own number
and one mean over at least `FEWEST` other units, so that no other unit's number can be worked out from it. `asked.unit`
is a unit that the reader's rights reach (`board_units`).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.ui.formats import number_vi
from portal.units.models import Closure, Unit

from .board import Asked, Content, Drawing, Theme, Words, panel
from .years import ShownYear

FEWEST = 5  # other units of the kind
#: Unit → its records (those of several units count once for whom they all belong to), or (part, whole) of a share.
Counted = Mapping[int, set[int]] | Mapping[int, tuple[float, float]]
Count = Callable[[Sequence[int], ShownYear], Counted]


@dataclass(frozen=True)
class Peer:
    """One thing that is compared: how many records, or a share in per cent."""

    key: str
    label: Words
    order: int
    models: tuple[type[models.Model], ...]
    is_share: bool
    count: Count


_peers: dict[str, Peer] = {}


def peer(key: str, *, label: Words, models: Sequence[type[models.Model]], order: int = 50, is_share=False):
    """Hand up a number that units are compared by. A unit that is missing has none of it; the same key replaces."""

    def decorate(count: Count) -> Count:
        _peers[key] = Peer(key, label, order, tuple(models), is_share, count)
        return count

    return decorate


def peers() -> list[Peer]:
    return sorted(_peers.values(), key=lambda one: (one.order, one.key))


def _read() -> tuple[type[models.Model], ...]:
    return tuple(dict.fromkeys((Unit, *(model for one in peers() for model in one.models))))


@dataclass(frozen=True)
class Line:
    """The own value, the mean of the others, and of how many that is; None where there is nothing to count from."""

    peer: Peer
    own: float | None
    mean: float | None
    others: int


@panel(
    "like-units",
    title=_("The unit beside the mean of units of its kind"),
    theme=Theme.ACTIVITY,
    order=90,
    definition=_(
        "Each number of the unit with all below it, beside the mean of all other units of the same kind in the same days;"
        " no other unit is named. A share is worked out for each unit that has anything to count from, then the mean of"
        " the shares is taken. Nothing is shown where fewer than five other units would make up the mean."
    ),
    permission=Permission.RECORD_VIEW,
    models=_read,
)
def like_units(asked: Asked) -> Content | None:
    """Not there for whoever reads many units and has chosen none, nor where there is nothing to compare with."""
    unit = asked.unit or _own(asked)
    lines = compared(unit, asked) if unit else None
    if unit is None or lines is None:
        return None
    return Content(
        sentence=_sentence(lines),
        drawings=_drawings(unit, lines),
        head=[
            _now("What is compared"),
            unit.short_name,
            _now("Mean of like units"),
            _now("Like units counted"),
        ],
        rows=[[_label(one), one.own, one.mean, one.others] for one in lines],
        note=_now("Kind of unit: %(kind)s.") % {"kind": unit.get_unit_type_display()},
    )


def _own(asked: Asked) -> Unit | None:
    """The unit of whoever holds an office in one alone, outside the centre."""
    found = seeds(asked.user, Permission.RECORD_VIEW)
    unit = Unit.objects.get(pk=found[0]) if len(found) == 1 else None
    return None if unit is None or unit.is_central else unit


def compared(unit: Unit, asked: Asked) -> list[Line] | None:
    """None when fewer than `FEWEST` other units of the kind are alive on the day."""
    like = set(Unit.objects.as_of(asked.today).filter(unit_type=unit.unit_type).values_list("pk", flat=True))
    if len(like - {unit.pk}) < FEWEST:
        return None
    belongs = _belongs(like | {unit.pk})
    return [_line(one, unit.pk, like, belongs, one.count(list(belongs), asked.year)) for one in peers()]


def _belongs(units: set[int]) -> dict[int, int]:
    """Every unit that counts → the unit of the kind that it counts for: those below, and what merged into them."""
    rows = Closure.objects.filter(ancestor__in=units).values_list("unit_id", "ancestor_id")
    found = {below: above for below, above in rows if below not in units}
    return found | {one: one for one in units}


def led_or_shared(rows: models.QuerySet, unit_ids: Sequence[int]) -> dict[int, set[int]]:
    """Records of a register by the unit that leads them and by each that takes part, as `of_units` counts them."""
    model = rows.model
    through, field = model.other_units.through, model._meta.get_field("other_units").m2m_field_name()
    led = rows.filter(unit_id__in=unit_ids).order_by().values_list("unit_id", "pk")
    kept = through.objects.filter(unit_id__in=unit_ids, **{f"{field}__in": rows.order_by().values("pk")})
    found: dict[int, set[int]] = defaultdict(set)
    for unit, record in (*led, *kept.values_list("unit_id", f"{field}_id")):
        found[unit].add(record)
    return found


def _line(one: Peer, own: int, like: set[int], belongs: Mapping[int, int], counted: Counted) -> Line:
    values = (_shares if one.is_share else _numbers)(belongs, counted)
    known = [values[unit] for unit in sorted(like - {own}) if unit in values]
    mean = round(sum(known) / len(known), 1) if len(known) >= FEWEST else None
    value = values.get(own)
    return Line(one, None if value is None else round(value, 1), mean, len(known) if mean is not None else 0)


def _numbers(belongs: Mapping[int, int], counted: Counted) -> dict[int, float]:
    """How many records each unit of the kind has; those without any have none."""
    records: dict[int, set] = {unit: set() for unit in belongs.values()}
    for unit, rows in counted.items():
        records[belongs[unit]] |= rows  # type: ignore[operator]  # a number counts records
    return {unit: len(rows) for unit, rows in records.items()}


def _shares(belongs: Mapping[int, int], counted: Counted) -> dict[int, float]:
    """The share of each unit of the kind that has anything to count from."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0, 0])
    for unit, (part, whole) in counted.items():
        sums[belongs[unit]][0] += part
        sums[belongs[unit]][1] += whole
    return {unit: 100 * part / whole for unit, (part, whole) in sums.items() if whole}


def _label(one: Line) -> str:
    return f"{one.peer.label} (%)" if one.peer.is_share else str(one.peer.label)


def _sentence(lines: Sequence[Line]) -> str:
    both = [one for one in lines if one.own is not None and one.mean is not None]
    above = sum(one.own > one.mean for one in both)
    facts = {"above": number_vi(above), "all": number_vi(len(both))}
    return _now("Above the mean of like units in %(above)s of %(all)s numbers.") % facts


def _drawings(unit: Unit, lines: Sequence[Line]) -> list[Drawing]:
    """Numbers and shares on scales of their own."""
    labels = [unit.short_name, _now("Mean of like units")]
    found = []
    for is_share, caption in ((False, _now("Numbers")), (True, _now("Shares, in per cent"))):
        rows: list[dict[str, Any]] = [
            {"label": str(one.peer.label), "first": one.own, "second": one.mean}
            for one in lines
            if one.peer.is_share == is_share
        ]
        if rows:
            found.append(Drawing("dots", {"rows": rows, "labels": labels}, caption))
    return found
