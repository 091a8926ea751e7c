"""Members, participants and programmes come in as files: rows read, refused by cell, read again unchanged."""

import datetime as dt

import pytest
from django.utils import translation

from delegations.models import Delegation, DossierState, Member, Participant, ProgrammeItem
from portal.exchange.registry import kind_of
from portal.exchange.template import workbook
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.portal.exchange.files import imported, pages_of

pytestmark = pytest.mark.django_db
TRIP, TALKS = "Thăm Vân Nam", "Hội thảo an toàn lao động"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def trip(province):
    return delegation(province, TRIP, country="CN", starts_on="05/04/2026", ends_on="09/04/2026")


@pytest.fixture
def talks(province):
    return event(province, TALKS, our_role="host", starts_on="05/04/2026", ends_on="06/04/2026")


MEMBER = {"Đoàn": TRIP, "Họ và tên": "Trưởng đoàn thử nghiệm", "Tư cách": "head", "Chức vụ": "Phó Chủ tịch",
          "Đơn vị, tổ chức": "LĐLĐ tỉnh Lào Cai", "Giới tính": "nữ", "Quốc tịch": "Việt Nam",
          "Hộ chiếu có giá trị đến": "01/12/2030"}  # fmt: skip
GUEST = {"Hội nghị, hội thảo": TALKS, "Phía": "bạn", "Họ và tên": "Khách thử nghiệm", "Chức vụ": "Phó Chủ tịch",
         "Đơn vị, tổ chức": "Tổng Công hội Vân Nam", "Nước": "Trung Quốc", "Số người": "1", "Ngày mời": "01/03/2026", "Trả lời": "yes",
         "Ngày trả lời": "10/03/2026", "Tham dự": "in_person"}  # fmt: skip
POINT = {"Đoàn hoặc hội nghị": TRIP, "Ngày": "06/04/2026", "Từ giờ": "8h30", "Đến giờ": "11:00", "Loại": "talks",
         "Nội dung": "Hội đàm", "Địa điểm": "Côn Minh"}  # fmt: skip
KINDS = {"members": MEMBER, "participants": GUEST, "programme": POINT}


def test_members_come_in_by_the_name_or_the_code_of_their_delegation(officer, province, trip):
    second = {**MEMBER, "Đoàn": trip.code, "Họ và tên": "Phiên dịch", "Tư cách": "Phiên dịch"}
    outcome = imported("members", [MEMBER, second], by=officer)
    assert (outcome.created, outcome.rejected) == (2, [])
    head = Member.objects.get(role="head")
    assert (head.delegation, head.unit, head.is_woman, head.nationality) == (trip, province, True, "VN")
    assert head.passport_expires_on == dt.date(2030, 12, 1)
    assert Member.objects.get(role="interpreter").delegation == trip


def test_participants_come_in_with_their_bodies_and_the_counts_follow(officer, province, talks):
    there = partner("Tổng Công hội Vân Nam", "")
    ours = {
        **GUEST,
        "Phía": "ta",
        "Họ và tên": "Đại biểu",
        "Đơn vị, tổ chức": "LĐLĐ tỉnh Lào Cai",
        "Nước": "Việt Nam",
    }
    assert imported("participants", [GUEST, ours], by=officer).created == 2
    guest = Participant.objects.get(side="theirs")
    assert (guest.event, guest.partner, guest.country, guest.answer) == (talks, there, "CN", "yes")
    assert (guest.invited_on, guest.answered_on) == (dt.date(2026, 3, 1), dt.date(2026, 3, 10))
    assert Participant.objects.get(side="ours").unit == province
    talks.refresh_from_db()
    assert (talks.participants_vn, talks.participants_foreign) == (1, 1)


def test_programmes_of_delegations_and_sessions_of_conferences_come_in_one_file(officer, trip, talks):
    session = {
        **POINT,
        "Đoàn hoặc hội nghị": TALKS,
        "Loại": "session",
        "Nội dung": "Phiên 1",
        "Từ giờ": "14 giờ",
        "Đến giờ": "",
    }
    assert imported("programme", [POINT, session], by=officer).created == 2
    point = ProgrammeItem.objects.get(delegation=trip)
    assert (point.day, point.starts_at, point.ends_at) == (dt.date(2026, 4, 6), dt.time(8, 30), dt.time(11))
    assert ProgrammeItem.objects.get(event=talks).starts_at == dt.time(14)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_changes_nothing_and_a_new_cell_changes_its_row(officer, trip, talks, kind):
    row, model = KINDS[kind], kind_of(kind).resource.model
    assert imported(kind, [row], by=officer, dry_run=True).created == 1
    assert not model.objects.exists()
    imported(kind, [row], by=officer)
    assert imported(kind, [row, row], by=officer).unchanged == 2
    column, value = {"programme": ("Địa điểm", "Đại Lý")}.get(kind, ("Chức vụ", "Chủ tịch"))
    assert imported(kind, [{**row, column: value}], by=officer).updated == 1
    assert model.objects.count() == 1


@pytest.mark.parametrize(("kind", "change", "column", "sentence"), [
    ("members", {"Đoàn": "Đoàn không có"}, "Đoàn", "Đoàn không có"), ("members", {"Tư cách": "vua"}, "Tư cách", "vua"),
    ("members", {"Họ và tên": ""}, "Họ và tên", ""), ("members", {"Hộ chiếu có giá trị đến": "2030"}, "Hộ chiếu", "2030"),
    ("participants", {"Phía": "ai đó"}, "Phía", "ai đó"), ("participants", {"Số người": "0"}, "Số người", "0"),
    ("participants", {"Ngày trả lời": "01/02/2026"}, "Ngày trả lời", "sớm hơn"),
    ("participants", {"Họ và tên": "", "Chức vụ": "", "Đơn vị, tổ chức": ""}, "Họ và tên", ""),
    ("programme", {"Ngày": "30/04/2026"}, "Ngày", "30/04/2026"), ("programme", {"Từ giờ": "25:00"}, "Từ giờ", "25:00"),
    ("programme", {"Đến giờ": "08:00"}, "", ""), ("programme", {"Nội dung": "TUYỆT MẬT"}, "Nội dung", "MẬT"),
])  # fmt: skip
def test_an_impossible_cell_says_its_row_and_column(officer, trip, talks, kind, change, column, sentence):
    row = KINDS[kind]
    outcome = imported(kind, [row, {**row, **change}], by=officer)
    assert not outcome.saved
    (refused,) = outcome.rejected
    assert refused["row"] == 3
    assert column in refused["message"]
    assert sentence in refused["message"]
    assert not kind_of(kind).resource.model.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_another_unit_are_refused(other_officer, trip, talks, kind):
    outcome = imported(kind, [KINDS[kind]], by=other_officer)
    assert len(outcome.rejected) == 1
    assert not kind_of(kind).resource.model.objects.exists()


def test_two_of_one_name_are_told_apart_by_their_first_day(officer, province, trip):
    later = delegation(province, TRIP, starts_on="05/09/2026", ends_on="09/09/2026")
    assert len(imported("members", [MEMBER], by=officer).rejected) == 1
    told = {**MEMBER, "Ngày bắt đầu đoàn": "05/09/2026"}
    assert imported("members", [told], by=officer).created == 1
    assert Member.objects.get().delegation == later


def test_a_dossier_that_is_decided_on_takes_no_row(officer, trip):
    Delegation.objects.filter(pk=trip.pk).update(dossier_state=DossierState.IN_APPROVAL)
    assert len(imported("members", [MEMBER], by=officer).rejected) == 1
    assert len(imported("programme", [POINT], by=officer).rejected) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_workbook_to_fill_in_has_the_columns_of_the_kind(kind):
    heads = [str(cell).rstrip(" *") for cell in pages_of(workbook(kind_of(kind)), "mau.xlsx")[0].lines[0]]
    assert set(KINDS[kind]) <= set(heads)


def test_many_rows_are_found_again_by_few_questions(officer, province, talks, django_assert_max_num_queries):
    rows = [{**GUEST, "Họ và tên": f"Khách {number}"} for number in range(30)]
    imported("participants", rows, by=officer)
    with django_assert_max_num_queries(90):  # a savepoint, and its release, for each row
        assert imported("participants", rows, by=officer, dry_run=True).unchanged == 30
