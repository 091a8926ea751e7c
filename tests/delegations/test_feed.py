"""The private calendar: read back by a real parser, never with names of guests, closed for whoever lost the right."""

import datetime as dt
import hashlib
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from delegations.figures.feed import MOST, feed
from delegations.models import CalendarFeed, Delegation, Event, Member, Participant
from delegations.services.feed import close_feed, open_feed
from portal.audit.models import Entry as Trail
from portal.records.services import archive_record
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)
SINCE = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
FILE = "delegations:calendar-feed-file"


def raw(user):
    return feed(user, on=TODAY, since=SINCE, address="https://doi-ngoai.example").content


def read(user):
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(raw(user)).walk("VEVENT")}


def get(client, user, **headers):
    return client.get(reverse(FILE, args=[open_feed(by=user, at=timezone.now())]), headers=headers)


# -- what a programme reads --


def test_days_are_whole_and_the_end_is_the_day_after(province, officer):
    delegation(
        province, "Thăm Lào", starts_on="2027-03-10", ends_on="2027-03-12", place="Viêng Chăn", country="LA"
    )
    delegation(province, "Một ngày", starts_on="2027-02-28")
    found = read(officer)
    trip, day = found["Đoàn ra: Thăm Lào"], found["Đoàn ra: Một ngày"]
    assert (trip.decoded("DTSTART"), trip.decoded("DTEND")) == (dt.date(2027, 3, 10), dt.date(2027, 3, 13))
    assert (day.decoded("DTSTART"), day.decoded("DTEND")) == (dt.date(2027, 2, 28), dt.date(2027, 3, 1))
    assert type(trip.decoded("DTSTART")) is dt.date  # a day, no midnight that a time zone could move
    assert str(trip["LOCATION"]) == "Viêng Chăn, Lào"
    assert (
        str(trip["URL"])
        == f"https://doi-ngoai.example{Delegation.objects.get(title='Thăm Lào').get_absolute_url()}"
    )
    assert b"DTSTART;VALUE=DATE:20270310\r\n" in raw(officer)


def test_a_month_is_filled_without_blocking_and_a_year_is_left_out(province, officer):
    delegation(province, "Trong tháng", starts_on="2027-04")
    delegation(province, "Trong năm", starts_on="2027")
    delegation(province, "Không ngày")
    delegation(province, "Cuối chưa rõ", starts_on="2027-03-30", ends_on="2027-04")
    found = read(officer)
    assert set(found) == {"Đoàn ra: Trong tháng", "Đoàn ra: Cuối chưa rõ"}
    month = found["Đoàn ra: Trong tháng"]
    assert (month.decoded("DTSTART"), month.decoded("DTEND")) == (dt.date(2027, 4, 1), dt.date(2027, 5, 1))
    assert str(month["TRANSP"]) == "TRANSPARENT"


def test_the_calendar_says_who_made_it_and_how_it_is_called(province, officer):
    event(province, "Hội thảo", starts_on="2027-03-10", event_kind="seminar")
    calendar = Calendar.from_ical(raw(officer))
    assert str(calendar["VERSION"]) == "2.0"
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(calendar["X-WR-CALNAME"]) == "Lịch đối ngoại"
    assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Ho_Chi_Minh"
    (one,) = calendar.walk("VEVENT")
    assert one.decoded("DTSTAMP").utcoffset() == dt.timedelta(0)
    assert re.search(rb"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", raw(officer))


def test_no_line_is_longer_than_75_octets_and_commas_and_breaks_survive(province, officer):
    title = (
        "Thăm, làm việc; ký kết “bản ghi nhớ” hợp tác giữa các công đoàn ngành và địa phương với đối tác Lào "
        * 3
    )
    title = title[:390].strip()
    delegation(province, title, starts_on="2027-03-10")
    content = raw(officer)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert list(read(officer)) == ["Đoàn ra: " + title]


def test_an_event_keeps_its_uid_and_counts_its_changes(province, officer):
    made = delegation(province, "Thăm Lào", starts_on="2027-03-10")
    (before,) = read(officer).values()
    Delegation.objects.filter(pk=made.pk).update(title="Thăm Lào, Campuchia", revision=5)
    (after,) = read(officer).values()
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 5)
    event(province, "Hội thảo", starts_on="2027-03-10")
    assert len({str(one["UID"]) for one in read(officer).values()}) == 2


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", "TENTATIVE"), ("done", "CONFIRMED"), ("", "CONFIRMED"), ("cancelled", "CANCELLED"), ("postponed", "CANCELLED")],
)  # fmt: skip
def test_what_was_called_off_is_told_as_called_off(province, officer, state, status):
    delegation(province, starts_on="2027-03-10", state=state)
    (one,) = read(officer).values()
    assert str(one["STATUS"]) == status


# -- who sees what --


def test_the_feed_holds_what_its_owner_may_see(province, officer, other_officer, department_officer):
    made = delegation(province, "Thăm Lào", starts_on="2027-03-10")
    assert len(read(officer)) == len(read(department_officer)) == 1
    assert read(other_officer) == {}
    archive_record(made, by=officer)
    assert read(officer) == {}


def test_names_of_guests_are_never_in_it(province, officer):
    delegation(
        province, "Đón ông Khamphan Somsay và đoàn", direction="incoming", starts_on="2027-03-10",
        head_name="Khamphan Somsay", members=[Member(name="Bounmy Vongsa")], place="Nơi ở của Bounmy Vongsa",
    )  # fmt: skip
    meeting = event(province, "Tọa đàm với John Smithson", starts_on="2027-03-11")
    Participant.objects.create(event=meeting, side="theirs", name="John Smithson")
    words = raw(officer).replace(b"\r\n ", b"").decode()
    assert "BEGIN:VEVENT" in words
    for name in ("Khamphan", "Bounmy", "Smithson"):
        assert name not in words
    assert "Đón ông … và đoàn" in words


def test_where_there_is_no_room_for_all_what_comes_stays(province, officer, monkeypatch):
    monkeypatch.setattr("delegations.figures.feed.MOST", 3)
    for day in ("2027-03-01", "2027-03-08", "2027-03-09", "2027-03-10", "2027-04-01"):
        delegation(province, day, starts_on=day)
    assert set(read(officer)) == {f"Đoàn ra: {day}" for day in ("2027-03-09", "2027-03-10", "2027-04-01")}


def test_guests_are_where_we_receive_them(province, officer):
    delegation(province, "Đón", direction="incoming", starts_on="2027-03-10", country="LA", place="Lào Cai")
    (one,) = read(officer).values()
    assert str(one["LOCATION"]) == "Lào Cai"


def test_a_large_register_costs_the_same_queries_and_has_an_end(
    province, officer, django_assert_max_num_queries
):
    costs = []
    for count in (2, 10):
        for number in range(count):
            delegation(province, f"Đoàn {number}", direction="incoming", starts_on="2027-03-10")
            event(province, f"Hội nghị {number}", starts_on="2027-03-10")
        raw(officer)
        with django_assert_max_num_queries(20) as asked:
            raw(officer)
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert MOST >= 1000


# -- the address --


def test_the_address_is_told_once_and_only_its_hash_is_kept(client, province, officer):
    client.force_login(officer)
    page = reverse("delegations:calendar-feed")
    assert client.get(page).status_code == 200
    answer = client.post(reverse("delegations:calendar-feed-renew"))
    address = answer.context["address"]
    assert address in answer.text
    assert "no-store" in answer["Cache-Control"]
    secret = address.split("/")[-2]
    assert len(secret) >= 43
    assert CalendarFeed.objects.get().secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in client.get(page).text
    assert not any(secret in str(one.details) + one.target for one in Trail.objects.all())
    client.logout()
    assert client.get(address).status_code == 200


def test_a_new_address_ends_the_old_one_and_revoking_ends_all(client, officer):
    first = open_feed(by=officer, at=timezone.now())
    second = open_feed(by=officer, at=timezone.now())
    assert client.get(reverse(FILE, args=[first])).status_code == 404
    assert client.get(reverse(FILE, args=[second])).status_code == 200
    client.force_login(officer)
    assert client.post(reverse("delegations:calendar-feed-revoke")).status_code == 302
    assert client.get(reverse(FILE, args=[second])).status_code == 404
    assert close_feed(by=officer) is False


def test_a_deactivated_account_and_a_guess_get_404(client, officer):
    secret = open_feed(by=officer, at=timezone.now())
    assert client.get(reverse(FILE, args=["doan-mo"])).status_code == 404
    digest = CalendarFeed.objects.get().secret_sha256
    assert client.get(reverse(FILE, args=[digest])).status_code == 404
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    assert client.get(reverse(FILE, args=[secret])).status_code == 404


def test_an_account_whose_office_ended_reads_an_empty_calendar(client, province, officer):
    delegation(province, "Thăm Lào", starts_on=timezone.localdate().isoformat())
    secret = open_feed(by=officer, at=timezone.now())
    address = reverse(FILE, args=[secret])
    assert b"VEVENT" in client.get(address).content
    officer.roles.update(valid_to=dt.date(2024, 1, 1))
    assert b"VEVENT" not in client.get(address).content


def test_a_programme_that_has_it_already_is_told_so(client, province, officer):
    made = delegation(province, "Thăm Lào", starts_on=timezone.localdate().isoformat())
    answer = get(client, officer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    address = answer.request["PATH_INFO"]
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    Delegation.objects.filter(pk=made.pk).update(title="Thăm Campuchia")
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_when_it_was_read_is_kept_to_the_hour(client, officer):
    get(client, officer)
    own = CalendarFeed.objects.get()
    assert own.read_at is not None
    assert Event.objects.count() == 0


def test_posting_to_the_feed_is_refused(client, officer):
    secret = open_feed(by=officer, at=timezone.now())
    assert client.post(reverse(FILE, args=[secret])).status_code == 405
