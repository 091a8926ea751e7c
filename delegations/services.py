"""Keeping delegations and conferences: fields, partners, legs and members in one transaction."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import IntegerField, Max, prefetch_related_objects
from django.db.models.functions import Cast, Substr

from portal.records.services import save_record
from portal.text import PartialDate
from portal.units.models import UnitName

from .models import Delegation, Direction, Event, Leg, Member

PREFIXES: dict[str, str] = {Direction.OUTGOING: "ĐR", Direction.INCOMING: "ĐV", Direction.DOMESTIC: "ĐN"}


@transaction.atomic
def save_delegation(
    delegation: Delegation,
    *,
    by,
    revision: int | None = None,
    many: dict | None = None,
    legs: Iterable[Leg] | None = None,
    members: Iterable[Member] | None = None,
) -> Delegation:
    """Create or change a delegation; a new one is given its code. Returns the delegation.

    `many` is {"partners": [...], "other_units": [...]}. `legs` and `members`, where given, replace the rows
    there are. Raises what `save_record` raises; impossible values are a ValidationError by field.
    """
    if not delegation.code:
        delegation.code = next_code(delegation)
    save_record(delegation, by=by, revision=revision, many=many)
    if legs is not None:
        _replace(delegation, Leg, legs)
    if members is not None:
        _replace(delegation, Member, members)
    settle(delegation)
    return delegation


@transaction.atomic
def save_event(event: Event, *, by, revision: int | None = None, many: dict | None = None) -> Event:
    """Create or change a conference. Raises what `save_record` raises."""
    save_record(event, by=by, revision=revision, many=many)
    settle(event)
    return event


def settle(record: Delegation | Event) -> None:
    """What follows from rows saved after the record: words for search, units of members by their names."""
    if isinstance(record, Delegation):
        for member in record.members.filter(unit=None).exclude(unit_written=""):
            match_unit(member)
    before = record.search_text
    for name in ("legs", "partners"):
        getattr(record, "_prefetched_objects_cache", {}).pop(name, None)  # read before they were saved
    prefetch_related_objects([record], "partners__names")
    record.derive()
    if record.search_text != before:
        type(record)._default_manager.filter(pk=record.pk).update(search_text=record.search_text)


def next_code(delegation: Delegation) -> str:
    """The next free code of the direction and year: ĐR-2026-047. The lock holds until the transaction ends.

    The year is that of the end, else of the start, else of the day of entering.
    """
    placing: PartialDate | None = delegation.ends_on or delegation.starts_on
    year = placing.year if placing else delegation.created_at.year
    prefix = f"{PREFIXES.get(delegation.direction, 'ĐN')}-{year}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [prefix])
    number = Cast(Substr("code", len(prefix) + 1), IntegerField())
    highest = Delegation.objects.filter(code__startswith=prefix).aggregate(highest=Max(number))["highest"]
    return f"{prefix}{(highest or 0) + 1:03d}"


def match_unit(member: Member) -> None:
    """Link a member to the unit whose name was written, if there is exactly one; the writing stays."""
    found = set(UnitName.objects.spelled(member.unit_written).values_list("unit_id", flat=True)[:2])
    if len(found) == 1:
        member.unit_id = found.pop()
        member.save(update_fields=["unit"])


def _replace(delegation: Delegation, model: type[Leg] | type[Member], rows: Iterable[Leg | Member]) -> None:
    model._default_manager.filter(delegation=delegation).delete()
    for row in rows:
        row.pk, row.delegation = None, delegation
        row.full_clean()
        row.save()
