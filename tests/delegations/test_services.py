"""Codes, refusals, words for search, rows below a delegation."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from delegations.models import Delegation, Leg, Member
from delegations.models.activity import period_label
from delegations.register import state_badges
from delegations.services import save_delegation
from partners.services import add_alias
from portal.text import PartialDate
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def test_codes_run_by_direction_and_year_of_the_end(province):
    first = delegation(province, starts_on="30/12/2025", ends_on="02/01/2026")
    second = delegation(province, starts_on="05/2026")
    guests = delegation(province, direction="incoming", starts_on="05/2026")
    assert [first.code, second.code, guests.code] == ["ĐR-2026-001", "ĐR-2026-002", "ĐV-2026-001"]


def test_the_code_after_999_is_1000(province):
    Delegation.objects.filter(pk=delegation(province, starts_on="2026").pk).update(code="ĐR-2026-999")
    assert delegation(province, starts_on="2026").code == "ĐR-2026-1000"
    assert delegation(province, starts_on="2026").code == "ĐR-2026-1001"


def test_the_code_stays_when_the_dates_change(province):
    record = delegation(province, starts_on="2026")
    record.starts_on = PartialDate.parse("2027")
    assert save_delegation(record, by=None).code == "ĐR-2026-001"


@pytest.mark.parametrize(("values", "field", "sentence"), [
    ({"starts_on": "05/12/2026", "ends_on": "01/12/2026"}, "ends_on",
     "Đến ngày: giá trị nhập là 01/12/2026. Cần ngày không trước ngày bắt đầu 05/12/2026."),
    ({"size": 0}, "size", "Số người: giá trị nhập là 0. Cần từ 1 trở lên, hoặc để trống khi chưa rõ."),
    ({"size": 5, "women": 6}, "women", "Số nữ: giá trị nhập là 6. Cần không quá số người của đoàn, 5."),
    ({"cost": -1}, "cost", "Kinh phí: giá trị nhập là -1. Cần từ 0 trở lên; để trống khi chưa rõ."),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_field_found_and_expected(province, values, field, sentence):
    with pytest.raises(ValidationError) as refused:
        delegation(province, **values)
    assert refused.value.message_dict == {field: [sentence]}
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("starts", "ends"), [("12/2026", "2026"), ("2026", "01/01/2026"), (None, "2026")])
def test_coarse_dates_that_may_be_right_are_taken(province, starts, ends):
    assert delegation(province, starts_on=starts, ends_on=ends).pk


def test_a_conference_with_more_guests_than_participants_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        event(province, participants=10, participants_vn=8, participants_foreign=3)
    assert refused.value.message_dict == {
        "participants": ["Tổng số đại biểu: giá trị nhập là 10. Cần không nhỏ hơn tổng hai bên, 11."]
    }


def test_a_count_of_members_that_differs_is_a_warning(province):
    record = delegation(province, size=3, members=[Member(name="Trưởng đoàn"), Member(name="Phiên dịch")])
    assert record.oddities(on=dt.date(2026, 1, 1)) == ["Số người ghi là 3 nhưng danh sách có 2 thành viên."]


def test_a_planned_trip_of_the_past_is_worth_a_second_look(province):
    record = delegation(province, starts_on="05/05/2026", state="planned")
    assert record.oddities(on=dt.date(2026, 5, 5)) == []
    assert len(record.oddities(on=dt.date(2026, 5, 6))) == 1


def test_a_leg_outside_the_days_is_worth_a_second_look(province):
    legs = [Leg(country="LA", starts_on=PartialDate.parse("09/05/2026"))]
    record = delegation(province, starts_on="01/05/2026", ends_on="08/05/2026", legs=legs)
    assert len(record.oddities(on=dt.date(2026, 5, 1))) == 1


def test_legs_and_members_are_replaced_only_when_given(province):
    record = delegation(province, legs=[Leg(country="LA")], members=[Member(name="Trưởng đoàn")])
    save_delegation(record, by=None, legs=[Leg(country="TH"), Leg(country="KH")])
    assert set(record.legs.values_list("country", flat=True)) == {"TH", "KH"}
    assert record.members.count() == 1


def test_the_unit_of_a_member_is_found_by_its_name_and_the_writing_stays(province):
    written = "LIÊN ĐOÀN LAO ĐỘNG tỉnh Lào Cai"
    record = delegation(
        province, members=[Member(name="A", unit_written=written), Member(name="B", unit_written="X")]
    )
    assert [(m.unit, m.unit_written) for m in record.members.all()] == [(province, written), (None, "X")]


@pytest.mark.parametrize(
    "words", ["viet nam savannakhet", "LFTU", "cong doan Lao", "lao federation", "DR-2026", "thai lan"]
)
def test_a_delegation_is_found_by_all_names_of_its_partner_and_by_its_legs(province, words):
    lao = partner()
    add_alias(lao, "Lao Federation of Trade Unions", by=None)
    record = delegation(
        province, "Đoàn Việt Nam thăm Savannakhet", partners=[lao], starts_on="2026", legs=[Leg(country="TH")]
    )
    assert list(Delegation.objects.search(words)) == [record]


def test_an_officer_cannot_save_for_another_unit(other_province, officer):
    with pytest.raises(PermissionDenied):
        save_delegation(Delegation(unit=other_province, title="X", direction="outgoing"), by=officer)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("first", "last", "shown"), [
    ("02/12/2026", "08/12/2026", "02/12 – 08/12/2026"), ("30/12/2025", "02/01/2026", "30/12/2025 – 02/01/2026"),
    ("05/2026", None, "05/2026"), ("2026", "2026", "2026"), (None, None, ""), ("05/2026", "06/2026", "05/2026 – 06/2026"),
])  # fmt: skip
def test_a_stretch_of_time_as_people_write_it(first, last, shown):
    dates = [PartialDate.parse(date) if date else None for date in (first, last)]
    assert period_label(*dates) == shown


@pytest.mark.parametrize(("starts", "ends", "state"), [
    ("01/05/2026", "10/05/2026", "ongoing"), ("01/05/2026", "05/05/2026", "done"), ("06/05/2026", None, "planned"),
    ("2026", None, "ongoing"), ("04/2026", None, "done"), (None, None, ""),
])  # fmt: skip
def test_the_state_that_the_dates_speak_for(starts, ends, state):
    dates = {"starts_on": starts, "ends_on": ends}
    record = Delegation(**{name: PartialDate.parse(date) if date else None for name, date in dates.items()})
    assert record.state_by_dates(on=dt.date(2026, 5, 5)) == state


@pytest.mark.parametrize(("state", "seen"), [("ongoing", "done"), ("planned", "planned"), ("", "")])
def test_what_was_under_way_is_seen_as_done_once_it_is_over(province, state, seen):
    record = delegation(province, starts_on="01/05/2026", ends_on="05/05/2026", state=state)
    last, after = dt.date(2026, 5, 5), dt.date(2026, 5, 6)
    assert (record.state_seen(on=last), record.state_seen(on=after)) == (state, seen)
    assert list(Delegation.objects.seen_as(seen, on=after)) == [record]
    assert not Delegation.objects.seen_as("ongoing", on=after).exists()


@pytest.mark.parametrize(("state", "dossier", "reported", "is_awaited"), [
    ("planned", "approved", None, True), ("ongoing", "approved", None, True), ("done", "approved", None, True),
    ("planned", "approved", dt.date(2020, 5, 9), False), ("postponed", "approved", None, False),
    ("planned", "draft", None, False), ("planned", "", None, False), ("done", "closed", None, False),
])  # fmt: skip
def test_an_approved_trip_that_is_over_owes_its_report(province, state, dossier, reported, is_awaited):
    record = delegation(province, starts_on="01/05/2020", ends_on="05/05/2020", state=state)
    record.dossier_state, record.report_submitted_on = dossier, reported
    assert not record.awaits_report(on=dt.date(2020, 5, 5))
    assert record.awaits_report(on=dt.date(2020, 5, 6)) is is_awaited
    assert (("Đã kết thúc, chờ báo cáo", "bad") in state_badges(record)) is is_awaited
