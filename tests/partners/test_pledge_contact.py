"""Who is to be persuaded at a partner: a contact of that partner, beside the post."""

import pytest
from django.urls import reverse

from partners.models import Pledge
from portal.records.services import archive_record
from tests.factories.agreements import partner
from tests.factories.partners_standing import body, candidacy
from tests.partners.test_candidacies import post_candidacy
from tests.partners.test_contacts import contact, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def friend():
    return partner("Trung tâm Công đoàn Cuba", "CTC", "CU")


@pytest.fixture(autouse=True)
def officer_here(client, officer):
    client.force_login(officer)
    return officer


def enter(client, unit, there, **row):
    sent = {
        f"pledges-0-{name}": value for name, value in {"partner": there.pk, "state": "asked", **row}.items()
    }
    return post_candidacy(client, unit, body(), **{"pledges-TOTAL_FORMS": "1", **sent})


def test_a_contact_is_chosen_and_the_post_of_today_filled_in(client, province, friend):
    one = contact(friend, province, "Ulises", post("Tổng Thư ký", "2019"))
    assert enter(client, province, friend, contact=one.pk).status_code == 302
    pledge = Pledge.objects.get()
    assert (pledge.contact, pledge.whom) == (one, "Tổng Thư ký")
    page = client.get(pledge.candidacy.get_absolute_url()).text
    assert "Ulises, Tổng Thư ký" in page


def test_a_post_that_was_typed_stays(client, province, friend):
    one = contact(friend, province, "Ulises", post("Tổng Thư ký", "2019"))
    enter(client, province, friend, contact=one.pk, whom="Trưởng đoàn dự Đại hội")
    assert Pledge.objects.get().whom == "Trưởng đoàn dự Đại hội"


def test_the_post_alone_is_enough(client, province, friend):
    assert enter(client, province, friend, whom="Tổng Thư ký").status_code == 302
    assert Pledge.objects.get().contact is None


def test_a_contact_of_another_partner_is_refused_by_name(client, province, friend):
    one = contact(partner("Công đoàn Úc", "ACTU", "AU"), province, "Sally", post("Tổng Thư ký", "2018"))
    refused = enter(client, province, friend, contact=one.pk)
    assert refused.status_code == 422
    assert "đã chọn Sally, cần người liên hệ của Trung tâm Công đoàn Cuba" in refused.text
    assert not Pledge.objects.exists()


def test_who_has_a_post_at_the_partner_counts_as_its_contact(client, province, friend):
    one = contact(body("WFTU", "WFTU2"), province, "Ulises", post("Phó Chủ tịch", "2019"))
    one.posts.update(partner=friend)
    assert enter(client, province, friend, contact=one.pk).status_code == 302


def test_contacts_of_other_units_and_archived_ones_are_not_to_be_had(
    client, province, other_province, friend
):
    theirs = contact(friend, other_province, "Của đơn vị khác")
    old = contact(friend, province, "Đã lưu trữ")
    archive_record(old, by=None)
    mine = contact(friend, province, "Của tôi", post("Tổng Thư ký", "2019"))
    for one in (theirs, old):
        assert enter(client, province, friend, contact=one.pk).status_code == 422
    found = client.get(reverse("partners:contact-choices"), {"q": "CTC"}).json()
    assert [row["value"] for row in found] == [str(mine.pk)]
    assert found[0]["text"] == "Của tôi – Tổng Thư ký – CTC"


def test_a_contact_that_the_reader_may_not_see_is_neither_named_nor_lost(
    client, province, other_province, friend
):
    plan = candidacy(province, body())
    hidden = contact(friend, other_province, "Người kín", post("Tổng Thư ký", "2019"))
    pledge = plan.pledges.create(partner=friend, contact=hidden, whom="Tổng Thư ký")
    assert "Người kín" not in client.get(plan.get_absolute_url()).text
    address = reverse("partners:candidacy-edit", args=[plan.pk])
    assert "Người kín" not in client.get(address).text
    sent = {
        "unit": province.pk, "partner": plan.partner_id, "seat": plan.seat, "revision": plan.revision,
        "pledges-TOTAL_FORMS": "1", "pledges-INITIAL_FORMS": "1", "pledges-0-id": pledge.pk,
        "pledges-0-partner": friend.pk, "pledges-0-state": "pledged",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    pledge.refresh_from_db()
    assert (pledge.contact, pledge.state) == (hidden, "pledged")


def test_the_page_costs_the_same_for_3_and_30_pledges(
    client, province, officer_here, django_assert_max_num_queries
):
    plan = candidacy(province, body())
    costs = []
    for wanted in (3, 30):
        for number in range(plan.pledges.count(), wanted):
            there = partner(f"Đối tác {number}", f"DT{number}")
            plan.pledges.create(partner=there, contact=contact(there, province, f"Người {number}"))
        client.get(plan.get_absolute_url())
        with django_assert_max_num_queries(80) as asked:
            client.get(plan.get_absolute_url())
        costs.append(len(asked))
    assert costs[0] == costs[1]
