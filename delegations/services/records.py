"""Keeping delegations and conferences: fields, partners, legs and members in one transaction."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import IntegerField, Max, prefetch_related_objects
from django.db.models.functions import Cast, Substr

from partners.models import Flow, Payer, TouchKind
from partners.models.movable import declare_movable
from partners.services.touches import remove_touches, write_touches
from portal.records.services import follows, save_record
from portal.text import PartialDate

from ..models import Delegation, Direction, Event, FundingSource, Leg, Member, Mode, State
from .dossiers import check_open
from .matching import match_unit
from .members import refuse_overlapping_legs, refuse_twice

declare_movable(
    "delegations.Delegation.partners",
    "delegations.Event.partners",
    "delegations.Participant.partner",
    "delegations.PlanItem.partners",
)

PREFIXES: dict[str, str] = {Direction.OUTGOING: "ĐR", Direction.INCOMING: "ĐV", Direction.DOMESTIC: "ĐN"}

#: What a delegation is at its partners: the kind of contact and who came to whom.
TOUCHES = {
    Direction.OUTGOING: (TouchKind.VISIT_OUT, Flow.OURS),
    Direction.INCOMING: (TouchKind.VISIT_IN, Flow.THEIRS),
    Direction.DOMESTIC: (TouchKind.MEETING, Flow.BOTH),
}
#: Grants and enterprises are neither side's: nobody's turn follows from them.
PAYERS: dict[str, str] = {
    FundingSource.UNION: Payer.US,
    FundingSource.CENTRAL_BUDGET: Payer.US,
    FundingSource.PROVINCIAL_BUDGET: Payer.US,
    FundingSource.PARTNER: Payer.THEM,
    FundingSource.MIXED: Payer.SHARED,
}


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
    _check_may_change(delegation, by)
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
    _check_may_change(event, by)
    save_record(event, by=by, revision=revision, many=many)
    settle(event)
    return event


def _check_may_change(record: Delegation | Event, by) -> None:
    """Fields of a dossier that is being decided on stay as they were submitted."""
    if by is not None and record.pk and record.dossier_state:
        check_open(record, by=by)


def settle(record: Delegation | Event) -> None:
    """What follows from rows saved after the record: words for search, units of members by their names.

    ValidationError for a member twice and for legs that overlap.
    """
    if isinstance(record, Delegation):
        for member in record.members.filter(unit=None).exclude(unit_written=""):
            match_unit(member)
        refuse_twice(record)
        refuse_overlapping_legs(record)
    before = record.search_text
    for name in ("legs", "partners"):
        getattr(record, "_prefetched_objects_cache", {}).pop(name, None)  # read before they were saved
    spelled_by = ("partners__names", "legs") if isinstance(record, Delegation) else ("partners__names",)
    prefetch_related_objects([record], *spelled_by)
    record.derive()
    if record.search_text != before:
        type(record)._default_manager.filter(pk=record.pk).update(search_text=record.search_text)


@follows(Delegation)
def touch_of_delegation(delegation: Delegation) -> None:
    """A visit, talks or a meeting with each of its partners."""
    kind, flow = TOUCHES[Direction(delegation.direction)]
    _touch(
        delegation,
        kind=TouchKind.TALKS if delegation.mode == Mode.ONLINE else kind,
        flow=flow,
        level=delegation.level,
        small=" · ".join(filter(None, [delegation.code, delegation.head_post, delegation.place])),
    )


@follows(Event)
def touch_of_event(event: Event) -> None:
    """A conference, whoever held it, with each partner that is named in it."""
    _touch(event, kind=TouchKind.CONFERENCE, flow=Flow.BOTH, level=event.level, small=event.place)


def _touch(record: Delegation | Event, *, kind: str, flow: str, level: str, small: str) -> None:
    """What was put off or called off is no contact; what is under way is one once its last day is past."""
    if record.state in (State.POSTPONED, State.CANCELLED):
        remove_touches(record)
        return
    under_way = record.state == State.ONGOING
    write_touches(
        record, partners=record.partners.all(), kind=kind, flow=flow, level=level, small=small,
        payer=PAYERS.get(record.funding_source, ""), title=record.title, happened_on=record.starts_on,
        ended_on=record.ends_on, is_done=record.state not in (State.PLANNED, State.ONGOING),
        done_after=record.placed_to if under_way else None, unit=record.unit,
        other_units=record.other_units.all(),
    )  # fmt: skip


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


def _replace(delegation: Delegation, model: type[Leg] | type[Member], rows: Iterable[Leg | Member]) -> None:
    model._default_manager.filter(delegation=delegation).delete()
    for row in rows:
        row.pk, row.delegation = None, delegation
        row.full_clean()
        row.save()
