"""The calendar: which days a page shows, what stands in them, what clashes, the year in numbers, the printed week."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from delegations.figures.calendar import Span, by_day, entries, overlapping, without_days
from delegations.models import Delegation, Event, Leg, Member, ProgrammeItem
from delegations.printing.calendar import week_sheet
from portal.audit.models import Entry as Trail
from portal.rendering.registry import PrintingError, print_document
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.partners_standing import person
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
CALENDAR = "delegations:calendar"
WEEK = Span.of("week", dt.date(2027, 3, 10))


def found_in(span, *models):
    return [entry for model in models or (Delegation, Event) for entry in entries(model.objects.all(), span)]


def titles(rows):
    return [row.title for row in rows]


# -- which days --


@pytest.mark.parametrize(
    ("view", "day", "first", "last"),
    [
        ("week", (2026, 11, 23), (2026, 11, 23), (2026, 11, 29)),
        ("week", (2027, 1, 1), (2026, 12, 28), (2027, 1, 3)),
        ("month", (2028, 2, 11), (2028, 2, 1), (2028, 2, 29)),
        ("quarter", (2026, 11, 23), (2026, 10, 1), (2026, 12, 31)),
        ("quarter", (2026, 4, 1), (2026, 4, 1), (2026, 6, 30)),
        ("year", (2026, 11, 23), (2026, 1, 1), (2026, 12, 31)),
    ],
)
def test_a_page_begins_and_ends_where_people_expect(view, day, first, last):
    span = Span.of(view, dt.date(*day))
    assert (span.first, span.last) == (dt.date(*first), dt.date(*last))
    assert Span.of(view, span.before).last == span.before
    assert Span.of(view, span.after).first == span.after


def test_the_first_and_the_last_page_can_be_turned():
    for day in (dt.date.min, dt.date.max):
        span = Span.of("year", day)
        assert span.before < span.first <= span.last < span.after


def test_what_overlaps_the_days_is_found_whatever_is_known_of_it(province):
    for title, starts, ends in (
        ("Kết thúc trong tuần", "2027-03-01", "2027-03-08"),
        ("Bao trùm", "2027-02-20", "2027-04-20"),
        ("Chỉ có ngày cuối", None, "2027-03-14"),
        ("Trong tháng", "2027-03", None),
        ("Trong năm", "2027", None),
        ("Tuần trước", "2027-03-01", "2027-03-07"),
        ("Tuần sau", "2027-03-15", None),
        ("Tháng sau", "2027-04", None),
        ("Không ngày", None, None),
    ):
        delegation(province, title, starts_on=starts, ends_on=ends)
    rows = overlapping(Delegation.objects.all(), WEEK.first, WEEK.last)
    assert set(titles(rows)) == {
        "Kết thúc trong tuần", "Bao trùm", "Chỉ có ngày cuối", "Trong tháng", "Trong năm",
    }  # fmt: skip


def test_a_journey_fills_each_of_its_days_and_coarse_dates_fill_none(province):
    delegation(province, "Ba ngày", starts_on="2027-03-07", ends_on="2027-03-09")
    delegation(province, "Trong tháng", starts_on="2027-03")
    delegation(province, "Trong năm", starts_on="2027")
    found = found_in(WEEK)
    boxes = by_day(found, WEEK.weeks[0], WEEK)
    assert [len(box.starting) for box in boxes] == [0] * 7
    assert [titles(box.going_on) for box in boxes][:3] == [["Ba ngày"], ["Ba ngày"], []]
    assert titles(without_days(found, WEEK)) == ["Trong tháng"]
    quarter = Span.of("quarter", WEEK.first)
    assert set(titles(without_days(found_in(quarter), quarter))) == {"Trong tháng", "Trong năm"}


# -- the pages --


@pytest.mark.parametrize("view", ["week", "month", "quarter", "year", "list"])
def test_every_page_answers_and_shows_nothing_of_other_units(client, province, officer, other_officer, view):
    delegation(province, "Đón khách Lào", direction="incoming", starts_on="2027-03-10", country="LA")
    address = reverse(CALENDAR) + f"?view={view}&day=2027-03-10"
    client.force_login(officer)
    shown = client.get(address)
    assert shown.status_code == 200
    assert ("Đón khách Lào" in shown.text) == (view != "year")
    client.force_login(other_officer)
    assert "Đón khách Lào" not in client.get(address).text


@pytest.mark.parametrize(
    "query", ["?view=abc", "?day=2027-02-30", "?view=week&day=", "?view=year&by=abc", "?kind=x"]
)
def test_what_nobody_meant_is_answered_with_a_page(client, officer, query):
    client.force_login(officer)
    assert client.get(reverse(CALENDAR) + query).status_code == 200


def test_filters_by_kind_country_level_unit_and_state(client, province, department_officer):
    other = UnitFactory(province_name="Gia Lai")
    delegation(province, "Đoàn ra", starts_on="2027-03-10", country="LA", level="high_level")
    delegation(province, "Đoàn vào", direction="incoming", starts_on="2027-03-10", country="KH")
    delegation(province, "Trực tuyến", mode="online", starts_on="2027-03-10")
    delegation(other, "Bị hủy", starts_on="2027-03-10", state="cancelled")
    delegation(province, "Qua Thái Lan", starts_on="2027-03-10", country="LA", legs=[Leg(country="TH")])
    event(other, "Hội nghị", starts_on="2027-03-10", country="KH")
    client.force_login(department_officer)

    def shown(**query):
        days = client.get(reverse(CALENDAR), {"view": "week", "day": "2027-03-10", **query}).context["days"]
        return {entry.title for day in days for entry in day.box.all}

    assert shown(kind="outgoing") == {"Đoàn ra", "Qua Thái Lan"}
    assert shown(kind="incoming") == {"Đoàn vào"}
    assert shown(kind="here") == {"Trực tuyến"}
    assert shown(kind="conference") == {"Hội nghị"}
    assert shown(country="KH") == {"Đoàn vào", "Hội nghị"}
    assert shown(country="TH") == {"Qua Thái Lan"}
    assert shown(level="high_level") == {"Đoàn ra"}
    assert shown(unit=other.pk) == {"Hội nghị"}
    assert shown(state="cancelled") == {"Bị hủy"}


def test_a_full_day_names_four_and_leads_to_the_rest(client, province, officer):
    for number in range(6):
        delegation(province, f"Đoàn {number}", starts_on="2027-03-10")
    client.force_login(officer)
    weeks = client.get(reverse(CALENDAR) + "?view=month&day=2027-03-10").context["weeks"]
    box = next(box for week in weeks for box in week if box.day == dt.date(2027, 3, 10))
    assert (len(box.shown.entries), box.shown.more) == (4, 2)
    assert "view=week" in box.shown.url
    assert "day=2027-03-10" in box.shown.url


@pytest.mark.parametrize("view", ["week", "month", "quarter", "year"])
def test_a_page_costs_the_same_for_3_and_30(client, province, officer, view, django_assert_max_num_queries):
    costs = []
    for count in (3, 27):
        for number in range(count):
            there = partner(f"Đối tác {count} {number}", f"DT{count}{number}")
            somebody = person(province)
            made = delegation(
                province, partners=[there], starts_on="2027-03-10", direction="incoming",
                members=[Member(name="Ai", person=somebody)],
            )  # fmt: skip
            event(province, partners=[there], starts_on="2027-03-10")
            ProgrammeItem.objects.create(delegation=made, day=dt.date(2027, 3, 10), text="Hội đàm")
        client.force_login(officer)
        address = reverse(CALENDAR) + f"?view={view}&day=2027-03-10&kind=incoming"
        client.get(address)
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


# -- on paper --


def text_of(content):
    reader = PdfReader(io.BytesIO(content))
    return len(reader.pages), "".join(page.extract_text() for page in reader.pages)


def test_the_week_is_printed_by_day_with_its_programme(province, officer):
    made = delegation(
        province, "Khách Lào thăm", direction="incoming", starts_on="2027-03-10", ends_on="2027-03-11"
    )
    ProgrammeItem.objects.create(
        delegation=made,
        day=dt.date(2027, 3, 11),
        starts_at=dt.time(8, 30),
        text="Hội đàm",
        place="Phòng họp A",
    )
    sheet = week_sheet(officer, WEEK, on=dt.date(2027, 3, 1))
    told = {part.heading: [(line.text, line.small) for line in part.lines] for part in sheet.parts}
    assert told["Thứ Tư, 10/03/2027"][0][0] == "Đoàn vào: Khách Lào thăm"
    assert told["Thứ Năm, 11/03/2027"] == [("08:30 Hội đàm: Khách Lào thăm", "Phòng họp A")]
    assert told["Thứ Hai, 08/03/2027"] == []
    pages, text = text_of(print_document("weekly-calendar", "2027-03-12", user=officer, format="pdf").content)
    assert pages == 1
    assert "08:30 Hội đàm" in text


@pytest.mark.parametrize("a_day", [3, 4, 5, 8])
def test_a_week_of_short_lines_is_one_page(province, officer, a_day):
    for number in range(7 * a_day):
        delegation(province, f"Thăm Lào {number}", starts_on=f"2027-03-{8 + number % 7:02d}")
    pages, _text = text_of(
        print_document("weekly-calendar", "2027-03-10", user=officer, format="pdf").content
    )
    assert pages == 1


def test_a_crowded_week_still_is_one_page_and_says_what_is_left_out(province, officer):
    for number in range(60):
        delegation(
            province, f"Thăm, làm việc và kiểm điểm thực hiện bản ghi nhớ hợp tác lần thứ {number} " * 3,
            starts_on=f"2027-03-{8 + number % 7:02d}", ends_on=f"2027-03-{10 + number % 7:02d}", place="Viêng Chăn",
        )  # fmt: skip
    printed = print_document("weekly-calendar", "2027-03-10", user=officer, format="pdf")
    pages, text = text_of(printed.content)
    assert pages == 1
    assert "hoạt động khác" in text
    assert printed.filename == "lich-doi-ngoai-2027-tuan-10.pdf"


def test_the_printed_week_holds_what_its_reader_sees_and_leaves_a_trace(
    client, province, officer, other_officer
):
    delegation(province, "Khách Lào thăm", starts_on="2027-03-10")
    address = reverse("delegations:calendar-week-file", args=["2027-03-10", "docx"])
    for user, is_there in ((officer, True), (other_officer, False)):
        client.force_login(user)
        content = client.get(address).content
        words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
        assert ("Khách Lào thăm" in words) is is_there
    assert Trail.objects.filter(verb="exported", actor_id=officer.pk).count() == 1
    with pytest.raises(PrintingError):
        print_document("weekly-calendar", "2027-13-01", user=officer, format="pdf")
    assert client.get(reverse("delegations:calendar-week-file", args=["abc", "pdf"])).status_code == 404
    assert (
        client.get(reverse("delegations:calendar-week-file", args=["2027-03-10", "xlsx"])).status_code == 404
    )
