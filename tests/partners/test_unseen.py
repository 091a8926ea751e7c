"""What a reader does not see is neither named in a history nor taken off by saving a form."""

import pytest
from django.urls import reverse

from partners.models import Contact, Counterpart, CounterpartKind
from portal.people.models import Person
from portal.records.services import save_record
from tests.factories.agreements import partner
from tests.factories.partners_interactions import interaction, step
from tests.factories.people import officer_of, signed_in

pytestmark = pytest.mark.django_db
CENTRES_OWN = "Người do trung ương nhập"


@pytest.fixture
def counterpart(province, centre):
    """A row of the province with a contact that the centre entered."""
    there = partner()
    contact = save_record(Contact(partner=there, name=CENTRES_OWN, unit=centre), by=None)
    row = Counterpart(
        unit=province, partner=there, contact=contact, kind=CounterpartKind.COUNTERPART, their_post="Chủ tịch"
    )
    return save_record(row, by=None)


def test_a_history_does_not_name_a_contact_of_another_unit(counterpart, officer, department_officer):
    address = reverse("partners:counterpart-history", args=[counterpart.pk])

    assert CENTRES_OWN in signed_in(department_officer).get(address).content.decode()
    page = signed_in(officer).get(address)
    assert page.status_code == 200
    assert CENTRES_OWN not in page.content.decode()
    assert "(bản ghi của đơn vị khác)" in page.content.decode()


def test_a_history_does_not_name_a_talk_of_another_unit(province, other_province, officer):
    there = partner()
    talk = interaction(other_province, "Cuộc tiếp của tỉnh khác", partners=[there])
    promise = step(province, there, interaction=talk)

    page = signed_in(officer).get(reverse("partners:nextstep-history", args=[promise.pk]))

    assert page.status_code == 200
    assert "Cuộc tiếp của tỉnh khác" not in page.content.decode()


def test_saving_a_counterpart_keeps_the_contact_that_the_editor_does_not_see(counterpart, officer):
    sent = {
        "kind": counterpart.kind, "unit": counterpart.unit_id, "partner": counterpart.partner_id, "basis": "Thỏa thuận 2026",
        "their_post": "Chủ tịch", "revision": counterpart.revision, "contact": "",
    }  # fmt: skip

    answer = signed_in(officer).post(reverse("partners:counterpart-edit", args=[counterpart.pk]), sent)

    assert answer.status_code == 302
    kept = Counterpart.objects.get(pk=counterpart.pk)
    assert (kept.basis, kept.contact_id) == ("Thỏa thuận 2026", counterpart.contact_id)


def test_a_promise_keeps_who_looks_after_it(province, other_province, officer):
    theirs = Person.objects.get(pk=officer_of(other_province, "Người của tỉnh khác").pk)
    promise = step(province, partner(), owner=theirs)
    sent = {
        "unit": province.pk, "partner": promise.partner_id, "whose": promise.whose, "text": "Lời mới",
        "owner": promise.owner_id, "revision": promise.revision, "origin": "talk", "recurrence": "once",
    }  # fmt: skip

    answer = signed_in(officer).post(reverse("partners:nextstep-edit", args=[promise.pk]), sent)

    assert answer.status_code == 302
    promise.refresh_from_db()
    assert (promise.text, promise.owner.name) == ("Lời mới", "Người của tỉnh khác")


def test_the_form_of_a_talk_shows_no_promise_of_another_unit(province, other_province, officer):
    there = partner()
    talk = interaction(province, partners=[there])
    step(other_province, there, "Lời hứa của tỉnh khác", interaction=talk)

    page = signed_in(officer).get(reverse("partners:interaction-edit", args=[talk.pk]))

    assert page.status_code == 200
    assert "Lời hứa của tỉnh khác" not in page.content.decode()
