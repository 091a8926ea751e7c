"""Each topic reaches each person as that person chose; urgent at once; no mail in quiet hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.notifications import services
from portal.notifications.models import Letter, Notice, Preference, QuietHours, Way
from portal.notifications.topics import DEFAULTS, EXAMPLES, Topic, default_way, kind, known
from portal.notifications.ways import end_of
from tests.test_architecture import PROJECT

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NIGHT = (dt.time(21), dt.time(6, 30))
LUNCH = (dt.time(11, 30), dt.time(13))


def tell(*users, kind="reports/due", **options) -> list[Notice]:
    return services.tell(
        users, kind, "Sắp đến hạn", "Đề nghị gửi báo cáo.", "/bao-cao/1/", about=None, **options
    )


def at(clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=HERE)


def test_every_message_belongs_to_a_topic():
    folder = PROJECT / "templates" / "notices"
    names = {
        str(path.relative_to(folder)).removesuffix(".subject.txt") for path in folder.rglob("*.subject.txt")
    }
    assert names, "there are messages"
    assert names - known().keys() == set(), "handed up by no app"
    assert known().keys() - names == set(), "handed up, but there is no such message"


def test_every_topic_says_what_belongs_to_it():
    assert set(EXAMPLES) == set(Topic)
    assert {given.topic for given in known().values()} == set(Topic)
    assert set(DEFAULTS) <= set(Topic)


def test_reminders_wait_for_the_morning_where_nobody_chose(officer):
    notice = tell(officer)[0]
    assert (default_way(kind("reports/due").topic), notice.awaits_digest) == (Way.DIGEST, True)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("way", "letters", "waits"), [(Way.AT_ONCE, 1, False), (Way.DIGEST, 0, True), (Way.PORTAL, 0, False)]
)
def test_each_gets_what_they_chose(officer, way, letters, waits):
    Preference.objects.create(user=officer, topic=Topic.REPORTS, way=way)
    notice = tell(officer)[0]
    assert (Letter.objects.count(), notice.awaits_digest) == (letters, waits)


def test_a_choice_is_one_persons_for_one_topic(officer, leader):
    Preference.objects.create(user=leader, topic=Topic.REPORTS, way=Way.AT_ONCE)
    Preference.objects.create(user=officer, topic=Topic.APPROVALS, way=Way.AT_ONCE)
    tell(officer, leader)
    assert [letter.to_address for letter in Letter.objects.all()] == [leader.email]


def test_what_is_urgent_comes_at_once_whatever_was_chosen(officer):
    Preference.objects.create(user=officer, topic=Topic.REPORTS, way=Way.PORTAL)
    by_call, by_kind = tell(officer, urgent=True)[0], tell(officer, kind="reports/returned")[0]
    assert by_call.is_urgent
    assert by_kind.is_urgent
    assert Letter.objects.count() == 2


def test_what_is_not_worth_a_letter_is_at_most_a_line_of_the_mornings(officer):
    Preference.objects.create(user=officer, topic=Topic.REPORTS, way=Way.AT_ONCE)
    assert tell(officer, mail=False)[0].awaits_digest
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("way", "letters"), [(None, 1), (Way.DIGEST, 1), (Way.PORTAL, 0)])
def test_what_is_a_letter_of_its_own_is_no_line_of_the_mornings(officer, way, letters):
    if way is not None:
        Preference.objects.create(user=officer, topic=Topic.SYSTEM, way=way)
    assert not tell(officer, kind="dashboard/monday")[0].awaits_digest
    assert Letter.objects.count() == letters


def test_who_has_no_address_is_told_in_the_portal_alone(officer):
    officer.email = ""
    officer.save()
    assert not tell(officer)[0].awaits_digest
    tell(officer, urgent=True)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("hours", "now", "free"),
    [
        (NIGHT, at("21:00"), dt.datetime(2026, 11, 24, 6, 30, tzinfo=HERE)),
        (NIGHT, at("23:59"), dt.datetime(2026, 11, 24, 6, 30, tzinfo=HERE)),
        (NIGHT, at("06:29"), at("06:30")),
        (NIGHT, at("06:30"), at("06:30")),
        (NIGHT, at("20:59"), at("20:59")),
        (LUNCH, at("11:30"), at("13:00")),
        (LUNCH, at("13:00"), at("13:00")),
        (LUNCH, at("09:00"), at("09:00")),
    ],
)
def test_quiet_hours_end_at_their_end_even_past_midnight(hours, now, free):
    assert end_of(*hours, now) == free


def around_now() -> tuple[dt.time, dt.time]:
    now = timezone.localtime()
    return (now - dt.timedelta(hours=1)).time(), (now + dt.timedelta(hours=2)).time()


def test_a_letter_waits_for_the_end_of_quiet_hours_an_urgent_one_too(officer, leader):
    first, last = around_now()
    QuietHours.objects.create(user=officer, first=first, last=last)
    tell(officer, leader, urgent=True)
    letters = {letter.to_address: letter for letter in Letter.objects.all()}
    assert timezone.localtime(letters[officer.email].try_after).time() == last
    assert letters[leader.email].try_after <= timezone.now()
    assert list(Letter.objects.due(at=timezone.now())) == [letters[leader.email]]


# -- the page --


def filled(**changed) -> dict[str, str]:
    return {topic.value: Way.DIGEST.value for topic in Topic} | {"first": "", "last": ""} | changed


def test_the_page_shows_what_holds_and_keeps_what_is_chosen(client, officer, leader):
    client.force_login(officer)
    url = reverse("notifications:choices")
    page = client.get(url).text
    assert page.count("checked") == len(Topic)
    answer = client.post(url, filled(reports="at_once", partners="portal", first="21:00", last="06:30"))
    assert answer.status_code == 302
    chosen = dict(Preference.objects.visible_to(officer).values_list("topic", "way"))
    assert (chosen["reports"], chosen["partners"], chosen["library"]) == ("at_once", "portal", "digest")
    hours = QuietHours.objects.visible_to(officer).get()
    assert (hours.first, hours.last) == NIGHT
    assert 'value="21:00"' in client.get(url).text
    client.post(url, filled())
    assert not QuietHours.objects.visible_to(officer).exists()
    assert not Preference.objects.visible_to(leader).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first": "21:00"}, "Không gửi thư đến: đang ghi trống, cần một giờ, hoặc để trống cả hai ô."),
        (
            {"first": "21:00", "last": "21:00"},
            "Không gửi thư đến: đang ghi 21:00, cần giờ khác với giờ bắt đầu.",
        ),
        ({"first": "25:00", "last": "06:00"}, "Không gửi thư từ"),
        ({"reports": "fax"}, "fax"),
    ],
)
def test_the_page_refuses_in_a_sentence(client, officer, given, said):
    client.force_login(officer)
    page = client.post(reverse("notifications:choices"), filled(**given))
    assert page.status_code == 200
    assert said in page.text
    assert not Preference.objects.exists()


def test_the_page_is_linked_from_the_notices_and_the_menu(client, officer):
    client.force_login(officer)
    page = client.get(reverse("notifications:list")).text
    assert page.count(reverse("notifications:choices")) == 2
