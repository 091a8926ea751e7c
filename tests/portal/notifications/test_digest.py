"""One letter in the morning, for all in one pass; none where nothing is to be said."""

import datetime as dt
import threading
import time

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.jobs.models import Job, State
from portal.jobs.running import perform
from portal.notifications import digest, schedule, services
from portal.notifications.models import Letter, Notice, QuietHours
from portal.notifications.since import SAME
from tests.factories.accounts import UserFactory
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)  # a Monday
SEVEN = digest.morning(DAY)
NIGHT = SEVEN - dt.timedelta(hours=3)
KINDS = (
    "reports/due",
    "agreements/expiry",
    "delegations/follow_up_due",
    "partners/occasion",
    "reports/library_due",
)


def waiting(*users, kind="reports/due", about=None, at=NIGHT, subject="Sắp đến hạn", key="") -> list[Notice]:
    told = services.tell(users, kind, subject, "Nội dung", "/x/", about=about, key=key)
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(created_at=at)
    return told


def send(on=DAY, at=SEVEN) -> dict:
    return digest.send_digests(on=on, at=at)


def test_everything_of_a_person_in_one_letter_by_topic(officer, leader, settings):
    settings.PORTAL_ADDRESS = "https://doingoai.example.vn"
    for kind in KINDS:
        waiting(officer, kind=kind, subject=f"Tin {kind}")
    waiting(leader, subject="Chỉ một tin & “dấu”")
    assert send() == {"people": 2, "notices": 6, "left_out": 0}
    letter = Letter.objects.get(to_address=officer.email)
    assert letter.subject == "Bản tin sáng 23/11/2026: 5 tin chưa đọc trên cổng đối ngoại"
    places = [
        letter.text.index(words) for words in ("BÁO CÁO ĐỊNH KỲ", "VIỆC SAU ĐOÀN", "THỎA THUẬN", "ĐỐI TÁC")
    ]
    assert places == sorted(places)
    for notice in Notice.objects.filter(recipient=officer):
        link = f"https://doingoai.example.vn{reverse('notifications:see', args=[notice.pk])}"
        assert link in letter.text
        assert f'href="{link}"' in letter.html
        assert notice.digest == letter
    other = Letter.objects.get(to_address=leader.email)
    assert "Chỉ một tin & “dấu”" in other.text
    assert "Chỉ một tin &amp; “dấu”" in other.html
    assert "Tin reports/due" not in other.text


def test_nobody_gets_an_empty_letter(officer):
    assert send() == {"people": 0, "notices": 0, "left_out": 0}
    waiting(officer)
    services.mark_read(Notice.objects.all(), at=NIGHT)
    assert send() == {"people": 0, "notices": 0, "left_out": 1}
    assert not Letter.objects.exists()


def test_once_a_day_and_what_comes_later_waits_for_the_next(officer):
    waiting(officer)
    assert send()["people"] == 1
    waiting(officer, at=NIGHT, key="late")
    waiting(officer, at=SEVEN + dt.timedelta(minutes=5))
    assert send(at=SEVEN + dt.timedelta(hours=1)) == {"people": 0, "notices": 0, "left_out": 0}
    tomorrow = DAY + dt.timedelta(days=1)
    assert send(tomorrow, digest.morning(tomorrow)) == {"people": 1, "notices": 2, "left_out": 0}


def test_what_was_settled_meanwhile_is_left_out_news_is_not(officer, province):
    waiting(officer, about=province)
    waiting(officer, about=province, kind="reports/accepted", subject="Đã tiếp nhận")
    write_trail(Verb.SUBMITTED, province, by=officer, at=NIGHT + 2 * SAME)
    assert send() == {"people": 1, "notices": 1, "left_out": 1}
    assert "Đã tiếp nhận" in Letter.objects.get().text


@pytest.mark.parametrize(
    ("verb", "after"), [(Verb.READ, 2 * SAME), (Verb.SUBMITTED, SAME / 2), (Verb.SUBMITTED, -SAME)]
)
def test_what_settles_nothing_leaves_nothing_out(officer, province, verb, after):
    waiting(officer, about=province)
    write_trail(verb, province, by=officer, at=NIGHT + after)
    assert send()["notices"] == 1


def test_a_record_that_is_deleted_is_left_out(officer):
    gone = UserFactory()
    waiting(officer, about=gone)
    gone.delete()
    assert send() == {"people": 0, "notices": 0, "left_out": 1}


def test_who_left_or_lost_the_address_gets_none(officer, leader):
    waiting(officer, leader)
    officer.is_active, leader.email = False, ""
    officer.save()
    leader.save()
    assert send() == {"people": 0, "notices": 0, "left_out": 2}
    assert not Notice.objects.filter(awaits_digest=True).exists()


def test_quiet_hours_hold_the_letter_until_they_end(officer):
    QuietHours.objects.create(user=officer, first=dt.time(22), last=dt.time(8, 30))
    waiting(officer)
    send()
    assert timezone.localtime(Letter.objects.get().try_after).time() == dt.time(8, 30)


def test_many_of_one_topic_are_counted(officer):
    for number in range(digest.SHOWN + 3):
        waiting(officer, subject=f"Tin {number:02}")
    send()
    letter = Letter.objects.get()
    assert letter.text.count("Tin ") == digest.SHOWN
    assert "và 3 tin khác" in letter.text
    assert "và 3 tin khác" in letter.html


def many(people: int, notices: int, about) -> None:
    users = UserFactory.create_batch(people)
    Notice.objects.bulk_create(
        Notice(
            recipient=user, kind=KINDS[number % len(KINDS)], key=f"k{number}", subject=f"Sắp đến hạn việc số {number}",
            url="/x/", awaits_digest=True, created_at=NIGHT, about_model=about._meta.label_lower, about_id=about.pk,
        )
        for user in users
        for number in range(notices)
    )  # fmt: skip


def test_five_hundred_people_cost_no_more_queries_than_five(province):
    asked = []
    for people in (5, 500):
        many(people, 10, province)
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            assert send() == {"people": people, "notices": people * 10, "left_out": 0}
        spent = time.process_time() - began
        asked.append(len(queries))
        assert Letter.objects.filter(state="waiting").count() == people
        Notice.objects.all().delete()
        Letter.objects.all().delete()
        Job.objects.all().delete()
    assert asked[0] == asked[1] <= 20
    assert spent < 20, "seconds of the processor for 500 people with 10 notices each"


# -- the clock --


@pytest.fixture
def monday_seven(monkeypatch):
    monkeypatch.setattr("portal.notifications.schedule.timezone.localdate", lambda: DAY)
    monkeypatch.setattr("portal.notifications.background.timezone.now", lambda: SEVEN)


def test_the_clock_asks_for_one_job(officer, monday_seven):
    schedule.write_morning_letters()
    assert not Job.objects.exists()
    waiting(officer)
    schedule.write_morning_letters()
    schedule.write_morning_letters()
    job = perform(Job.objects.get(kind=digest.DIGEST).pk)
    assert (job.state, job.result["people"]) == (State.DONE, 1)
    schedule.write_morning_letters()
    assert Job.objects.filter(kind=digest.DIGEST).count() == 1


def test_on_a_day_off_there_is_none(officer, monkeypatch):
    monkeypatch.setattr(
        "portal.notifications.schedule.timezone.localdate", lambda: DAY - dt.timedelta(days=1)
    )
    waiting(officer, at=NIGHT - dt.timedelta(days=2))
    schedule.write_morning_letters()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_minute_send_one():
    people = UserFactory.create_batch(20)
    waiting(*people)
    start, answers = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait(timeout=30)
            answers.append(send())
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert sorted(answer["people"] for answer in answers) == [0, 20]
    assert Letter.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_one_event_told_by_two_workers_at_once_is_told_once():
    people = UserFactory.create_batch(10)
    start = threading.Barrier(2)

    def run() -> None:
        try:
            start.wait(timeout=30)
            services.tell(people, "workflow/ended", "Đã duyệt", "Nội dung", "/x/", about=None, key="event")
            services.tell(people, "reports/due", "Sắp đến hạn", "Nội dung", "/x/", about=None, key="reminder")
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert Notice.objects.count() == 20
    assert Letter.objects.count() == 10


def test_two_levels_of_one_reminder_are_one_line(officer, leader, province):
    """What is told in the same words of the same record, to the same person, is told once: the last time."""
    about = delegation(province)
    told = {
        "kind": "delegations/report_overdue",
        "subject": "Quá hạn 14 ngày: báo cáo kết quả",
        "about": about,
    }
    waiting(officer, leader, key="first-level", **told)
    (last,) = waiting(officer, key="second-level", **told)
    waiting(officer, key="another-record", **{**told, "about": delegation(province, "Đoàn khác")})
    assert send() == {"people": 2, "notices": 3, "left_out": 1}
    letter = Letter.objects.get(to_address=officer.email)
    assert letter.text.count("Quá hạn 14 ngày") == 2
    assert Notice.objects.get(pk=last.pk).digest_id == letter.pk
    assert not Notice.objects.filter(awaits_digest=True).exists()
