"""Days to remember: which days there are, when they fall, who is told, what stands on the pages."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from partners.figures.occasions import LeadTimes, coming, lead_times
from partners.models import Message, Occasion
from partners.reference.letters import load_occasions
from partners.services.messages import save_message, send_message
from partners.services.occasions import remind_of_occasions, save_occasion
from portal.deadlines import reference as deadlines
from portal.exchange.engine import import_pages
from portal.exchange.reading import Page
from portal.exchange.registry import kind_of
from portal.notifications.models import Notice
from portal.people.models import Person
from tests.factories.accounts import holder
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def occasion(**values) -> Occasion:
    on = values.pop("on", TODAY)
    values = {"kind": "founding_day", "title": "Ngày thành lập", "day": 1, "month": 2, **values}
    if "partner" not in values:
        values.setdefault("country", "LA")
    return save_occasion(Occasion(**values), by=None, on=on)


@pytest.fixture
def rules(db):
    deadlines.load()


@pytest.fixture
def lao(db):
    return partner()


# -- which days there are --


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"day": 31, "month": 4}, "30"),
        ({"day": 30, "month": 2}, "29"),
        ({"day": 29, "month": 2, "year": 2025, "is_yearly": False}, "28"),
        ({"calendar": "lunar", "day": 31, "month": 1}, "31"),
        ({"calendar": "lunar", "day": 30, "month": 12, "year": 2024, "is_yearly": False}, "29"),
    ],
)
def test_a_day_that_its_calendar_lacks_is_refused(values, found):
    with pytest.raises(ValidationError, match=found):
        occasion(**values)


def test_what_happens_once_needs_its_year():
    with pytest.raises(ValidationError, match="năm"):
        occasion(is_yearly=False)


def test_a_day_is_a_partners_or_a_countrys_never_both_nor_none(lao):
    for values in ({"partner": lao, "country": "LA"}, {"country": ""}):
        with pytest.raises(ValidationError):
            occasion(**values)


# -- when it falls --


def test_a_yearly_29_february_falls_on_the_28th_of_common_years():
    found = Occasion(day=29, month=2)
    assert found.next_on(dt.date(2027, 1, 1)) == dt.date(2027, 2, 28)
    assert found.next_on(dt.date(2028, 1, 1)) == dt.date(2028, 2, 29)
    assert found.next_on(dt.date(2027, 3, 1)) == dt.date(2028, 2, 29)


def test_a_lunar_day_moves_through_the_solar_year():
    tet = Occasion(day=1, month=1, calendar="lunar")
    assert tet.next_on(TODAY) == dt.date(2027, 2, 6)
    assert tet.next_on(dt.date(2027, 2, 7)) == dt.date(2028, 1, 26)
    short = Occasion(day=30, month=12, calendar="lunar")
    assert short.next_on(dt.date(2025, 1, 1)) == dt.date(2025, 1, 28)  # the month has 29 days


@pytest.mark.parametrize("calendar", ["solar", "lunar"])
def test_beyond_its_calendar_a_day_falls_nowhere(calendar):
    assert Occasion(day=1, month=1, calendar=calendar).next_on(dt.date(9999, 12, 31)) is None


def test_what_happened_once_has_no_next_time():
    once = Occasion(day=20, month=11, year=2026, is_yearly=False)
    assert once.next_on(TODAY) is None
    assert once.next_on(dt.date(2026, 11, 20)) == dt.date(2026, 11, 20)


def test_the_number_of_years_is_that_of_the_day():
    assert Occasion(day=2, month=12, year=1975).years_on(dt.date(2026, 12, 2)) == 51
    assert Occasion(day=2, month=12).years_on(dt.date(2026, 12, 2)) is None
    tet = Occasion(day=23, month=12, calendar="lunar", year=2000)
    assert tet.years_on(dt.date(2026, 2, 10)) == 25  # still the lunar year 2025


# -- what is coming --


def test_the_nearest_come_first_with_the_state_of_their_letters(lao, centre, rules):
    near = occasion(partner=lao, day=2, month=12, title="Gần")
    far = occasion(day=1, month=1, title="Xa")
    occasion(day=22, month=6, title="Quá xa")
    letter = Message(
        partner=lao, kind="congratulation", unit=centre, occasion=near, subject="Chúc mừng", text="Thư"
    )
    save_message(letter, by=None, on=TODAY)
    rows = coming(Occasion.objects.to_mark(), on=TODAY, days=90, letters=Message.objects.all())
    assert [(row.occasion, row.days_left, row.state) for row in rows] == [(near, 10, "draft"), (far, 40, "")]
    send_message(letter, by=None, number="12/TLĐ", sent_on=TODAY, on=TODAY)
    assert coming([near], on=TODAY, days=90, letters=Message.objects.all())[0].state == "sent"


def test_the_letter_of_last_year_does_not_count_for_this_one(lao, centre):
    day = occasion(partner=lao, day=2, month=12)
    letter = Message(partner=lao, kind="congratulation", unit=centre, occasion=day, subject="Cũ", text="Thư")
    letter.occasion_on = dt.date(2025, 12, 2)
    save_message(letter, by=None, on=TODAY)
    assert coming([day], on=TODAY, days=90, letters=Message.objects.all())[0].state == ""


def test_countries_without_a_partner_and_interrupted_partners_are_left_out(lao):
    mine = occasion(partner=lao)
    country = occasion(country="LA")
    occasion(country="BR")
    gone = partner("Đã ngừng quan hệ", "XYZ", "PE", relationship_state="interrupted")
    occasion(partner=gone)
    assert set(Occasion.objects.to_mark()) == {mine, country}


def test_the_shortest_lead_that_was_reached_counts():
    times = LeadTimes((60, 30, 7), 7, 90)
    assert [times.due(days) for days in (61, 60, 31, 30, 8, 7, 0)] == [None, 60, 60, 30, 30, 7, 7]


def test_the_leads_are_rules_that_change_on_a_day(rules):
    assert lead_times(TODAY).leads == (60, 30, 7)
    from portal.deadlines.models import Rule

    Rule.objects.filter(code="O1-second").update(valid_to=TODAY)
    assert lead_times(TODAY + dt.timedelta(days=1)).leads == (60, 7)


# -- who is told --


def subjects(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("subject", flat=True))


def test_the_department_and_the_responsible_officer_are_told_once_for_each_lead(rules, department_officer):
    keeper = holder("unit_officer", username="phutrach")
    lao = partner(
        responsible=Person.objects.create(name="Phụ trách Lào", user=keeper, sort_key="x", search_text="x")
    )
    occasion(partner=lao, day=21, month=1)  # 60 days ahead
    assert remind_of_occasions(on=TODAY) == 2
    assert remind_of_occasions(on=TODAY) == 0
    assert remind_of_occasions(on=TODAY + dt.timedelta(days=1)) == 0
    assert remind_of_occasions(on=dt.date(2026, 12, 22)) == 2  # 30 days
    assert remind_of_occasions(on=dt.date(2027, 1, 16)) == 2  # 5 days: the run of the seventh day was missed
    assert len(subjects(keeper)) == len(subjects(department_officer)) == 3
    assert "còn 60 ngày" in subjects(keeper)[0]


def test_who_has_written_is_not_reminded(rules, department_officer, lao, centre):
    day = occasion(partner=lao, day=25, month=11)
    letter = Message(
        partner=lao, kind="congratulation", unit=centre, occasion=day, subject="Chúc mừng", text="Thư"
    )
    save_message(letter, by=None, on=TODAY)
    send_message(letter, by=None, number="12/TLĐ", sent_on=TODAY, on=TODAY)
    assert remind_of_occasions(on=TODAY) == 0


def test_a_bereavement_is_told_on_the_day_it_is_entered(rules, department_officer, lao):
    values = {"partner": lao, "kind": "bereavement", "title": "Nguyên Chủ tịch từ trần", "is_yearly": False}
    row = occasion(day=21, month=11, year=2026, **values)
    save_occasion(row, by=None, on=TODAY)  # saved again: told once
    assert len(subjects(department_officer)) == 1
    occasion(day=1, month=3, year=2026, **values)  # entered as history
    assert len(subjects(department_officer)) == 1
    shown = coming([row], on=TODAY, days=90, sudden_open=7)
    assert [one.days_left for one in shown] == [-1]


def test_the_clock_starts_the_reminders():
    from partners import schedule
    from portal.celery import app

    name = f"{schedule.__name__}.{schedule.days_to_remember.__name__}"
    assert name in app.conf.beat_schedule


# -- what the portal ships with --


def test_the_reference_days_load_once_and_each_falls_on_some_day():
    call_command("load_reference", verbosity=0)
    found = list(Occasion.objects.all())
    assert len(found) > 100
    assert load_occasions() == 0
    assert all(one.next_on(TODAY) for one in found)
    assert Occasion.objects.get(title__contains="Lào", kind="national_day").next_on(TODAY) == dt.date(
        2026, 12, 2
    )
    assert Occasion.objects.get(kind="founding_day", partner__acronym="WFTU").year == 1945
    assert Occasion.objects.get(country="CN", kind="new_year").calendar == "lunar"


def test_a_file_of_days_comes_in_once_and_refuses_the_31st_of_april(lao, department_officer):
    head = ["Đối tác", "Nước", "Loại dịp", "Dịp", "Lịch", "Nhịp", "Ngày", "Tháng", "Năm"]
    lines = [
        ["LFTU", "Lào", "ngày thành lập", "Ngày thành lập Công đoàn Lào", "", "hằng năm", "1", "2", "1966"],
        ["", "Trung Quốc", "năm mới", "Xuân tiết", "âm lịch", "", "1", "1", ""],
        ["LFTU", "", "đại hội", "Đại hội lần thứ tới", "", "một lần", "31", "4", "2027"],
    ]
    for created in (2, 0):
        outcome = import_pages(
            kind_of("occasions"),
            [Page("", [head, *lines])],
            by=department_officer,
            on=TODAY,
            filename="dip.xlsx",
            partial=True,
        )
        assert (outcome.created, len(outcome.rejected)) == (created, 1)
    founding, spring = Occasion.objects.order_by("pk")
    assert (founding.partner, founding.country, founding.year, founding.is_yearly) == (lao, "", 1966, True)
    assert (spring.country, spring.calendar, spring.is_yearly) == ("CN", "lunar", True)


# -- pages --


def test_the_calendar_shows_a_countrys_day_and_leads_to_the_letter(client, rules, department_officer, lao):
    soon = timezone.localdate() + dt.timedelta(days=5)
    row = occasion(country="LA", day=soon.day, month=soon.month, title="Quốc khánh Lào", kind="national_day")
    client.force_login(department_officer)
    page = client.get("/doi-tac/dip/sap-toi/").content.decode()
    assert "Quốc khánh Lào" in page
    assert "Chưa có thư" in page
    assert f"/doi-tac/thu/soan/?occasion={row.pk}&amp;kind=congratulation&amp;on={soon.isoformat()}" in page
    tab = client.get(f"/doi-tac/{lao.pk}/thu/").content.decode()
    assert "Quốc khánh Lào" in tab
    assert f"partner={lao.pk}" in tab
    assert "Quốc khánh Lào" in client.get(f"/doi-tac/{lao.pk}/").content.decode()
    assert "Quốc khánh Lào" in client.get("/").content.decode()


def test_a_reader_without_the_right_to_write_gets_no_button(client, rules, leader, lao):
    soon = timezone.localdate() + dt.timedelta(days=5)
    occasion(partner=lao, day=soon.day, month=soon.month)
    client.force_login(leader)
    page = client.get("/doi-tac/dip/sap-toi/").content.decode()
    assert "Ngày thành lập" in page
    assert "Soạn thư" not in page


def test_the_list_is_filtered_by_the_month_in_which_a_lunar_day_falls(client, department_officer, lao):
    today = timezone.localdate()
    tet = occasion(partner=lao, day=1, month=1, calendar="lunar", title="Tết Nguyên đán")
    occasion(partner=lao, day=15, month=9, title="Ngày khác")
    client.force_login(department_officer)
    month = tet.next_on(today).month
    page = client.get(f"/doi-tac/dip/?month={month}").content.decode()
    assert "Tết Nguyên đán" in page
    assert "Ngày khác" not in page


def test_the_form_refuses_the_31st_of_april_with_the_days_there_are(client, department_officer, lao):
    client.force_login(department_officer)
    values = {"partner": lao.pk, "kind": "founding_day", "title": "Ngày", "calendar": "solar", "is_yearly": "on",
              "day": "31", "month": "4"}  # fmt: skip
    answer = client.post("/doi-tac/dip/them/", values)
    assert answer.status_code == 422
    assert "cần từ 1 đến 30" in answer.content.decode()
    assert not Occasion.objects.exists()
