"""Documents of the library: entered, sent to units, confirmed by them, chased; one replaces another."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, reached_units, require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.notifications.chasing import ChaseChannel
from portal.records.services import save_record
from portal.units.models import Unit

from ..models import LibraryItem, Receipt, ReceiptChase
from ..notices.library import chase_for_receipt, tell_sent


@transaction.atomic
def save_item(item: LibraryItem, *, by, revision: int | None = None, many: dict | None = None) -> LibraryItem:
    """Create or change a document; units see it once it was sent. Raises what `save_record` raises."""
    wrong = {}
    if item.due_on and not item.asks:
        wrong["due_on"] = _(
            "To be done by: found %(found)s, expected nothing, or that units confirm reading or doing."
        ) % {"found": f"{item.due_on:%d/%m/%Y}"}
    if item.replaces_id and item.pk and _replaces_itself(item):
        wrong["replaces"] = _(
            "Replaces: found “%(found)s”, expected a document that this one did not replace or lead to."
        ) % {"found": item.replaces}
    if wrong:
        raise ValidationError(wrong)
    return save_record(item, by=by, revision=revision, many=many)


def _replaces_itself(item: LibraryItem) -> bool:
    """Whether the chain of what it replaces comes back to it."""
    seen, here = {item.pk}, item.replaces_id
    while here is not None:
        if here in seen:
            return True
        seen.add(here)
        here = LibraryItem.objects.filter(pk=here).values_list("replaces_id", flat=True).first()
    return False


@transaction.atomic
def replace(old: LibraryItem, new: LibraryItem, *, by, many: dict | None = None) -> LibraryItem:
    """Enter `new` in the place of `old`, which stays in force until `new` is sent."""
    new.replaces = old
    return save_item(new, by=by, many=many)


def addressees_of(item: LibraryItem, *, on: dt.date) -> list[Unit]:
    """The units that are to confirm: named ones, all of the named kinds, or all that report; living on that day."""
    living = Unit.objects.as_of(on).order_by("sort_key")
    named = set(item.addressees.values_list("pk", flat=True))
    if not named and not item.addressed_types:
        return list(living.reporting())
    return [unit for unit in living if unit.pk in named or unit.unit_type in item.addressed_types]


@transaction.atomic
def send_item(item: LibraryItem, *, by, at: dt.datetime) -> list[Receipt]:
    """Send it to its units; again, to those that were added since. Returns the new rows to be confirmed.

    What nobody is asked to confirm is told all the same. A document that this one replaces ends the day before.
    Raises PermissionDenied; ValidationError for an archived one or one without any unit.
    """
    item = LibraryItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if by is not None and not item.may_edit(by):
        raise PermissionDenied
    if item.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    units = addressees_of(item, on=at.astimezone().date())
    if not units:
        raise ValidationError(_("To the units: found no living unit, expected at least one."))
    is_first = item.sent_at is None
    if is_first:
        item.sent_at = at
        save_record(item, by=by, verb=Verb.DISPATCHED)
        _end_replaced(item, by=by, on=at.astimezone().date())
    fresh = _receipts(item, units) if item.asks else []
    told = units if is_first else [receipt.unit for receipt in fresh]
    tell_sent(item, told, by=by)
    if not is_first:
        write_trail(Verb.DISPATCHED, item, by=by, at=at, details={"units": len(fresh)})
    return fresh


def _receipts(item: LibraryItem, units: list[Unit]) -> list[Receipt]:
    """One row for each unit; what a unit that is no longer addressed has not confirmed goes."""
    item.receipts.filter(read_at=None, done_at=None).exclude(unit__in=units).delete()
    there = set(item.receipts.values_list("unit_id", flat=True))
    return Receipt.objects.bulk_create(
        Receipt(item=item, unit=unit) for unit in units if unit.pk not in there
    )


def _end_replaced(item: LibraryItem, *, by, on: dt.date) -> None:
    old = item.replaces
    if old is None or old.valid_to is not None:
        return
    last = (item.valid_from or on) - dt.timedelta(days=1)
    old.valid_to = max(last, old.valid_from) if old.valid_from else last
    save_record(old, by=by)


@transaction.atomic
def confirm_read(receipt: Receipt, *, by, at: dt.datetime) -> Receipt:
    """The unit has read it; said twice, the first time stands. PermissionDenied for who does not write for it."""
    row = _claimed(receipt, by)
    if row.read_at is None:
        row.read_at, row.read_by_name = at, str(by)
        row.save(update_fields=["read_at", "read_by_name"])
        write_trail(Verb.READ, row.item, by=by, at=at, unit=row.unit)
    return row


@transaction.atomic
def confirm_done(receipt: Receipt, *, by, at: dt.datetime, note: str = "") -> Receipt:
    """The unit has done what the document asks for, and so has read it. `note` says how, if anything."""
    row = confirm_read(receipt, by=by, at=at)
    if not row.item.asks_doing:
        raise ValidationError(_("Nothing is to be done after this document; expected one that asks for it."))
    if row.done_at is None:
        row.done_at, row.done_by_name, row.note = at, str(by), note.strip()[:300]
        row.save(update_fields=["done_at", "done_by_name", "note"])
        write_trail(Verb.CLOSED, row.item, by=by, at=at, unit=row.unit)
    return row


def _claimed(receipt: Receipt, by) -> Receipt:
    row = Receipt.objects.select_for_update(of=("self",)).select_related("item", "unit").get(pk=receipt.pk)
    require(by, Permission.REPORT_WRITE, row.unit)
    return row


@transaction.atomic
def chase_receipt(receipt: Receipt, *, channel: str, by, at: dt.datetime) -> ReceiptChase:
    """Ask one unit to confirm. By mail a notice and a letter go out; telephone and Zalo are only noted down.

    Raises PermissionDenied; ValidationError for a unit that has confirmed; ValueError for an unknown channel.
    """
    if not can(by, Permission.CHASE, receipt.unit):
        raise PermissionDenied
    if not receipt.is_waiting:
        raise ValidationError(
            _("%(unit)s has confirmed; expected a unit that has not.") % {"unit": receipt.unit}
        )
    if ChaseChannel(channel) == ChaseChannel.MAIL:
        chase_for_receipt(receipt, by=by, at=at)
    row = ReceiptChase.objects.create(receipt=receipt, channel=channel, at=at, by=by)
    details = {"channel": channel, "unit": receipt.unit.code}
    write_trail(Verb.CHASED, receipt.item, by=by, at=at, unit=receipt.unit, details=details)
    return row


def chase_all_receipts(item: LibraryItem, *, by, at: dt.datetime) -> int:
    """One click: a notice to every unit that has not confirmed and that the user may chase. How many."""
    rows = item.receipts.waiting().filter(unit_id__in=reached_units(by, Permission.CHASE))
    receipts = list(rows.select_related("item", "unit"))
    for receipt in receipts:
        chase_receipt(receipt, channel=ChaseChannel.MAIL, by=by, at=at)
    return len(receipts)
