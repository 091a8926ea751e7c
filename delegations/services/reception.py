"""Keeping a reception and the gifts of both sides."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.records.services import save_record

from ..models import Delegation, DossierState, Event, Gift
from .records import save_delegation


@transaction.atomic
def save_reception(
    delegation: Delegation,
    *,
    by,
    revision: int | None = None,
    changed: Iterable[Gift] = (),
    removed: Iterable[Gift] = (),
) -> Delegation:
    """Save class of guests, their needs and the interpreter as they stand on `delegation`, and the gifts.

    Raises what `save_record` raises; a ValidationError once the dossier is closed.
    """
    _keep_gifts(delegation, changed, removed, by=by)
    return save_delegation(delegation, by=by, revision=revision)


@transaction.atomic
def save_gifts(
    record: Delegation | Event,
    *,
    by,
    revision: int | None = None,
    changed: Iterable[Gift] = (),
    removed: Iterable[Gift] = (),
) -> Delegation | Event:
    """Save the gifts given and received on a trip or at a conference. Raises what `save_record` raises."""
    _keep_gifts(record, changed, removed, by=by)
    return save_record(record, by=by, revision=revision)


def _keep_gifts(record, changed: Iterable[Gift], removed: Iterable[Gift], *, by) -> None:
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    refuse_when_closed(record)
    for gift in removed:
        gift.delete()
    for gift in changed:
        gift.activity = record
        gift.full_clean()
        gift.save()


def refuse_when_closed(record: Delegation | Event) -> None:
    """What belongs to a closed dossier stands as it was archived."""
    if record.dossier_state == DossierState.CLOSED:
        raise ValidationError(
            _("This dossier is closed: found a change, expected that it is opened again first.")
        )
