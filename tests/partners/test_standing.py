"""Where we sit: terms that end before they begin, the page of all bodies, annexes VIII and IX on paper."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partners.figures.standing import Role, standing_of
from partners.models import Position
from partners.printing.standing import standing_paper
from portal.deadlines import reference
from portal.rendering.registry import PrintingError, print_document
from tests.factories.partners_standing import (
    ON,
    body,
    candidacy,
    initiative,
    membership,
    obligation,
    person,
    position,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(db):
    reference.load()


def test_a_mandate_that_ends_before_it_starts_is_refused_in_a_sentence(client, province, officer):
    with pytest.raises(ValidationError) as refused:
        position(province, body(), starts_on="05/2022", ends_on="2021")
    assert "2021" in refused.value.messages[0]
    assert "05/2022" in refused.value.messages[0]
    client.force_login(officer)
    values = {
        "unit": province.pk,
        "kind": "elected_seat",
        "title": "Phó Chủ tịch",
        "starts_on": "2022",
        "ends_on": "2021",
    }
    answer = client.post(reverse("partners:position-create"), values)
    assert answer.status_code == 422
    assert "đang ghi “2021”, cần từ 2022 trở đi" in answer.text
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "held", "left"),
    [
        ("2022", "2026", True, 39),
        ("2022", "2026-11-22", True, 0),
        ("2022", "2026-11-21", False, -1),
        ("2027", None, False, None),
        ("2022", None, True, None),
        (None, None, True, None),
    ],
)
def test_what_is_held_on_a_day_follows_from_partial_dates(province, starts, ends, held, left):
    row = position(province, body(), starts_on=starts, ends_on=ends)
    assert Position.objects.held(on=ON).exists() is held
    assert row.days_left(ON) == left


def test_the_list_is_narrowed_to_seats_held_and_to_those_that_end(rules, client, province, officer):
    today = timezone.localdate()
    near = (today + dt.timedelta(days=90)).isoformat()
    position(province, body(), "Ghế sắp hết", starts_on="2022", ends_on=near)
    position(province, body("ATUC", "ATUC"), "Ghế đã hết", starts_on="2010", ends_on="2015")
    position(province, body("BWI", "BWI"), "Ghế còn lâu", starts_on="2022", ends_on=str(today.year + 4))
    client.force_login(officer)
    shown = {
        term: {title for title in ("Ghế sắp hết", "Ghế đã hết", "Ghế còn lâu") if title in client.get(
            reverse("partners:position-list"), {"term": term}).text}
        for term in ("held", "ending", "ended")
    }  # fmt: skip
    assert shown == {
        "held": {"Ghế sắp hết", "Ghế còn lâu"},
        "ending": {"Ghế sắp hết"},
        "ended": {"Ghế đã hết"},
    }
    page = client.get(Position.objects.get(title="Ghế sắp hết").get_absolute_url()).text
    assert "còn 90 ngày" in page


def whole(unit):
    """A member with a seat, dues, a candidacy and an initiative in the year 2026."""
    wftu = body()
    membership(unit, wftu, starts_on="1949")
    seat = position(
        unit, wftu, holder_post="Phó Chủ tịch Tổng Liên đoàn", starts_on="05/2022", ends_on="05/2027"
    )
    obligation(unit, wftu, amount=2000, currency="EUR", amount_paid=2000, done_on=dt.date(2026, 4, 10))
    obligation(unit, wftu, "Báo cáo hoạt động", kind="member_report", due_on=dt.date(2026, 12, 1))
    candidate = person(unit, "Nguồn kế cận", languages="Tiếng Anh (C1)")
    candidacy(unit, wftu, "Phó Chủ tịch nhiệm kỳ mới", replaces=seat, candidate=candidate)
    initiative(unit, wftu)
    return wftu


def test_the_page_puts_everything_beside_its_body(province, officer):
    wftu = whole(province)
    position(province, None, "Quan sát viên", kind="role", organisation_written="Tổ chức lạ")
    found = standing_of(officer, year=2026, today=ON)
    first, other = found.bodies
    assert (first.partner, first.standing, len(first.seats), len(first.obligations)) == (
        wftu,
        Role.MEMBER,
        1,
        2,
    )
    assert (len(first.candidacies), len(first.initiatives), first.in_term) == (1, 1, 1)
    assert (other.name, other.standing) == ("Tổ chức lạ", Role.OBSERVER)


def test_another_province_sees_positions_but_not_what_is_the_units_own(province, officer, other_officer):
    whole(province)
    body_seen = standing_of(other_officer, year=2026, today=ON).bodies[0]
    assert body_seen.seats
    assert [*body_seen.obligations, *body_seen.candidacies, *body_seen.initiatives] == []


def test_a_year_of_the_past_is_shown_as_it_stood(province, officer):
    wftu = body()
    position(province, wftu, "Ủy viên", starts_on="2015", ends_on="2020")
    assert standing_of(officer, year=2026, today=ON).bodies == []
    assert standing_of(officer, year=2019, today=ON).all_of("seats")[0].title == "Ủy viên"


def test_the_page_is_drawn(rules, client, province, officer):
    whole(province)
    client.force_login(officer)
    page = client.get(reverse("partners:standing"), {"year": "2026"}).text
    for words in (
        "Vị thế đa phương",
        "thành viên",
        "Thực hiện quá hạn 10 ngày",
        "Phó Chủ tịch nhiệm kỳ mới",
        "2.000 EUR",
    ):
        assert words in page
    assert client.get(reverse("partners:standing"), {"year": "x"}).status_code == 200


def rows_of(annex):
    titles = [column.title for column in annex.columns]
    return [dict(zip(titles, row, strict=True)) for row in annex.rows]


def test_the_annexes_hold_the_columns_of_the_report(province, officer):
    whole(province)
    eighth, ninth = standing_paper(officer, year=2026, today=ON).annexes
    row = rows_of(eighth)[0]
    assert (row["Tư cách"], row["Phải nộp"], row["Đã nộp"], row["Ngày nộp"]) == (
        "Thành viên", "2.000 EUR", "2.000 EUR", "10/04/2026"
    )  # fmt: skip
    assert row["Phát biểu, sáng kiến đóng góp"] == "Sáng kiến về chuyển dịch công bằng"
    assert row["Báo cáo thành viên đã gửi"] == "Báo cáo hoạt động: hạn 01/12/2026, chưa đến hạn"
    seat = rows_of(ninth)[0]
    assert seat["Nhiệm kỳ"] == "05/2022 – 05/2027"
    assert "Phó Chủ tịch nhiệm kỳ mới" in seat["Ứng cử mới"]
    assert "Nguồn kế cận" in seat["Nguồn dự kiến"]
    assert "C1" in seat["Ngoại ngữ"]


def test_the_paper_of_another_province_says_nothing_of_candidates(province, other_officer):
    whole(province)
    paper = standing_paper(other_officer, year=2026, today=ON)
    told = str([annex.rows for annex in paper.annexes])
    assert "Phó Chủ tịch" in told
    assert "Nguồn kế cận" not in told
    assert "2.000 EUR" not in told


def test_the_workbook_and_the_pdf_are_downloaded(client, province, officer):
    whole(province)
    client.force_login(officer)
    book = client.get(reverse("partners:standing-download", args=[2026, "xlsx"]))
    assert len(load_workbook(io.BytesIO(book.content)).sheetnames) == 2
    assert client.get(reverse("partners:standing-download", args=[2026, "pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("partners:standing-download", args=[2026, "docx"])).content.startswith(b"PK")
    assert client.get(reverse("partners:standing-download", args=[2026, "exe"])).status_code == 404


@pytest.mark.parametrize("year", [0, 1800, 2200, 99999])
def test_an_address_of_no_year_does_not_exist(client, officer, year):
    client.force_login(officer)

    assert client.get(reverse("partners:standing-download", args=[year, "pdf"])).status_code == 404


def test_a_key_that_is_no_year_is_refused(officer):
    with pytest.raises(PrintingError):
        print_document("standing", "abc", user=officer, format="xlsx")
