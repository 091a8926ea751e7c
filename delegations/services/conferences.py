"""Conferences: which delegations go there together, what we put forward there."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Initiative
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record

from ..models import Delegation, Event

NO_DAY = gettext_lazy("The conference has no day yet: enter it first, an initiative is counted by its day.")


def _sees(event: Event, by) -> bool:
    return by is None or Event.objects.visible_to(by).filter(pk=event.pk).exists()


@transaction.atomic
def join_event(delegation: Delegation, event: Event, *, by) -> Delegation:
    """The delegation goes to this conference. Raises ValidationError where it stands at another one already."""
    if not _sees(event, by):
        raise PermissionDenied
    if event.is_archived:
        raise ValidationError(_("This conference is archived: restore it first."))
    if delegation.event_id not in (None, event.pk):
        raise ValidationError(
            _("Conference: found “%(found)s”, expected none: take the delegation away from it first.")
            % {"found": delegation.event}
        )
    delegation.event = event
    return save_record(delegation, by=by)


@transaction.atomic
def leave_event(delegation: Delegation, *, by) -> Delegation:
    """The delegation no longer stands at a conference."""
    delegation.event = None
    return save_record(delegation, by=by)


@transaction.atomic
def save_rationale(event: Event, *, by, revision: int | None = None) -> Event:
    """Keep what the permission file says of it: reason and purpose, places joined online, content."""
    return save_record(event, by=by, revision=revision)


@transaction.atomic
def put_forward(event: Event, initiative: Initiative, *, by) -> Initiative:
    """A new initiative or intervention of ours at this conference: entered in the partners' register, linked here.

    Its unit, days and forum are those of the conference unless they are given.
    """
    _require(event, by)
    initiative.unit_id = initiative.unit_id or event.unit_id
    initiative.forum = initiative.forum or event.title[:250]
    initiative.starts_on = initiative.starts_on or event.starts_on or event.ends_on
    if initiative.starts_on is None:
        raise ValidationError(NO_DAY)
    if initiative.starts_on == event.starts_on:
        initiative.ends_on = initiative.ends_on or event.ends_on
    save_record(initiative, by=by)
    link_initiative(event, initiative, by=by)
    return initiative


@transaction.atomic
def link_initiative(event: Event, initiative: Initiative, *, by) -> None:
    """One that is in the register already was told here."""
    _require(event, by)
    if by is not None and not Initiative.objects.visible_to(by).filter(pk=initiative.pk).exists():
        raise PermissionDenied
    event.initiatives.add(initiative)
    write_trail(Verb.UPDATED, event, by=by, details={"initiative": initiative.pk})


@transaction.atomic
def unlink_initiative(event: Event, initiative: Initiative, *, by) -> None:
    """It was not told here; in the register it stays."""
    _require(event, by)
    event.initiatives.remove(initiative)
    write_trail(Verb.UPDATED, event, by=by, details={"initiative removed": initiative.pk})


def _require(event: Event, by) -> None:
    if by is not None and not event.may_edit(by):
        raise PermissionDenied
    if event.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
