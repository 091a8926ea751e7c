"""Who opened the personal data of a contact stands in the audit trail, once for each reader, contact and day."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry, Verb
from tests.factories.agreements import partner
from tests.partners.test_personal_data import former

pytestmark = pytest.mark.django_db


@pytest.fixture
def lao(db):
    return partner("Tổng Công đoàn Lào", "LFTU", country="LA")


def readings(one):
    return Entry.objects.about(one).filter(verb=Verb.READ)


@pytest.mark.parametrize("page", ["contact-detail", "contact-edit"])
def test_opening_personal_data_is_recorded_once_a_day_and_reader(
    client, lao, centre, department_officer, department_head, page
):
    one = former(lao, centre, email="a@example.com")
    address = reverse(f"partners:{page}", args=[one.pk])
    for user in (department_officer, department_officer, department_head):
        client.force_login(user)
        assert client.get(address).status_code == 200
    assert sorted(readings(one).values_list("actor_id", flat=True)) == sorted(
        [department_officer.pk, department_head.pk]
    )
    entry = readings(one).first()
    assert entry.details == {"personal_data": True}
    assert entry.unit_code == centre.code


def test_the_day_after_it_is_recorded_again(client, lao, centre, department_officer):
    one = former(lao, centre)
    write = {"actor_id": department_officer.pk, "target_model": "partners.contact", "target_id": str(one.pk)}
    Entry.objects.create(at=timezone.now() - dt.timedelta(hours=25), verb=Verb.READ, **write)
    client.force_login(department_officer)
    client.get(reverse("partners:contact-detail", args=[one.pk]))
    assert readings(one).count() == 2


def test_a_contact_without_personal_data_and_a_list_leave_no_trace(client, lao, centre, department_officer):
    plain, full = former(lao, centre, telephone=""), former(lao, centre, "Nguyên Phó Trưởng ban")
    client.force_login(department_officer)
    client.get(reverse("partners:contact-detail", args=[plain.pk]))
    client.get(reverse("partners:contact-list"))
    client.get(reverse("partners:partner-detail", args=[lao.pk]))
    client.get(reverse("partners:contact-history", args=[full.pk]))
    assert not Entry.objects.filter(verb=Verb.READ).exists()


def test_who_may_not_see_a_contact_leaves_no_trace(client, lao, other_province, officer):
    one = former(lao, other_province)
    client.force_login(officer)
    assert client.get(reverse("partners:contact-detail", args=[one.pk])).status_code == 404
    assert not readings(one).exists()
