"""SECURITY: who took part is found by name by those alone who read the name on the page; by post by all who see it."""

import pytest

from portal.records.services import archive_record
from portal.search import finding
from portal.search.asked import asked_for
from portal.search.nearness import near
from tests.factories.accounts import holder
from tests.factories.delegations import delegation, event
from tests.factories.participants import participant

from .makers import guests
from .makers_parts import member

pytestmark = pytest.mark.django_db

NAME = "Khampheng Souvannavong"


def hits(user, typed: str, key: str) -> list[finding.Hit]:
    found = {group.kind.key: group.hits for group in finding.search(asked_for(typed), user)}
    return found.get(key, [])


def told(user, typed: str) -> str:
    """All that the search says to somebody of these words: titles, small print, snippets, names almost so."""
    asked = asked_for(typed)
    groups = finding.search(asked, user)
    groups += getattr(near(asked, user, found=groups), "groups", [])
    found = [hit for group in groups for hit in group.hits] + finding.suggestions(asked, user)
    return " | ".join(f"{hit.plain} {hit.small} {hit.snippet}" for hit in found)


@pytest.fixture
def guest(province):
    return member(
        guests(province, "Trưởng đoàn"), NAME, post="Trưởng ban Quốc tế", unit_written="LFTU", passport_kind="diplomatic"
    )  # fmt: skip


@pytest.fixture
def speaker(province):
    return participant(event(province), NAME, post="Diễn giả chính", organisation="LFTU")


def test_by_a_name_the_delegations_in_which_a_person_travelled(officer, province):
    for title in ("Thăm Viêng Chăn", "Thăm Bắc Kinh"):
        member(delegation(province, title), "Nguyễn Thị Mười", post="Trưởng ban", unit_written="Ban Nữ công")
    found = hits(officer, "nguyen thi muoi", "members")
    assert [hit.plain for hit in found] == ["Nguyễn Thị Mười"] * 2
    assert sorted(title for hit in found for title in ("Viêng Chăn", "Bắc Kinh") if title in hit.small) == [
        "Bắc Kinh", "Viêng Chăn",
    ]  # fmt: skip
    assert hits(officer, "mười nữ công", "members")


def test_our_own_members_are_named_to_all_who_see_the_trip(presidium, other_officer, province):
    member(delegation(province), "Nguyễn Thị Mười")
    assert hits(presidium, "muoi", "members")
    assert told(other_officer, "muoi") == ""


@pytest.mark.parametrize("typed", ["Khampheng", "souvannavong", "khampheng truong ban", "khampheng lftu"])
def test_a_guest_is_found_by_name_by_the_hosts_alone(guest, speaker, presidium, typed):
    hosts = (holder("unit_officer", guest.delegation.unit), holder("department_officer"))
    assert all(NAME in told(user, typed) for user in hosts)
    assert told(presidium, typed) == ""


def test_a_name_spelled_almost_so_tells_no_guest(guest, speaker, presidium):
    assert told(presidium, "Khamphenh Souvanavong") == ""


def test_a_guest_is_found_by_post_without_the_name(guest, speaker, presidium):
    (found,) = hits(presidium, "truong ban quoc te", "members")
    assert found.plain == "Trưởng ban Quốc tế"
    (other,) = hits(presidium, "dien gia lftu", "participants")
    assert other.plain == "Diễn giả chính"
    assert "Khampheng" not in told(presidium, "lftu") + told(presidium, "truong ban") + told(
        presidium, "dien gia"
    )


def test_our_participants_are_named_to_all_who_see_the_conference(presidium, province):
    participant(event(province), "Nguyễn Thị Mười", side="ours", post="Giảng viên")
    assert [hit.plain for hit in hits(presidium, "muoi", "participants")] == ["Nguyễn Thị Mười"]


def test_a_nameless_participant_is_found_by_its_body(officer, province):
    participant(event(province), unit=province, side="ours")
    (found,) = hits(officer, province.name, "participants")
    assert found.plain == province.name


def test_passports_are_not_searched(guest, officer):
    for typed in ("diplomatic", "ngoại giao", "hộ chiếu"):
        assert hits(officer, typed, "members") == []


def test_members_of_an_archived_trip_are_not_found(department_officer, province):
    trip = delegation(province)
    member(trip, "Nguyễn Thị Mười")
    archive_record(trip, by=department_officer)
    assert told(department_officer, "muoi") == ""


def test_what_many_guests_hold_in_common_is_not_ordered_by_their_names(presidium, province):
    """The place among the hits must not tell whose hidden name begins with the words."""
    visit = guests(province, "Trưởng đoàn")
    for name in ("Zung", "Chuyên"):
        member(visit, name, post="Chuyên viên")
    found = hits(presidium, "chuyen", "members")
    assert {hit.rank for hit in found} == {found[0].rank}
    assert [hit.plain for hit in found] == ["Chuyên viên"] * 2
