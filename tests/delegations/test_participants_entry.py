"""A list of participants comes in: pasted lines, a sheet."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from delegations.models import Participant
from delegations.services.participants import (
    add_participants,
)
from delegations.services.participants_paste import participants_of, read_lines
from tests.factories.agreements import partner
from tests.factories.delegations import event

pytestmark = pytest.mark.django_db
GUEST = "Khamphan Somsay"


@pytest.fixture
def meeting(province):
    return event(province, "Hội thảo biên giới", starts_on="2027-03-10", our_role="host")


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
