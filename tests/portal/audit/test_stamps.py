"""The stamp of some models is another one after each change of their rows, and none while somebody writes."""

import time

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS

from partners.models import Contact, Partner
from portal.audit.stamps import stamp
from portal.units.models import Unit
from tests.factories.agreements import agreement, partner
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


def settled(*models):
    """The stamp once nobody writes: PostgreSQL's own housekeeping writes too, for a moment."""
    until = time.monotonic() + 10
    while (found := stamp(*models)) is None and time.monotonic() < until:
        time.sleep(0.05)
    return found


def test_each_change_of_a_row_or_a_link_gives_another_stamp():
    from agreements.models import Agreement

    unit, union = UnitFactory(), partner()
    record = agreement(unit, partners=[union])
    seen = [settled(Agreement)]
    record.partners.clear()
    seen.append(settled(Agreement))
    Agreement.objects.filter(pk=record.pk).update(title="Tên khác")
    seen.append(settled(Agreement))
    record.delete()
    seen.append(settled(Agreement))
    assert None not in seen
    assert len(set(seen)) == 4


def test_nothing_changed_and_what_others_changed_leave_it():
    contacts, partners = settled(Contact), settled(Partner)
    partner()
    assert settled(Contact) == contacts
    assert settled(Partner) != partners


def test_there_is_none_while_somebody_writes():
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    unit = UnitFactory()
    before = settled(Unit)
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE units_unit SET notes = 'đang ghi' WHERE id = %s", [unit.pk])
        assert stamp(Unit) is None
        other.commit()
    finally:
        other.close()
    assert settled(Unit) not in (None, before)


def test_it_is_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        stamp(Partner, Contact, Unit)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        assert stamp(Partner) is None  # what this transaction writes is not seen by others yet
