"""How a relationship changes: its steps with their dates, and the state of the partner that repeats the last one."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.records.services import follows, save_record
from portal.text import PartialDate

from ..models import Partner, RelationshipChange, RelationshipState
from ..models.sentences import refusal


@transaction.atomic
def change_relationship(
    partner: Partner,
    *,
    state: str,
    since: PartialDate,
    on: dt.date,
    by,
    reason="",
    revision: int | None = None,
) -> RelationshipChange:
    """Write down a step; it may lie before steps already known. The partner's state is that of the last one.

    Where the portal knew the state alone, the step gives it its day.
    Raises ValidationError for a day ahead of `on` or a step that changes nothing, ConflictError when somebody
    else saved the partner since `revision`, and PermissionDenied.
    """
    if since.earliest > on:
        raise ValidationError(
            {
                "since": refusal(
                    _("since"), since.display(), _("%(day)s or earlier") % {"day": f"{on:%d/%m/%Y}"}
                )
            }
        )
    partner.refresh_from_db(
        from_queryset=Partner.objects.select_for_update()
    )  # steps come one after the other
    change = _undated(partner, state) or RelationshipChange(partner=partner, state=state)
    change.since, change.reason = since, reason or change.reason
    change.full_clean()
    if change.pk is None:
        _refuse_idle(change)
    change.save()
    _bring_into_step(partner, by=by, revision=revision)
    return change


@transaction.atomic
def withdraw_change(change: RelationshipChange, *, by) -> Partner:
    """Take back a step written by mistake. The only one stays: a partner is always in some state."""
    partner = Partner.objects.select_for_update().get(pk=change.partner_id)
    if by is not None and not partner.may_edit(by):
        raise PermissionDenied
    if partner.relationship_changes.count() == 1:
        raise ValidationError(
            _("This is the only step known: write the right one down first, then take this one back.")
        )
    change.delete()
    _bring_into_step(partner, by=by)
    return partner


def _undated(partner: Partner, state: str) -> RelationshipChange | None:
    """The state that the partner was entered with, if that is all that is known of it."""
    known = list(partner.relationship_changes.all()[:2])
    return known[0] if len(known) == 1 and known[0].since is None and known[0].state == state else None


def _refuse_idle(change: RelationshipChange) -> None:
    """A step must differ from the one before it."""
    known = change.partner.relationship_changes
    before = known.filter(since__lte=str(change.since)).first() or known.filter(since=None).first()
    if before is not None and before.state == change.state:
        others = [str(label) for value, label in RelationshipState.choices if value != change.state]
        raise ValidationError(
            {"state": refusal(_("relationship"), change.get_state_display(), " / ".join(others))}
        )


def _last(partner: Partner) -> RelationshipChange:
    return partner.relationship_changes.all()[0]


def _bring_into_step(partner: Partner, *, by, revision: int | None = None) -> None:
    last = _last(partner)
    partner.relationship_state, partner.relationship_since = last.state, last.since
    save_record(partner, by=by, revision=revision)


@follows(Partner)
def step_of_partner(partner: Partner) -> None:
    """Whichever way a partner is saved, a changed state is a step: of the day given, else of the day of saving.

    The same state with another day corrects the day of the last step.
    """
    last = partner.relationship_changes.first()
    state, since = partner.relationship_state, partner.relationship_since
    if last is not None and (last.state, last.since) == (state, since):
        return
    if last is None:
        RelationshipChange.objects.create(partner=partner, state=state, since=since)
    elif last.state == state:
        last.since = since
        last.save(update_fields=["since"])
    else:
        if since is None or (last.since is not None and since <= last.since):
            since = PartialDate.of(timezone.localtime(partner.updated_at).date())
        RelationshipChange.objects.create(partner=partner, state=state, since=since)
    last = _last(partner)
    if (last.state, last.since) != (state, partner.relationship_since):
        partner.relationship_state, partner.relationship_since = last.state, last.since
        Partner.objects.filter(pk=partner.pk).update(
            relationship_state=last.state, relationship_since=last.since
        )
