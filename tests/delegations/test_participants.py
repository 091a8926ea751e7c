"""Who was asked, answered and came: entered in bulk, ticked at the door, counted, printed; guests' names kept close."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from delegations.figures.participants import Numbers, attendance_words, numbers
from delegations.models import Event, Participant, ProgrammeItem
from delegations.services import save_event
from delegations.services.participants import (
    add_participants,
    note_answers,
    note_invitations,
    remove_participant,
    save_participant,
    send_another,
    tick,
)
from delegations.services.participants_paste import participants_of, read_lines
from portal.audit.models import Entry
from portal.rendering.registry import PrintingError, print_document
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.delegations import event
from tests.factories.participants import participant
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 10)
GUEST = "Khamphan Somsay"


@pytest.fixture
def meeting(province):
    return event(province, "Hội thảo biên giới", starts_on="2027-03-10", our_role="host")


def counts(meeting):
    fresh = Event.objects.get(pk=meeting.pk)
    return (fresh.participants_vn, fresh.participants_foreign, fresh.participants, fresh.countries_count)


# -- the counts follow from the register --


def test_before_the_door_those_who_are_expected_count_then_those_who_came(meeting, officer):
    participant(meeting, side="ours", organisation="Đoàn của tỉnh", persons=12)
    laos = participant(meeting, GUEST, country="LA")
    participant(meeting, "Sok Dara", country="KH", answer="no")
    assert counts(meeting) == (12, 1, 13, 1)
    tick(laos, attendance="in_person", by=officer)
    assert counts(meeting) == (0, 1, 1, 1)
    assert Event.objects.get(pk=meeting.pk).countries_written == "Lào"
    tick(laos, attendance="", by=officer)
    assert counts(meeting) == (12, 1, 13, 1)


def test_a_tick_is_no_new_revision_so_nobody_editing_meets_a_conflict(meeting, officer):
    row = participant(meeting, GUEST)
    revision = Event.objects.get(pk=meeting.pk).revision
    tick(row, attendance="online", by=officer)
    assert Event.objects.get(pk=meeting.pk).revision == revision


def test_saving_the_conference_does_not_bring_old_counts_back(client, meeting, officer):
    stale = Event.objects.get(pk=meeting.pk)
    stale.participants = 500
    participant(meeting, GUEST, persons=3)
    save_event(stale, by=officer)
    assert counts(meeting) == (0, 3, 3, 0)
    client.force_login(officer)
    form = client.get(reverse("delegations:event-edit", args=[meeting.pk])).context["form"]
    assert form.fields["participants"].disabled


def test_a_conference_without_a_register_keeps_the_counts_that_were_typed(province):
    typed = event(province, participants=300, countries_count=12)
    assert counts(typed) == (None, None, 300, 12)


def test_nationalities_come_from_the_row_or_its_partner_and_ours_is_none(meeting):
    rows = [
        Participant(event=meeting, side="theirs", country="LA", persons=2),
        Participant(event=meeting, side="theirs", partner=partner("Công đoàn Lào", "LFTU", country="LA")),
        Participant(event=meeting, side="theirs", country="KH"),
        Participant(event=meeting, side="theirs"),
        Participant(event=meeting, side="ours", country="VN", persons=9),
    ]
    assert Numbers(rows).nationalities == [("Lào", 3), ("Campuchia", 1), ("", 1)]


def test_the_sentence_of_the_minutes(meeting, officer):
    assert attendance_words(numbers(meeting)) == ""
    guest = participant(meeting, GUEST, country="LA", persons=2)
    participant(meeting, side="ours", persons=5)
    assert attendance_words(numbers(meeting)).startswith("Dự kiến có 7 đại biểu")
    tick(guest, attendance="online", by=officer)
    assert attendance_words(numbers(meeting)) == (
        "Có 2 đại biểu tham dự trên tổng số 7 đại biểu được mời, trong đó 0 đại biểu Việt Nam và 2 đại biểu nước ngoài "
        "đến từ 1 quốc gia (Lào); 2 đại biểu dự trực tuyến."
    )


# -- invitations and answers --


def test_invitations_and_answers_are_noted_for_many_at_once(meeting, officer):
    rows = [participant(meeting, f"Khách {number}") for number in range(3)]
    assert note_invitations(meeting, rows, channel="paper", on=DAY, by=officer) == 3
    assert note_answers(meeting, rows[:2], answer="yes", on=DAY, by=officer) == 2
    found = Participant.objects.order_by("pk").values_list("channel", "invited_on", "answer", "answered_on")
    assert list(found) == [("paper", DAY, "yes", DAY), ("paper", DAY, "yes", DAY), ("paper", DAY, "", None)]


def test_an_answer_before_its_invitation_is_refused_both_ways(meeting, officer):
    row = participant(meeting, GUEST, invited_on=DAY)
    with pytest.raises(ValidationError, match="10/03/2027"):
        note_answers(meeting, [row], answer="yes", on=dt.date(2027, 3, 9), by=officer)
    note_answers(meeting, [row], answer="yes", on=DAY, by=officer)
    with pytest.raises(ValidationError, match="11/03/2027"):
        note_invitations(meeting, [row], channel="mail", on=dt.date(2027, 3, 11), by=officer)
    row.refresh_from_db()
    assert (row.invited_on, row.channel) == (DAY, "")


def test_an_invitation_handed_on_keeps_both_and_counts_one(meeting, officer):
    row = participant(meeting, GUEST, organisation="Công đoàn Lào", country="LA", invited_on=DAY)
    other = send_another(row, name="", post="Phó Trưởng ban", on=DAY, by=officer)
    row.refresh_from_db()
    assert (row.answer, other.answer, other.organisation, other.country) == (
        "sends",
        "yes",
        "Công đoàn Lào",
        "LA",
    )
    assert counts(meeting) == (0, 1, 1, 1)
    with pytest.raises(ValidationError):
        send_another(row, name=" ", post="", on=DAY, by=officer)


def test_who_came_is_not_taken_out(meeting, officer):
    row = participant(meeting, GUEST)
    tick(row, attendance="in_person", by=officer)
    with pytest.raises(ValidationError):
        remove_participant(row, by=officer)
    tick(row, attendance="absent", by=officer)
    remove_participant(row, by=officer)
    assert not Participant.objects.exists()


def test_whoever_may_not_edit_the_conference_keeps_no_register(meeting, other_officer, leader):
    row = participant(meeting, GUEST)
    for by in (other_officer, leader):
        for verb in (
            lambda by=by: tick(row, attendance="online", by=by),
            lambda by=by: save_participant(Participant(event=meeting, side="ours", post="X"), by=by),
            lambda by=by: add_participants(meeting, [], by=by),
            lambda by=by: note_answers(meeting, [row], answer="yes", on=DAY, by=by),
        ):
            with pytest.raises(PermissionDenied):
                verb()


def test_an_unknown_tick_is_refused(meeting, officer):
    with pytest.raises(ValidationError, match="abc"):
        tick(participant(meeting, GUEST), attendance="abc", by=officer)


# -- many at once --


def test_lines_of_a_list_are_read_whatever_parts_them():
    text = "STT\tHọ và tên\tChức vụ\n1\tKhamphan Somsay\tChủ tịch\tCông đoàn Lào\tLào\n2\tSok Dara\tỦy viên\t\tCampuchia\t2\n"
    assert read_lines(text) == [
        ["Khamphan Somsay", "Chủ tịch", "Công đoàn Lào", "Lào"],
        ["Sok Dara", "Ủy viên", "", "Campuchia", "2"],
    ]
    assert read_lines("1. Ông A; Chủ tịch\n\n- Bà B | Phó\n") == [["Ông A", "Chủ tịch"], ["Bà B", "Phó"]]


def test_pasted_lines_become_participants_of_known_bodies(province):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    made = participants_of(
        read_lines(
            "Khamphan Somsay; Chủ tịch; Liên hiệp công đoàn Lào; Lào; 3\nFES Việt Nam\nÔng Nguyễn Văn A"
        ),
        side="theirs",
    )
    assert [(one.name, one.organisation, one.country, one.persons) for one in made] == [
        ("Khamphan Somsay", "Liên hiệp công đoàn Lào", "LA", 3), ("", "FES Việt Nam", "", 1), ("Ông Nguyễn Văn A", "", "", 1),
    ]  # fmt: skip
    assert [one.partner_id for one in made] == [lao.pk, None, None]
    (own,) = participants_of([["", "Chủ tịch", province.name]], side="ours")
    assert (own.unit_id, own.country) == (province.pk, "VN")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A; B; C; Nước Mặt Trăng", "Mặt Trăng"),
        ("A; B; C; Lào; không", "không"),
        ("A; B; C; Lào; 0", "0"),
        ("A" * 151 + "; B", "151"),
        ("A; B; Tài liệu TỐI MẬT", "TỐI MẬT"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(line, told):
    with pytest.raises(ValidationError) as refused:
        participants_of(read_lines(f"Đúng; Trưởng ban\n{line}"), side="theirs")
    (sentence,) = refused.value.messages
    assert "2" in sentence
    assert told in sentence


def test_nothing_and_too_much_are_refused():
    for rows in ([], [["A", "B"]] * 501):
        with pytest.raises(ValidationError):
            participants_of(rows, side="theirs")


def test_entering_the_list_twice_doubles_nobody(meeting, officer):
    for expected in ((2, 0), (0, 2)):
        rows = participants_of(read_lines("Khamphan; Chủ tịch; LFTU\nSok Dara; Ủy viên; CLC"), side="theirs")
        assert add_participants(meeting, rows, by=officer) == expected
    rows = participants_of(read_lines("A; X; Y\na; x; y"), side="theirs")
    assert add_participants(meeting, rows, by=officer) == (1, 1)


def workbook(*rows):
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile("dai-bieu.xlsx", content.getvalue())


def test_a_sheet_is_taken_like_lines(client, meeting, officer):
    client.force_login(officer)
    address = reverse("delegations:event-participants-add", args=[meeting.pk])
    sheet = workbook(
        ["STT", "Họ tên", "Chức vụ", "Đơn vị", "Nước", "Số người"], [1, GUEST, "Chủ tịch", "LFTU", "Lào", 4]
    )
    assert client.post(address, {"side": "theirs", "sheet": sheet}).status_code == 302
    row = Participant.objects.get()
    assert (row.name, row.country, row.persons) == (GUEST, "LA", 4)
    refused = client.post(address, {"side": "theirs", "sheet": SimpleUploadedFile("a.exe", b"MZ")})
    assert refused.status_code == 422
    refused = client.post(address, {"side": "theirs", "lines": "A; B; C; Nước Mặt Trăng"})
    assert refused.status_code == 422
    assert "Mặt Trăng" in refused.text
    assert Participant.objects.count() == 1


# -- the pages --


@pytest.fixture
def page(meeting):
    return reverse("delegations:event-participants", args=[meeting.pk])


def test_names_of_guests_are_for_the_host_unit_and_the_department(
    client, meeting, page, province, officer, leader, department_officer, presidium, inspector, centre
):
    """The Presidium and the inspector read the conference, but posts instead of names."""
    participant(meeting, GUEST, post="Chủ tịch", organisation="Công đoàn Lào")
    participant(meeting, "Trưởng ban nhà", side="ours")
    beside = UnitFactory(province_name="Điện Biên")
    meeting.other_units.add(beside)
    named = {
        user.username: [
            GUEST in text for text in (client.get(page).text, xlsx(meeting, user), pdf(meeting, user))
        ]
        for user in (
            officer,
            leader,
            department_officer,
            presidium,
            inspector,
            holder("unit_officer", beside),
        )
        if client.force_login(user) is None
    }
    assert list(named.values()) == [[True] * 3] * 3 + [[False] * 3] * 3
    client.force_login(inspector)
    text = client.get(page).text
    assert "Chủ tịch" in text
    assert "Trưởng ban nhà" in text
    assert GUEST not in client.get(page + "?q=khamphan").text


def xlsx(meeting, user):
    book = load_workbook(
        io.BytesIO(
            print_document("conference-participants", str(meeting.pk), user=user, format="xlsx").content
        )
    )
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def pdf(meeting, user):
    content = print_document("conference-participants", str(meeting.pk), user=user, format="pdf").content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_names_of_guests_reach_neither_trail_nor_history(client, meeting, page, officer):
    participant(meeting, GUEST)
    client.force_login(officer)
    client.post(reverse("delegations:event-participant-new", args=[meeting.pk]), {
        "side": "theirs", "name": GUEST + " II", "role": "delegate", "persons": 1,
    })  # fmt: skip
    assert Participant.objects.count() == 2
    assert not Entry.objects.filter(target__contains="Khamphan").exists()
    assert not any("Khamphan" in str(one.details) for one in Entry.objects.all())
    assert "name" not in {field.name for field in Participant.pgh_event_model._meta.get_fields()}


def test_the_register_of_another_unit_does_not_exist(client, meeting, page, other_officer):
    row = participant(meeting, GUEST)
    client.force_login(other_officer)
    assert client.get(page).status_code == 404
    assert client.get(reverse("delegations:participant-edit", args=[row.pk])).status_code == 404
    assert (
        client.post(
            reverse("delegations:participant-tick", args=[row.pk]), {"attendance": "online"}
        ).status_code
        == 404
    )
    with pytest.raises(PrintingError):
        print_document("conference-participants", str(meeting.pk), user=other_officer, format="pdf")


def test_one_tap_at_the_door_changes_row_and_counts(client, meeting, officer):
    row = participant(meeting, GUEST, organisation="Công đoàn Lào")
    client.force_login(officer)
    door = client.get(reverse("delegations:event-door", args=[meeting.pk]))
    assert GUEST in door.text
    address = reverse("delegations:participant-tick", args=[row.pk])
    answer = client.post(address, {"attendance": "in_person"}, headers={"HX-Request": "true"})
    assert f'id="p-{row.pk}"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "<html" not in answer.text
    row.refresh_from_db()
    assert row.attendance == "in_person"
    assert client.post(address, {"attendance": ""}).status_code == 302  # without script
    row.refresh_from_db()
    assert row.attendance == ""


def test_the_door_finds_without_accents(client, meeting, officer):
    participant(meeting, "Nguyễn Thị Đào", side="ours")
    participant(meeting, GUEST)
    client.force_login(officer)
    text = client.get(
        reverse("delegations:event-door", args=[meeting.pk]) + "?q=dao", headers={"HX-Request": "true"}
    ).text
    assert "Nguyễn Thị Đào" in text
    assert GUEST not in text


def test_a_batch_needs_rows_and_takes_only_those_of_the_conference(client, province, meeting, page, officer):
    row, strange = participant(meeting, "A"), participant(event(province, "Khác"), "B")
    client.force_login(officer)
    address = reverse("delegations:event-participants-batch", args=[meeting.pk])
    values = {"act": "invite:mail", "on": "01/03/2027"}
    assert "tích chọn" in client.post(address, values, follow=True).text.lower()
    client.post(address, {**values, "rows": [row.pk, strange.pk, "x"]})
    row.refresh_from_db()
    strange.refresh_from_db()
    assert (row.channel, row.invited_on, strange.channel) == ("mail", dt.date(2027, 3, 1), "")
    client.post(address, {"act": "answer:sends", "on": "02/03/2027", "rows": [row.pk]})
    row.refresh_from_db()
    assert row.answer == ""


@pytest.mark.parametrize("name", ["event-participants", "event-door"])
def test_the_list_costs_the_same_for_3_and_30(client, meeting, officer, name, django_assert_max_num_queries):
    client.force_login(officer)
    address, costs = reverse(f"delegations:{name}", args=[meeting.pk]), []
    for count in (3, 27):
        for number in range(count):
            participant(
                meeting, f"Khách {number}", partner=partner(f"Đối tác {count} {number}", f"D{count}{number}")
            )
        client.get(address)
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


# -- on paper --


def test_the_paper_holds_minutes_sessions_and_both_lists(meeting, officer):
    guest = participant(
        meeting,
        GUEST,
        post="Chủ tịch",
        organisation="Công đoàn Lào",
        country="LA",
        invited_on=DAY,
        channel="paper",
    )
    participant(meeting, side="ours", organisation="LĐLĐ tỉnh Lào Cai", persons=4)
    ProgrammeItem.objects.create(
        event=meeting,
        day=DAY,
        starts_at=dt.time(8),
        kind="session",
        text="Phiên khai mạc",
        who="Chủ tịch LĐLĐ tỉnh",
    )
    tick(guest, attendance="in_person", by=officer)
    text = pdf(meeting, officer)
    for words in (
        "Có 1 đại biểu tham dự trên tổng số 5",
        "08:00 ngày 10/03/2027: Phiên khai mạc",
        "ĐẠI BIỂU NƯỚC NGOÀI",
        "10/03/2027, giấy mời",
    ):
        assert words in text
    content = print_document("conference-participants", str(meeting.pk), user=officer, format="docx").content
    document = Document(io.BytesIO(content))
    assert any(GUEST in cell.text for table in document.tables for row in table.rows for cell in row.cells)
