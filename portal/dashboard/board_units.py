"""Which unit the dashboard speaks of: only units that the reader's rights reach, and what became of one that ended."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.ui.formats import date_vi
from portal.ui.remembered import Remembered
from portal.units.lineage import current_successors
from portal.units.models import Unit

Choice = tuple[int, str]
Row = tuple[int, int | None, str]  # a unit, the one above it, its name
_TREES, _OPTIONS = Remembered(60), Remembered(120)


@dataclass(frozen=True)
class AskedUnit:
    """The unit (None: all), the units to choose from with their depth as indent, and what is to be said of it."""

    unit: Unit | None
    choices: tuple[Choice, ...]
    notice: str = ""

    @property
    def options(self) -> SafeString:
        """The choices as a list to choose from holds them; SECURITY: remembered by all the names that stand in it."""
        chosen = self.unit.pk if self.unit else None
        return _OPTIONS.get((self.choices, chosen), lambda: _options(self.choices, chosen))


def asked_unit(asked: str, *, user, today: dt.date) -> AskedUnit:
    """`asked` is what stands in the address. A unit out of reach and one that never was are refused alike."""
    reached = units_for(user, Permission.RECORD_VIEW).as_of(today)
    rows = tuple(reached.order_by("sort_key").values_list("pk", "parent_id", "name"))
    choices = _TREES.get(rows, lambda: tuple(_as_tree(rows)))
    if not asked:
        return AskedUnit(None, choices)
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    known = {pk for pk, _above, _name in rows}
    unit = Unit.objects.filter(pk=number).first()
    if unit is not None and number in known:
        return AskedUnit(unit, choices)
    return _ended(unit, known, choices, today)


def _ended(unit: Unit | None, known: set[int], choices: tuple[Choice, ...], today: dt.date) -> AskedUnit:
    """A unit that is no more: its figures stand with its successor, which is named."""
    heirs = [one for one in current_successors(unit, on=today) if one.pk in known] if unit else []
    if unit is None or not heirs:
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


def _as_tree(rows: Sequence[Row]) -> Iterator[Choice]:
    """Each unit below the one that it belongs to, an en space of indent a step."""
    known = {pk for pk, _above, _name in rows}
    below: dict[int | None, list[Choice]] = {}
    for pk, above, name in rows:
        below.setdefault(above if above in known else None, []).append((pk, name))

    def walk(above: int | None, depth: int) -> Iterator[Choice]:
        for pk, name in below.get(above, []):
            yield pk, "\u2002" * depth + name
            yield from walk(pk, depth + 1)

    return walk(None, 0)


def _options(choices: Sequence[Choice], chosen: int | None) -> SafeString:
    mark = mark_safe(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(pk), mark if pk == chosen else "", name) for pk, name in choices),
    )
