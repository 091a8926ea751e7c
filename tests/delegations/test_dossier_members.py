"""Members and legs: entered once, copied as of the trip, never twice; decisions with an outcome for each."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from delegations.figures.members import counts, member_lines, travellers
from delegations.models import Decision, Leg, Member
from delegations.services import save_delegation
from delegations.services.decisions import record_decision
from delegations.services.members import remove_member, save_member, take_counts
from portal.people.services import enter_person, leave_post, take_post
from portal.text import PartialDate
from tests.factories.delegations import delegation
from tests.factories.dossiers import BACK, approved, complete, short_chain
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def trip(province):
    return delegation(province, starts_on="13/04/2026", ends_on="17/04/2026", country="LA")


@pytest.fixture
def permitted(province, officer, leader):
    short_chain()
    return approved(complete(province), by=officer, leader=leader)


def member(trip, name="Cán bộ", **values) -> Member:
    return save_member(Member(delegation=trip, name=name, **values), by=None, on=TODAY)


def test_post_and_unit_are_those_of_the_time_of_the_trip_and_stay(trip, province, other_province):
    person = enter_person(name="Cán bộ đối ngoại", by=None)
    first = take_post(person, unit=province, title="Chuyên viên", on=dt.date(2025, 1, 1), by=None)
    leave_post(first, on=dt.date(2026, 4, 30), by=None)
    take_post(person, unit=other_province, title="Phó Chủ tịch", on=dt.date(2026, 5, 1), by=None)
    made = save_member(Member(delegation=trip, person=person), by=None, on=dt.date(2026, 6, 1))
    assert (made.name, made.post, made.unit) == ("Cán bộ đối ngoại", "Chuyên viên", province)
    made.reason = "Phụ trách"
    assert save_member(made, by=None, on=dt.date(2026, 6, 1)).post == "Chuyên viên"


def test_a_person_is_a_member_once(trip):
    person = enter_person(name="Cán bộ", by=None)
    member(trip, person=person)
    with pytest.raises(ValidationError, match="hai lần"):
        member(trip, "Tên khác", person=person, post="Chức vụ khác")


def test_the_same_name_post_and_unit_is_a_member_once_however_it_is_written(trip, province):
    member(trip, "Nguyễn Văn", post="Chuyên viên")
    with pytest.raises(ValidationError, match="hai lần"):
        member(trip, "NGUYEN VAN", post="chuyên viên")
    member(trip, "Nguyễn Văn", post="Kế toán")  # namesakes there are
    with pytest.raises(ValidationError, match="hai lần"):
        save_delegation(trip, by=None, members=[Member(name="A"), Member(name="a")])


def test_legs_share_a_day_of_travel_and_no_more(trip):
    def leg(starts, ends):
        return Leg(country="LA", starts_on=PartialDate.parse(starts), ends_on=PartialDate.parse(ends))

    save_delegation(trip, by=None, legs=[leg("13/04/2026", "15/04/2026"), leg("15/04/2026", "17/04/2026")])
    with pytest.raises(ValidationError, match="trùng"):
        save_delegation(
            trip, by=None, legs=[leg("13/04/2026", "16/04/2026"), leg("15/04/2026", "17/04/2026")]
        )
    save_delegation(trip, by=None, legs=[leg("04/2026", "04/2026"), leg("15/04/2026", "17/04/2026")])


def test_another_unit_enters_no_member(trip, other_officer):
    with pytest.raises(PermissionDenied):
        save_member(Member(delegation=trip, name="Lạ"), by=other_officer, on=TODAY)


def test_the_portal_has_no_place_for_a_passport_number():
    names = {field.name for field in Member._meta.get_fields()}
    assert {name for name in names if "passport" in name} == {"passport_kind", "passport_expires_on"}


def test_numbers_follow_the_list_of_those_who_go(trip):
    member(trip, "Trưởng đoàn", role="head", post="Chủ tịch", is_woman=True)
    member(trip, "Thành viên", is_woman=False)
    assert counts(member_lines(trip)).differs(trip)
    record = take_counts(trip, by=None)
    assert (record.size, record.women, record.head_post) == (2, 1, "Chủ tịch")
    assert not counts(member_lines(record)).differs(record)


def test_women_are_counted_once_they_are_known_of_everybody(trip):
    member(trip, "Một", is_woman=True)
    member(trip, "Hai")
    assert counts(member_lines(trip)).women is None


# -- decisions --


def decide(record, by, **values):
    """A decision that sends everybody, as far as `values` do not say otherwise."""
    sent = {one.pk: ("sent", "") for one in record.members.all()}
    given = {
        "number": "45/QĐ-LĐLĐ", "decided_on": dt.date(2026, 3, 20), "authority": "Ban Thường vụ", "outcomes": sent,
        **values,
    }  # fmt: skip
    return record_decision(record, by=by, at=BACK, **given)


@pytest.mark.parametrize(("values", "field"), [
    ({"authority": " "}, "authority"), ({"number": ""}, "number"), ({"decided_on": None}, "decided_on"),
    ({"decided_on": dt.date(2026, 4, 21)}, "decided_on"),
])  # fmt: skip
def test_a_decision_has_number_day_and_authority(permitted, officer, values, field):
    before = Decision.objects.count()
    with pytest.raises(ValidationError) as refused:
        decide(permitted, officer, **values)
    assert set(refused.value.message_dict) == {field}
    assert Decision.objects.count() == before


def test_nothing_is_decided_on_what_is_not_approved(province, officer):
    with pytest.raises(ValidationError, match="đang soạn|chuẩn bị|cần hồ sơ"):
        decide(complete(province), officer)


def test_a_first_decision_names_every_member(permitted, officer):
    Decision.objects.all().delete()
    head = permitted.members.get(role="head")
    with pytest.raises(ValidationError, match="Phiên dịch"):
        decide(permitted, officer, outcomes={head.pk: ("sent", "")})
    stranger = delegation(permitted.unit, members=[Member(name="Lạ")]).members.get()
    with pytest.raises(ValidationError):
        decide(permitted, officer, outcomes={stranger.pk: ("sent", "")})


def test_a_second_decision_changes_the_list_and_the_last_one_counts(permitted, officer):
    first = Decision.objects.get()
    head, interpreter = permitted.members.order_by("pk")
    with pytest.raises(ValidationError, match="Lý do"):
        decide(permitted, officer, changes=first, outcomes={interpreter.pk: ("not_sent", "")})
    second = decide(permitted, officer, changes=first, outcomes={interpreter.pk: ("replaced", "Ốm")})
    assert travellers(permitted) == [head]
    lines = {line.member: line for line in member_lines(permitted)}
    assert (lines[interpreter].is_out, lines[interpreter].last.decision) == (True, second)
    assert lines[head].last.decision == first


def test_somebody_goes_or_it_is_called_off(permitted, officer):
    nobody = {one.pk: ("not_sent", "Bận") for one in permitted.members.all()}
    with pytest.raises(ValidationError, match="không còn ai"):
        decide(permitted, officer, changes=Decision.objects.get(), outcomes=nobody)
    assert len(travellers(permitted)) == 2


def test_whom_a_decision_names_stays_on_the_list(permitted, officer):
    with pytest.raises(ValidationError, match="quyết định"):
        remove_member(permitted.members.first(), by=officer)
    added = save_member(Member(delegation=permitted, name="Bổ sung"), by=officer, on=TODAY)
    remove_member(added, by=officer)
    assert permitted.members.count() == 2


def test_the_scan_of_a_decision_is_kept_with_the_tick_of_who_gives_it(permitted, officer):
    scan = SimpleUploadedFile("quyet-dinh.pdf", PDF)
    with pytest.raises(ValidationError):
        decide(permitted, officer, changes=Decision.objects.get(), scan=scan)
    scan.seek(0)
    made = decide(permitted, officer, changes=Decision.objects.get(), scan=scan, no_state_secret=True)
    assert made.scan.kind == "decision"
    assert made.scan.target_id == permitted.pk
