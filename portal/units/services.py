"""Changing the organisation: create, rename, merge, split, close. Each has a day and a legal basis; nothing past changes."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import fold, normalise, sort_key

from .lineage import place_below, rebuild_closure
from .models import Lineage, LineageKind, Unit, UnitName, UnitType
from .moving import pass_on

_ORDER: dict[str, str] = {
    UnitType.CONFEDERATION: "0",
    UnitType.DEPARTMENT: "1",
    UnitType.PROVINCIAL_FEDERATION: "2",
}


def spell(unit: Unit) -> Unit:
    """Set the stored sort key: by kind of unit, then by the province's or the union's own name."""
    unit.sort_key = _ORDER.get(unit.unit_type, "3") + sort_key(unit.province_name or unit.name)
    return unit


def add_name(
    unit: Unit, name: str, *, is_official=False, valid_from=None, valid_to=None, legal_basis=""
) -> UnitName:
    """A name by which the unit is found; the same name twice is one row."""
    written = written_name(unit, name)
    row, _created = UnitName.objects.update_or_create(
        unit=unit,
        folded=written.folded,
        valid_from=valid_from,
        defaults={
            "name": written.name, "is_official": is_official, "valid_to": valid_to, "legal_basis": legal_basis,
        },
    )  # fmt: skip
    return row


def written_name(unit: Unit, name: str) -> UnitName:
    """Such a row, not saved, with what it is found by."""
    name = normalise(name)
    return UnitName(unit=unit, name=name, folded=fold(name))


@transaction.atomic
def create_unit(unit: Unit, *, by, legal_basis: str, aliases: tuple[str, ...] = ()) -> Unit:
    """Save a new unit with its names and its place in the tree."""
    spell(unit).full_clean()
    unit.save()
    official = written_name(unit, unit.name)
    official.is_official, official.valid_from, official.legal_basis = True, unit.valid_from, legal_basis
    others = (written_name(unit, alias) for alias in sorted({unit.short_name, *aliases} - {unit.name, ""}))
    UnitName.objects.bulk_create([official, *{row.folded: row for row in others}.values()])
    place_below(unit)
    record(Verb.CREATED, unit, by=by, unit=unit, details={"legal_basis": legal_basis})
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, short_name: str, on: dt.date, legal_basis: str, by) -> Unit:
    """Give a unit another name from `on`; papers and records of before keep the old one."""
    _need(legal_basis)
    if on < unit.valid_from:
        raise ValidationError({"on": _early(_("In force from"), on, unit.valid_from)})
    UnitName.objects.filter(unit=unit, is_official=True, valid_to=None).update(
        valid_to=on - dt.timedelta(days=1)
    )
    before = unit.name
    unit.name, unit.short_name = normalise(name), normalise(short_name)
    spell(unit).revision += 1
    unit.save()
    add_name(unit, name, is_official=True, valid_from=on, legal_basis=legal_basis)
    add_name(unit, short_name)
    record(
        Verb.RENAMED,
        unit,
        by=by,
        unit=unit,
        details={"before": before, "on": str(on), "legal_basis": legal_basis},
    )
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, on: dt.date, legal_basis: str, by) -> Unit:
    """End a unit on its last day `on`. It keeps its records; it owes no report after that day."""
    _need(legal_basis)
    if unit.valid_to is not None:
        raise ValidationError(
            _("Unit: found %(unit)s, which ended on %(day)s, expected a unit that still exists.")
            % {"unit": unit, "day": unit.valid_to.strftime("%d/%m/%Y")}
        )
    if on < unit.valid_from:
        raise ValidationError({"on": _early(_("Last day"), on, unit.valid_from)})
    unit.valid_to = on
    unit.revision += 1
    unit.full_clean()
    unit.save()
    UnitName.objects.filter(unit=unit, is_official=True, valid_to=None).update(valid_to=on)
    record(Verb.CLOSED, unit, by=by, unit=unit, details={"on": str(on), "legal_basis": legal_basis})
    return unit


@transaction.atomic
def merge_units(*, predecessors: list[Unit], successor: Unit, on: dt.date, legal_basis: str, by) -> Unit:
    """Several units become one from `on`. `successor` is a new unit (unsaved) or one of the existing ones."""
    _need(legal_basis)
    if successor.pk is None:
        successor.valid_from = on
        create_unit(successor, by=by, legal_basis=legal_basis)
    for old in predecessors:
        if old.pk == successor.pk:
            continue
        close_unit(old, on=on - dt.timedelta(days=1), legal_basis=legal_basis, by=by)
        _follow(old, successor, LineageKind.MERGER, on, legal_basis)
        pass_on(old=old, successor=successor, on=on, by=by)
    rebuild_closure()
    record(
        Verb.MERGED,
        successor,
        by=by,
        unit=successor,
        details={"from": [old.code for old in predecessors], "on": str(on), "legal_basis": legal_basis},
    )
    return successor


@transaction.atomic
def split_unit(unit: Unit, *, parts: list[Unit], on: dt.date, legal_basis: str, by) -> list[Unit]:
    """One unit becomes several from `on`; each part is a new unit."""
    _need(legal_basis)
    close_unit(unit, on=on - dt.timedelta(days=1), legal_basis=legal_basis, by=by)
    for part in parts:
        part.valid_from = on
        create_unit(part, by=by, legal_basis=legal_basis)
        _follow(unit, part, LineageKind.SPLIT, on, legal_basis)
    rebuild_closure()
    record(
        Verb.SPLIT,
        unit,
        by=by,
        unit=unit,
        details={"into": [part.code for part in parts], "on": str(on), "legal_basis": legal_basis},
    )
    return parts


def _follow(old: Unit, new: Unit, kind: str, on: dt.date, legal_basis: str) -> None:
    Lineage.objects.update_or_create(
        predecessor=old,
        successor=new,
        defaults={"kind": kind, "effective_on": on, "legal_basis": legal_basis},
    )


def _early(field: str, found: dt.date, expected: dt.date) -> str:
    """A day before the unit itself began."""
    return _("%(field)s: found %(found)s, expected %(expected)s or later, for the unit begins then.") % {
        "field": field,
        "found": found.strftime("%d/%m/%Y"),
        "expected": expected.strftime("%d/%m/%Y"),
    }


def _need(legal_basis: str) -> None:
    if not legal_basis.strip():
        raise ValidationError(_("Legal basis: found nothing, expected the number and date of the decision."))


class UnitConflictError(Exception):
    """Somebody else saved the unit in between; `theirs` is what the database holds now. Nothing was saved."""

    def __init__(self, theirs: Unit):
        super().__init__(_("Somebody else has changed this unit since you opened it."))
        self.theirs = theirs


@transaction.atomic
def update_unit(unit: Unit, *, revision: int, by) -> Unit:
    """Save changed settings of a unit that `by` opened at `revision`. Its name changes by `rename_unit` alone.

    Raises ValidationError, or UnitConflictError when the revision is no longer the current one.
    """
    spell(unit).full_clean()
    if not Unit.objects.filter(pk=unit.pk, revision=revision).update(revision=revision + 1):
        raise UnitConflictError(Unit.objects.get(pk=unit.pk))
    unit.revision = revision + 1
    unit.save()
    record(Verb.UPDATED, unit, by=by, unit=unit)
    return unit
