"""Saving, archiving and restoring a record: one transaction, the revision checked, the trail written."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from .models import Kept


class ConflictError(Exception):
    """Somebody else saved the record in between. `theirs` is what the database holds now; nothing was saved."""

    def __init__(self, theirs: models.Model):
        super().__init__(_("Somebody else has changed this record since you opened it."))
        self.theirs = theirs


_FOLLOWERS: dict[type[Kept], list[Callable]] = {}
_GATHERERS: list[Callable[[], AbstractContextManager]] = []


def follows(*models_followed: type[Kept]):
    """Register `function(record)` to run after each saving, archiving or restoring of these models.

    It runs in the same transaction, after the links were set: what is written down elsewhere about a record
    (its touches at a partner) can so never be forgotten by a verb.
    """

    def decorate(function: Callable) -> Callable:
        for model in models_followed:
            _FOLLOWERS.setdefault(model, []).append(function)
        return function

    return decorate


def follows_in_bulk(gathering: Callable[[], AbstractContextManager]):
    """Register a context in which followers only gather what they would write; it is written when it ends."""
    _GATHERERS.append(gathering)
    return gathering


def followed_models() -> list[type[Kept]]:
    """The models whose records are written down elsewhere, by their names."""
    return sorted(_FOLLOWERS, key=lambda model: model._meta.label)


def follow_up_all(records: Sequence[Kept]) -> None:
    """Run the followers of many records of one model that were saved past `save_record`, in few statements."""
    if not records or type(records[0]) not in _FOLLOWERS:
        return
    links = [field.name for field in type(records[0])._meta.many_to_many]
    models.prefetch_related_objects(records, *links)
    with transaction.atomic(), ExitStack() as stack:
        for gathering in _GATHERERS:
            stack.enter_context(gathering())
        for record in records:
            _follow_up(record)


def _follow_up(record: Kept) -> None:
    for function in _FOLLOWERS.get(type(record), []):
        function(record)


@transaction.atomic
def save_record(
    record: Kept, *, by, revision: int | None = None, many: dict | None = None, verb: Verb | None = None
):
    """Create or update `record`, with its many-to-many values in `many` (field name → instances).

    Raises PermissionDenied, ValidationError, or ConflictError when `revision` is no longer the current one.
    `by=None` is the portal itself (demonstration, reference data).
    """
    is_new = record.pk is None
    _check(record, by=by)
    record.derive()
    record.full_clean(validate_unique=True)
    if is_new:
        record.created_by = by
    else:
        _claim_revision(record, revision)
    record.updated_at = timezone.now()
    record.save()
    for field, values in (many or {}).items():
        getattr(record, field).set(values)
    write_trail(verb or (Verb.CREATED if is_new else Verb.UPDATED), record, by=by)
    _follow_up(record)
    return record


def _check(record: Kept, *, by) -> None:
    """The new unit and, for an existing record, the unit it leaves must both be the user's to edit."""
    if by is None:
        return
    if not record.may_edit(by):
        raise PermissionDenied
    if record.pk:
        before = type(record)._default_manager.visible_to(by).filter(pk=record.pk).first()
        if before is None or not before.may_edit(by):
            raise PermissionDenied
        if before.is_archived:
            raise ValidationError(_("This record is archived: restore it before changing it."))


def _claim_revision(record: Kept, revision: int | None) -> None:
    """Move the revision on by one if it is still the one that the editor saw."""
    rows = type(record)._default_manager.filter(pk=record.pk)
    if revision is not None and not rows.filter(revision=revision).update(revision=revision + 1):
        raise ConflictError(rows.get())
    if revision is None:
        rows.update(revision=models.F("revision") + 1)
    record.revision = rows.values_list("revision", flat=True).get()


@transaction.atomic
def archive_record(record: Kept, *, by) -> None:
    """Set a record aside; it leaves the lists and the figures, and can be restored."""
    _set_archived(record, timezone.now(), Verb.ARCHIVED, by=by)


@transaction.atomic
def restore_record(record: Kept, *, by) -> None:
    """Bring it back. Raises ValidationError where another record has taken what only one may have."""
    _set_archived(record, None, Verb.RESTORED, by=by)


def _set_archived(record: Kept, moment, verb: Verb, *, by) -> None:
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    _claim_revision(record, None)
    record.archived_at = moment
    if moment is None:
        record.validate_constraints()  # meanwhile another record may have taken its number
    record.save(update_fields=["archived_at", "revision"])
    write_trail(verb, record, by=by)
    _follow_up(record)
