"""Rows read for a whole list say what the record's own relation says, in one question."""

import pytest

from delegations.models import Delegation
from delegations.register import DelegationRegister
from portal.records.related import listed, related
from tests.factories.agreements import partner
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db


@pytest.fixture
def trips(province):
    both = [partner("Đối tác B", "B"), partner("Đối tác A", "A")]
    return [
        delegation(province, f"Đoàn {number}", partners=both[:number], starts_on="2026-03-01")
        for number in range(3)
    ]


def test_a_list_reads_them_at_once_and_in_the_same_order(trips, django_assert_num_queries):
    plain = {trip.pk: [str(one) for one in trip.partners.all()] for trip in Delegation.objects.all()}
    with django_assert_num_queries(2):
        rows = Delegation.objects.prefetch_related(listed(Delegation, "partners", "name_vi", "acronym"))
        read = {trip.pk: [str(one) for one in related(trip, "partners")] for trip in rows}
    assert read == plain
    assert sorted(map(len, read.values())) == [0, 1, 2]


def test_a_record_alone_asks_for_its_own(trips, django_assert_num_queries):
    trip = Delegation.objects.get(pk=trips[2].pk)
    with django_assert_num_queries(1):
        assert len(related(trip, "partners")) == 2


def test_the_register_of_delegations_names_the_same_partners(trips, department_officer):
    rows = DelegationRegister().rows(department_officer)
    assert {trip.pk: trip.partner_labels for trip in rows} == {
        trip.pk: trip.partner_labels for trip in Delegation.objects.all()
    }
    assert {trip.pk: trip.country_label for trip in rows} == {
        trip.pk: trip.country_label for trip in Delegation.objects.all()
    }
