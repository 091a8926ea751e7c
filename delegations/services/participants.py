"""Keeping the register of participants of a conference: invited, answering, present; the counts follow."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import follows
from portal.text import fold

from ..figures.participants import numbers
from ..models import Answer, Attendance, Channel, Event, Participant

COUNTS = ("participants_vn", "participants_foreign", "participants", "countries_count", "countries_written")


def _require(event: Event, by) -> None:
    if by is not None and not event.may_edit(by):
        raise PermissionDenied
    if event.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))


def _trail(event: Event, act: str, count: int, by) -> None:
    """What was done to how many; names of guests do not reach the trail."""
    write_trail(Verb.UPDATED, event, by=by, details={"participants": act, "count": count})


@transaction.atomic
def save_participant(participant: Participant, *, by) -> Participant:
    """Enter or change one row. Raises PermissionDenied; ValidationError by field."""
    _require(participant.event, by)
    is_new = participant.pk is None
    participant.full_clean()
    participant.save()
    _trail(participant.event, "entered" if is_new else "changed", 1, by)
    recount(participant.event)
    return participant


@transaction.atomic
def add_participants(event: Event, rows: Sequence[Participant], *, by) -> tuple[int, int]:
    """Enter many rows at once: (entered, left out because they stand in the register already)."""
    _require(event, by)
    there = {_nature(row) for row in event.invited.select_related("partner", "unit")}
    fresh = []
    for row in rows:
        row.event = event
        if _nature(row) not in there:
            there.add(_nature(row))
            row.clean_fields(exclude=("event", "partner", "unit"))
            fresh.append(row)
    Participant.objects.bulk_create(fresh)
    if fresh:
        _trail(event, "entered", len(fresh), by)
        recount(event)
    return len(fresh), len(rows) - len(fresh)


def _nature(row: Participant) -> tuple[str, str, str]:
    """What makes somebody the same again: name or post, and the body."""
    body = row.organisation or str(row.partner or row.unit or "")
    return row.side, fold(row.name or row.post), fold(body)


@transaction.atomic
def remove_participant(participant: Participant, *, by) -> None:
    """Take a row out that was entered by mistake. Raises ValidationError for somebody who came."""
    _require(participant.event, by)
    if participant.attendance in (Attendance.IN_PERSON, Attendance.ONLINE):
        raise ValidationError(_("This participant came: take the tick away first."))
    participant.delete()
    _trail(participant.event, "removed", 1, by)
    recount(participant.event)


@transaction.atomic
def note_invitations(event: Event, rows: Iterable[Participant], *, channel: str, on: dt.date, by) -> int:
    """Invitations went out on that day, in that way; returns how many rows. A day after the answer is refused."""
    _require(event, by)
    chosen = list(rows)
    early = [row for row in chosen if row.answered_on and row.answered_on < on]
    if early:
        raise ValidationError(
            ngettext(
                "%(count)s of those chosen answered before %(day)s: choose an earlier day.",
                "%(count)s of those chosen answered before %(day)s: choose an earlier day.",
                len(early),
            ) % {"count": len(early), "day": f"{on:%d/%m/%Y}"}
        )  # fmt: skip
    for row in chosen:
        row.channel, row.invited_on = Channel(channel), on
    Participant.objects.bulk_update(chosen, ["channel", "invited_on"])
    _trail(event, "invited", len(chosen), by)
    return len(chosen)


@transaction.atomic
def note_answers(event: Event, rows: Iterable[Participant], *, answer: str, on: dt.date, by) -> int:
    """They answered on that day, by whatever way; returns how many. A day before the invitation is refused."""
    _require(event, by)
    chosen = list(rows)
    early = [row for row in chosen if row.invited_on and row.invited_on > on]
    if early:
        raise ValidationError(
            _("The answer of %(day)s lies before the invitation of %(invited)s: choose a later day.")
            % {"day": f"{on:%d/%m/%Y}", "invited": f"{early[0].invited_on:%d/%m/%Y}"}
        )
    for row in chosen:
        row.answer, row.answered_on = Answer(answer), on
    Participant.objects.bulk_update(chosen, ["answer", "answered_on"])
    _trail(event, "answered", len(chosen), by)
    recount(event)
    return len(chosen)


@transaction.atomic
def send_another(participant: Participant, *, name: str, post: str, on: dt.date, by) -> Participant:
    """The invitation was handed on: the invited stays in the register as not coming, the other stands beside.

    Returns the new row, of the same body, answering yes. Raises ValidationError without a name or a post.
    """
    event = participant.event
    if not (name.strip() or post.strip()):
        raise ValidationError({"name": _("Who comes instead: found nothing. Expected a name or a post.")})
    note_answers(event, [participant], answer=Answer.SENDS, on=on, by=by)
    other = Participant(
        event=event, side=participant.side, partner=participant.partner, unit=participant.unit,
        organisation=participant.organisation, country=participant.country, role=participant.role,
        invited_on=participant.invited_on, channel=participant.channel, name=name.strip(), post=post.strip(),
        answer=Answer.YES, answered_on=on,
    )  # fmt: skip
    return save_participant(other, by=by)


@transaction.atomic
def tick(participant: Participant, *, attendance: str, by) -> Participant:
    """At the door: came, joined online, did not come; "" takes the tick away. Twice the same changes nothing."""
    event = Event.objects.select_for_update().get(pk=participant.event_id)
    _require(event, by)
    if attendance and attendance not in Attendance.values:
        raise ValidationError(
            _("Attendance: found “%(found)s”, expected one of the answers.") % {"found": attendance}
        )
    if participant.attendance != attendance:
        participant.attendance = attendance
        participant.save(update_fields=["attendance"])
        _trail(event, attendance or "unticked", 1, by)
        recount(event)
    return participant


@follows(Event)
def recount(event: Event) -> None:
    """Where there is a register of participants, the counts of the conference are its counts.

    The columns are written beside the revision: a tap at the door is no conflict for who edits the conference.
    """
    found = numbers(event)
    if not found.rows:
        return
    values = (
        found.ours,
        found.theirs,
        found.total or None,
        len(found.countries),
        ", ".join(found.countries)[:300],
    )
    fresh = dict(zip(COUNTS, values, strict=True))
    for name, value in fresh.items():
        setattr(event, name, value)
    Event.objects.filter(pk=event.pk).update(**fresh)
