"""Saving a record: revision, scope, archive, history of fields and of links."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from delegations.models import Delegation
from partners.models import Contact
from portal.audit.models import Entry, Verb
from portal.people.models import Person
from portal.records.history import history_of
from portal.records.services import ConflictError, archive_record, restore_record, save_record
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


def test_the_second_saver_is_told_and_nothing_of_the_first_is_lost():
    record = delegation(UnitFactory())
    mine, theirs = Delegation.objects.get(pk=record.pk), Delegation.objects.get(pk=record.pk)
    theirs.place = "Viêng Chăn"
    save_record(theirs, by=None, revision=theirs.revision)
    mine.place = "Savannakhet"
    with pytest.raises(ConflictError) as refused:
        save_record(mine, by=None, revision=mine.revision)
    assert refused.value.theirs.place == "Viêng Chăn"
    assert Delegation.objects.get(pk=record.pk).place == "Viêng Chăn"


def test_an_officer_of_another_unit_changes_nothing():
    record, stranger = delegation(UnitFactory()), holder("unit_officer", UnitFactory())
    record.place = "Huế"
    with pytest.raises(PermissionDenied):
        save_record(record, by=stranger)


def test_a_record_cannot_be_moved_out_of_anothers_unit():
    mine, others = UnitFactory(), UnitFactory()
    record, officer = delegation(others), holder("unit_officer", mine)
    record.unit = mine
    with pytest.raises(PermissionDenied):
        save_record(record, by=officer)


def test_an_archived_record_leaves_the_lists_and_comes_back_unchanged():
    unit = UnitFactory()
    record, officer = delegation(unit), holder("unit_officer", unit)
    archive_record(record, by=officer)
    assert not Delegation.objects.visible_to(officer).live().filter(pk=record.pk).exists()
    record = Delegation.objects.get(pk=record.pk)
    record.place = "Huế"
    with pytest.raises(ValidationError):
        save_record(record, by=officer)
    restore_record(Delegation.objects.get(pk=record.pk), by=officer)
    assert Delegation.objects.visible_to(officer).live().filter(pk=record.pk).exists()
    verbs = list(Entry.objects.about(record).values_list("verb", flat=True))
    assert verbs[:2] == [Verb.RESTORED, Verb.ARCHIVED]


@pytest.mark.django_db(transaction=True)  # one transaction is one saving, as it is for a person
def test_the_history_tells_fields_and_partners_by_name():
    unit = UnitFactory()
    first, second = partner("Công đoàn Lào"), partner("Công đoàn Cuba", "CTC", "CU")
    officer = holder("unit_officer", unit)
    record = delegation(unit, partners=[first])
    record = Delegation.objects.get(pk=record.pk)
    record.place = "La Habana"
    save_record(record, by=officer, many={"partners": [second]})
    told = [(change.before, change.after) for saving in history_of(record) for change in saving.changes]
    assert ("—", "La Habana") in told
    assert (str(first), str(second)) in told


@pytest.mark.django_db(transaction=True)
def test_a_link_set_past_the_service_is_in_the_history():
    record = delegation(UnitFactory(), partners=[partner("Công đoàn Lào")])
    with transaction.atomic():
        record.partners.clear()
    newest = history_of(record)[0]
    assert [(change.before, change.after) for change in newest.changes] == [("Công đoàn Lào (LFTU)", "—")]


@pytest.mark.parametrize("model", [Contact, Person])
def test_the_history_of_a_person_keeps_no_personal_data(model):
    kept = {field.name for event in model.pgh_event_models.values() for field in event._meta.get_fields()}
    assert "name" in kept
    assert not kept & {"telephone", "email", "notes"}
