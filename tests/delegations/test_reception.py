"""Receiving guests: protocol and its warnings, gifts with value, who interprets and is free, who reads of needs."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from delegations.figures.reception import interpreters_for, protocol, reception_warnings
from delegations.models import Delegation, Gift, Member, ProgrammeKind
from delegations.services.reception import save_gifts, save_reception
from portal.deadlines.models import Rule
from portal.people.models import LanguageSkill, Person
from portal.units.models import Unit
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import point
from tests.factories.people import officer_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def guests(province) -> Delegation:
    return delegation(
        province, "Đoàn công đoàn tỉnh bạn", direction="incoming", guest_class="c", country="LA",
        starts_on="02/03/2026", ends_on="04/03/2026", guest_needs="Ăn chay",
    )  # fmt: skip


def one_banquet() -> None:
    if not Rule.objects.filter(code="P1").exists():
        Rule.objects.create(
            code="P1",
            description="Chiêu đãi",
            number=1,
            unit="times",
            valid_from=dt.date(2020, 1, 1),
            source="TT 35/2026",
        )
    Rule.objects.filter(code="P1").update(valid_from=dt.date(2020, 1, 1))


def speaker(unit: Unit, name: str, language="lo", *, level="", can_interpret=False) -> Person:
    made = Person.objects.get(pk=officer_of(unit, name).pk)
    LanguageSkill.objects.create(person=made, language=language, level=level, can_interpret=can_interpret)
    return made


def test_a_second_banquet_is_warned_of_with_the_rule(guests):
    one_banquet()
    point(guests, "airport")
    point(guests, "banquet", text="Chiêu đãi chào mừng")
    assert reception_warnings(guests, guests.programmeitem_rows.all(), today=TODAY) == []
    point(guests, "banquet", text="Chiêu đãi chia tay", day="2026-03-03")
    [sentence] = reception_warnings(guests, guests.programmeitem_rows.all(), today=TODAY)
    assert "2 buổi chiêu đãi" in sentence
    assert "35/2026" in sentence


def test_what_protocol_lacks_is_said(guests):
    guests.guest_class = ""
    point(guests, "talks")
    found = reception_warnings(guests, guests.programmeitem_rows.all(), today=TODAY)
    assert len(found) == 2
    assert "hạng khách" in found[0]
    assert "sân bay" in found[1]
    points = {one.label: len(one.items) for one in protocol(guests.programmeitem_rows.all())}
    assert points[str(ProgrammeKind.TALKS.label)] == 1
    assert points[str(ProgrammeKind.BANQUET.label)] == 0


def test_gifts_of_both_sides_are_kept_with_their_value(guests, officer, leader):
    given = Gift(flow="ours", text="Tranh thêu", value=2_000_000, to_whom="Trưởng đoàn bạn")
    taken = Gift(flow="theirs", text="Bình gốm", kept_by="Phòng truyền thống")
    save_reception(guests, by=officer, changed=[given, taken])
    assert guests.gift_rows.count() == 2
    with pytest.raises(ValidationError):
        save_reception(guests, by=officer, changed=[Gift(flow="ours", text="Quà", value=-1)])
    with pytest.raises(PermissionDenied):
        save_reception(guests, by=leader, removed=[given])
    Delegation.objects.filter(pk=guests.pk).update(dossier_state="closed")
    guests.refresh_from_db()
    with pytest.raises(ValidationError):
        save_reception(guests, by=officer, removed=[taken])
    assert guests.gift_rows.count() == 2


def test_trips_and_conferences_give_gifts_too(province):
    for record in (delegation(province, starts_on="02/03/2026"), event(province, starts_on="02/03/2026")):
        save_gifts(record, by=None, changed=[Gift(flow="ours", text="Quà lưu niệm")])
        assert record.gift_rows.get().activity == record


def test_interpreters_of_the_language_the_free_ones_first(guests, province, officer):
    trained = speaker(province, "Cán bộ phiên dịch", can_interpret=True)
    able = speaker(province, "Cán bộ tiếng Lào", level="B2")
    speaker(province, "Cán bộ mới học", level="A1")
    speaker(province, "Cán bộ tiếng Trung", "zh", can_interpret=True)
    found = interpreters_for(guests, officer, today=TODAY)
    assert [one.person for one in found] == [trained, able]
    assert not any(one.busy_with for one in found)
    delegation(
        province, "Đoàn sang Viêng Chăn", starts_on="04/03/2026", ends_on="08/03/2026",
        members=[Member(name="Cán bộ phiên dịch", person=trained)],
    )  # fmt: skip
    found = interpreters_for(guests, officer, today=TODAY)
    assert [(one.person, one.busy_with) for one in found] == [(able, ""), (trained, "Đoàn sang Viêng Chăn")]


def test_days_that_only_touch_and_trips_put_off_keep_nobody_busy(guests, province, officer):
    one = speaker(province, "Cán bộ phiên dịch", can_interpret=True)
    values = {"interpreter": one, "direction": "incoming"}
    delegation(province, "Trước", starts_on="27/02/2026", ends_on="01/03/2026", **values)
    delegation(province, "Sau", starts_on="05/03/2026", **values)
    delegation(province, "Cả năm", starts_on="2026", **values)
    delegation(province, "Hoãn", starts_on="03/03/2026", state="postponed", **values)
    assert [found.busy_with for found in interpreters_for(guests, officer, today=TODAY)] == [""]


def test_a_trip_that_the_reader_may_not_see_is_not_named(guests, province, other_province, officer):
    one = speaker(province, "Cán bộ phiên dịch", can_interpret=True)
    delegation(
        other_province, "Đoàn của tỉnh khác", starts_on="03/03/2026", ends_on="03/03/2026", interpreter=one
    )
    [found] = interpreters_for(guests, officer, today=TODAY)
    assert found.busy_with == "một đoàn khác"


# -- the pages --


def test_needs_of_guests_are_for_the_host_unit_and_the_department(
    client, guests, officer, leader, department_officer, presidium, inspector
):
    url = reverse("delegations:delegation-reception", args=[guests.pk])
    shown = {}
    for user in (officer, leader, department_officer, presidium, inspector):
        client.force_login(user)
        shown[user.username.split(".")[0]] = "Ăn chay" in client.get(url).content.decode()
    assert shown == {
        "unit_officer": True, "unit_leader": True, "department_officer": True, "presidium": False, "inspector": False,
    }  # fmt: skip


def test_the_history_keeps_needs_and_name_of_guests_from_other_readers(client, province, officer, presidium):
    guests = delegation(province, direction="incoming", starts_on="02/03/2026", head_name="Trưởng đoàn Bạn")
    guests.guest_needs = "Ăn chay trường"
    save_reception(guests, by=officer)
    url = reverse("delegations:delegation-history", args=[guests.pk])
    for user, reads in ((officer, True), (presidium, False)):
        client.force_login(user)
        page = client.get(url).content.decode()
        assert ("Ăn chay trường" in page) is reads
        assert ("Trưởng đoàn Bạn" in page) is reads


def test_only_incoming_delegations_have_the_tab(client, officer, province):
    client.force_login(officer)
    trip = delegation(province, starts_on="02/03/2026")
    assert client.get(reverse("delegations:delegation-reception", args=[trip.pk])).status_code == 404
    page = client.get(reverse("delegations:delegation-money", args=[trip.pk])).content.decode()
    assert "/don-tiep/" not in page


def test_the_reception_is_changed_with_its_gifts(client, guests, officer):
    client.force_login(officer)
    url = reverse("delegations:delegation-reception-edit", args=[guests.pk])
    data = {
        "revision": guests.revision, "guest_class": "b", "guest_needs": "Không ăn hải sản", "second_language": "lo",
        "gifts-TOTAL_FORMS": "1", "gifts-INITIAL_FORMS": "0", "gifts-0-flow": "ours", "gifts-0-text": "Tranh",
        "gifts-0-value": "1.500.000",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    guests.refresh_from_db()
    assert (guests.guest_class, guests.guest_needs, guests.second_language) == ("b", "Không ăn hải sản", "lo")
    assert guests.gift_rows.get().value == 1_500_000
    stale = client.post(url, data | {"guest_class": "a"})
    assert stale.status_code == 422
    guests.refresh_from_db()
    assert guests.guest_class == "b"
