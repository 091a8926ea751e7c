"""Conferences: several units to one event side by side, what seems to belong there, purpose, opinions, initiatives."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from delegations.figures.conferences import likely_delegations, likely_events, likeness
from delegations.models import Delegation
from delegations.services.conferences import (
    join_event,
    leave_event,
)
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db
FORUM = "Diễn đàn công đoàn châu Á về chuyển đổi công bằng"


@pytest.fixture
def forum(province):
    return event(
        province, FORUM, starts_on="2027-03-10", ends_on="2027-03-12", country="TH", our_role="attended"
    )


def going(unit, title="Dự diễn đàn công đoàn châu Á về chuyển đổi công bằng", **values):
    return delegation(
        unit, title, **{"starts_on": "2027-03-09", "ends_on": "2027-03-13", "country": "TH", **values}
    )


# -- what seems to belong together --


def test_same_days_country_and_a_title_alike_make_a_proposal(
    forum, province, other_province, department_officer
):
    found = going(other_province)
    (match,) = likely_delegations(forum, department_officer)
    assert match.delegation == found
    assert set(match.reasons) == {"trùng thời gian", "cùng nước", "tên gần giống nhau"}
    assert [one.event for one in likely_events(found, department_officer)] == [forum]


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": "2027-03-20", "ends_on": "2027-03-22"},
        {"starts_on": "2027"},
        {"country": "JP"},
        {"title": "Thăm, trao đổi kinh nghiệm chăm lo đoàn viên"},
        {"state": "cancelled"},
        {"direction": "incoming"},
    ],
)
def test_another_time_country_matter_or_way_makes_none(forum, other_province, department_officer, values):
    values = {"ends_on": None, **values} if values.get("starts_on") == "2027" else values
    going(other_province, **values)
    assert likely_delegations(forum, department_officer) == []


def test_the_same_partner_speaks_for_it_where_the_title_says_little(
    forum, other_province, department_officer
):
    there = partner("ITUC-AP", "ITUCAP")
    forum.partners.add(there)
    going(other_province, "Công tác tại Bangkok", partners=[there])
    assert len(likely_delegations(forum, department_officer)) == 1


def test_guests_come_to_a_conference_at_home(province, department_officer):
    here = event(province, "Hội thảo bảo vệ lao động di cư Lào – Việt", starts_on="2027-03-10", country="VN")
    guests = going(province, "Đón đoàn Lào dự hội thảo bảo vệ lao động di cư", direction="incoming", country="LA",
                   starts_on="2027-03-10", ends_on="2027-03-10")  # fmt: skip
    assert [one.delegation for one in likely_delegations(here, department_officer)] == [guests]


def test_what_stands_at_a_conference_is_proposed_no_more(forum, other_province, department_officer):
    found = join_event(going(other_province), forum, by=None)
    assert likely_delegations(forum, department_officer) == []
    assert likely_events(found, department_officer) == []


def test_proposals_hold_only_what_the_reader_sees(forum, other_province, officer, other_officer):
    found = going(other_province)
    assert likely_delegations(forum, officer) == []
    assert likely_events(found, other_officer) == []


def test_common_words_make_no_two_titles_alike():
    assert likeness("Dự hội nghị quốc tế của ban chấp hành", "Tham dự hội nghị quốc tế") == 0
    assert likeness("Dự hội nghị về lao động di cư", "Hội nghị lao động di cư ASEAN") > 80


def test_one_tap_on_a_delegations_page_joins_it(client, forum, province, other_province, department_officer):
    found = going(other_province)
    client.force_login(department_officer)
    page = client.get(found.get_absolute_url())
    address = reverse("delegations:delegation-join", args=[found.pk, forum.pk])
    assert address in page.text
    client.post(address)
    assert Delegation.objects.get(pk=found.pk).event == forum
    assert address not in client.get(found.get_absolute_url()).text


# -- joining and leaving --


def test_a_delegation_stands_at_one_conference(forum, province):
    other = event(province, "Khác")
    found = join_event(going(province), forum, by=None)
    with pytest.raises(ValidationError, match="Diễn đàn"):
        join_event(found, other, by=None)
    leave_event(found, by=None)
    assert join_event(found, other, by=None).event == other


def test_joining_needs_both_the_delegation_and_the_sight_of_the_conference(
    forum, province, other_province, officer, other_officer, leader
):
    with pytest.raises(PermissionDenied):
        join_event(going(other_province), forum, by=other_officer)
    with pytest.raises(PermissionDenied):
        join_event(going(province), forum, by=leader)
    with pytest.raises(PermissionDenied):
        join_event(going(other_province), forum, by=officer)
    assert join_event(going(province), forum, by=officer).event == forum
