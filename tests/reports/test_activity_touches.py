"""Other activities with partners stand in the partners' timelines."""

import pytest

from partners.models import Touch
from portal.records.services import archive_record, restore_record
from tests.factories.activities import activity
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "touch"),
    [
        ("message", "letter"),
        ("gift", "support"),
        ("training", "joint_work"),
        ("people_to_people", "joint_work"),
    ],
)
def test_an_activity_with_a_partner_is_a_contact(province, other_officer, officer, kind, touch):
    laos = partner()
    made = activity(province, "Hoạt động chung", partners=[laos], kind=kind, starts_on="2026-03-02")

    (row,) = Touch.objects.visible_to(officer).filter(partner=laos)
    assert (row.kind, row.title, row.url) == (touch, "Hoạt động chung", made.get_absolute_url())
    assert not Touch.objects.visible_to(other_officer).exists()


def test_news_of_a_partner_are_no_contact_with_it(province):
    activity(province, partners=[partner()], kind="external_information", starts_on="2026-03-02")

    assert not Touch.objects.exists()


def test_what_is_archived_is_no_contact_until_it_is_restored(province):
    made = activity(province, partners=[partner()], kind="gift", starts_on="2026-03-02")
    archive_record(made, by=None)
    assert not Touch.objects.exists()

    restore_record(made, by=None)
    assert Touch.objects.count() == 1
