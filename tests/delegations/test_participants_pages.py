"""Pages and papers of the participants: names of guests, the door, the printed list."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from delegations.models import Participant, ProgrammeItem
from delegations.services.participants import (
    tick,
)
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
