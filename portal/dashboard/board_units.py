"""Which unit the dashboard speaks of: only units that the reader's rights reach, and what became of one that ended."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.ui.formats import date_vi
from portal.units.lineage import current_successors
from portal.units.models import Unit

Choice = tuple[int, str]


@dataclass(frozen=True)
class AskedUnit:
    """The unit (None: all), the units to choose from with their depth as indent, and what is to be said of it."""

    unit: Unit | None
    choices: Sequence[Choice]
    notice: str = ""


def asked_unit(asked: str, *, user, today: dt.date) -> AskedUnit:
    """`asked` is what stands in the address. A unit out of reach and one that never was are refused alike."""
    reached = list(units_for(user, Permission.RECORD_VIEW).as_of(today).order_by("sort_key"))
    choices = list(_as_tree(reached))
    if not asked:
        return AskedUnit(None, choices)
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    found = next((one for one in reached if one.pk == number), None)
    if found is not None:
        return AskedUnit(found, choices)
    return _ended(number, reached, choices, today)


def _ended(number: int, reached: Sequence[Unit], choices: Sequence[Choice], today: dt.date) -> AskedUnit:
    """A unit that is no more: its figures stand with its successor, which is named."""
    unit = Unit.objects.filter(pk=number).first()
    heirs = [one for one in current_successors(unit, on=today) if one in reached] if unit else []
    if not heirs:
        refused = _("There is no unit with the number in this address that you may see; all units are shown.")
        return AskedUnit(None, choices, refused)
    facts = {
        "unit": unit.name, "day": date_vi(unit.valid_to), "heirs": ", ".join(one.name for one in heirs)
    }  # fmt: skip
    if len(heirs) > 1:
        said = _(
            "%(unit)s ended on %(day)s and lives on in %(heirs)s: choose one of them. All units are shown."
        )
        return AskedUnit(None, choices, said % facts)
    said = _("%(unit)s ended on %(day)s; its figures stand with %(heirs)s, which is shown.")
    return AskedUnit(heirs[0], choices, said % facts)


def _as_tree(units: Sequence[Unit]) -> Iterator[Choice]:
    """Each unit below the one that it belongs to, an en space of indent a step."""
    known = {one.pk for one in units}
    below: dict[int | None, list[Unit]] = {}
    for one in units:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def walk(parent: int | None, depth: int) -> Iterator[Choice]:
        for one in below.get(parent, []):
            yield one.pk, "\u2002" * depth + one.name
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)
