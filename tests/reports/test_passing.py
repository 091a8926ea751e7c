"""Confirmations that a unit still owed are its successor's after a merger."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.audit.models import Entry
from portal.units.services import merge_units
from reports.models import ChaseChannel, LibraryItem, Receipt, ReceiptChase

pytestmark = pytest.mark.django_db
AT = timezone.now()


def item(centre, title) -> LibraryItem:
    row = LibraryItem(unit=centre, kind="guidance", title=title, asks_reading=True, sent_at=AT)
    row.derive()
    row.save()
    return row


def merged(old, successor) -> None:
    merge_units(predecessors=[old], successor=successor, on=dt.date(2026, 12, 1), legal_basis="NQ 1", by=None)


def test_what_was_open_goes_over_and_what_was_confirmed_stays(centre, province, other_province):
    waits, read = item(centre, "Chưa đọc"), item(centre, "Đã đọc")
    Receipt.objects.create(item=waits, unit=province)
    Receipt.objects.create(item=read, unit=province, read_at=AT, read_by_name="Cán bộ")
    merged(province, other_province)
    assert Receipt.objects.get(item=waits).unit == other_province
    assert Receipt.objects.get(item=read).unit == province
    assert not Receipt.objects.filter(unit=province).waiting().exists()
    assert Entry.objects.filter(details__confirmations=["Chưa đọc"]).count() == 1


def test_a_successor_that_is_asked_itself_answers_once_and_knows_of_the_chasing(centre, province, other_province):  # fmt: skip
    waits = item(centre, "Chưa đọc")
    old = Receipt.objects.create(item=waits, unit=province)
    own = Receipt.objects.create(item=waits, unit=other_province)
    ReceiptChase.objects.create(receipt=old, channel=ChaseChannel.TELEPHONE, at=AT)
    merged(province, other_province)
    assert list(Receipt.objects.filter(item=waits)) == [own]
    assert own.chases.count() == 1
