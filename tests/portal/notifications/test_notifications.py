"""Who is told, once; and how the letters leave."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.template.exceptions import TemplateDoesNotExist
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job, State
from portal.jobs.running import perform
from portal.notifications import panels, schedule, sending, services
from portal.notifications.messages import Message, render_notice
from portal.notifications.models import Letter, LetterState, Notice

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)


def tell(*users, **options) -> list[Notice]:
    """Of a kind that comes by a letter at once where nobody chose otherwise."""
    given = {"key": "", "url": "/bao-cao/12/", "about": None, **options}
    return services.tell(users, "workflow/ended", "Báo cáo quá hạn", "Đề nghị gửi báo cáo.", **given)


@pytest.fixture
def server_down(monkeypatch):
    """A mail server that does not answer."""

    def refuse(self):
        raise ConnectionRefusedError("không kết nối được")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)


@pytest.fixture
def production_without_mail(settings):
    settings.PRODUCTION = True
    settings.EMAIL_BACKEND = sending.FILES


def test_each_person_gets_a_notice_and_a_letter(officer, leader):
    notices = tell(officer, leader)
    assert {notice.recipient for notice in notices} == {officer, leader}
    assert {letter.to_address for letter in Letter.objects.all()} == {officer.email, leader.email}
    assert Job.objects.get().kind == "notifications.send"


def test_one_event_is_told_once(officer, leader):
    assert len(tell(officer, key="cycle-1:overdue")) == 1
    assert [notice.recipient for notice in tell(officer, leader, key="cycle-1:overdue")] == [leader]
    assert tell(officer, leader, key="cycle-1:overdue") == []
    assert Letter.objects.count() == 2


def test_without_a_key_each_telling_is_an_event_of_its_own(officer):
    assert len(tell(officer)) == len(tell(officer)) == 1
    assert Notice.objects.count() == 2


def test_the_table_itself_refuses_the_second_notice(officer):
    first = tell(officer, key="x")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(recipient=officer, kind="x", key=first.key, subject="x")


def test_who_has_left_or_has_no_mail_gets_no_letter(officer, leader):
    officer.is_active = False
    leader.email = ""
    leader.save()
    assert [notice.recipient for notice in tell(officer, leader)] == [leader]
    assert not Letter.objects.exists()
    assert not Job.objects.exists()


def test_a_notice_may_come_without_a_letter(officer):
    assert tell(officer, mail=False)
    assert not Letter.objects.exists()


def test_telling_sixty_people_costs_no_more_queries_than_three(officer, django_assert_num_queries):
    from tests.factories.accounts import UserFactory

    tell(officer)  # the job that sends is already waiting
    for size in (3, 60):
        people = UserFactory.create_batch(size)
        with django_assert_num_queries(
            9
        ):  # told before, choices, notices, read back, quiet hours, letters, job, savepoint and release
            tell(*people)


def test_the_job_sends_the_letters(officer, settings):
    settings.PORTAL_ADDRESS = "https://doingoai.example.vn"
    tell(officer)
    job = perform(Job.objects.get().pk)
    assert (job.state, job.result) == (State.DONE, {"sent": 1, "waiting": 0})
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == (LetterState.SENT, 1)
    assert letter.sent_at
    sent = mail.outbox[0]
    assert sent.subject == "Báo cáo quá hạn"
    assert f"https://doingoai.example.vn/thong-bao/{letter.notice_id}/" in sent.body
    assert str(letter.message_id) in sent.extra_headers["Message-ID"]


def test_a_letter_is_sent_once(officer):
    tell(officer)
    assert sending.send_letters(at=timezone.now()) == {"sent": 1, "waiting": 0}
    assert sending.send_letters(at=timezone.now()) == {"sent": 0, "waiting": 0}
    assert len(mail.outbox) == 1


def test_a_silent_server_is_tried_again_later_and_at_last_given_up(officer, server_down):
    tell(officer)
    at = timezone.now()
    for attempt in range(1, sending.MAX_ATTEMPTS + 1):
        assert sending.send_letters(at=at) == {"sent": 0, "waiting": 1}
        letter = Letter.objects.get()
        assert letter.attempts == attempt
        assert "không kết nối được" in letter.error
        assert sending.send_letters(at=at) == {"sent": 0, "waiting": 0}, "too early"
        at = letter.try_after
    assert letter.state == LetterState.FAILED


def test_one_bad_address_does_not_hold_up_the_others(officer, leader, monkeypatch):
    from django.core.mail import EmailMultiAlternatives

    send = EmailMultiAlternatives.send

    def choosy(self):
        if self.to == [officer.email]:
            raise OSError("no such mailbox")
        return send(self)

    monkeypatch.setattr(EmailMultiAlternatives, "send", choosy)
    tell(officer, leader)
    assert sending.send_letters(at=timezone.now()) == {"sent": 1, "waiting": 1}


def test_in_production_without_a_server_letters_wait(officer, production_without_mail):
    tell(officer)
    assert not Job.objects.exists()
    assert sending.send_letters(at=timezone.now()) == {"sent": 0, "waiting": 0}
    assert Letter.objects.get().state == LetterState.WAITING


def test_the_clock_sends_what_waits(officer):
    schedule.post()
    assert not Job.objects.exists()
    tell(officer)
    perform(Job.objects.get().pk)
    Letter.objects.update(state=LetterState.WAITING, sent_at=None)
    schedule.post()
    schedule.post()
    assert Job.objects.queued().count() == 1


def test_a_letter_to_a_mailbox_without_an_account(centre):
    services.write_letter(to="vanthu@example.vn", message=Message("Tiêu đề", "Nội dung", "<p>Nội dung</p>"))
    sending.send_letters(at=timezone.now())
    assert mail.outbox[0].alternatives[0].content == "<p>Nội dung</p>"


def test_messages_are_template_files(settings, tmp_path):
    folder = tmp_path / "notices" / "reports"
    folder.mkdir(parents=True)
    (folder / "overdue.subject.txt").write_text("Quá hạn:\n{{ unit }}\n")
    (folder / "overdue.txt").write_text("{{ organisation }}: {{ unit }} chưa gửi báo cáo.\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    message = render_notice("reports/overdue", {"unit": "Lào Cai"})
    assert message == Message("Quá hạn: Lào Cai", f"{settings.ORGANISATION}: Lào Cai chưa gửi báo cáo.", "")
    with pytest.raises(TemplateDoesNotExist):
        render_notice("reports/unknown", {})


# -- pages --


def test_everyone_sees_their_own_notices_alone(client, officer, leader):
    notice = tell(officer)[0]
    client.force_login(officer)
    assert "Báo cáo quá hạn" in client.get(reverse("notifications:list")).text
    client.force_login(leader)
    assert "Báo cáo quá hạn" not in client.get(reverse("notifications:list")).text
    assert client.post(reverse("notifications:open", args=[notice.pk])).status_code == 404


def unread(user) -> int:
    """What the bell counts."""
    return sum(rows.count() for rows in panels.unread(user))


def test_opening_a_notice_marks_it_read_and_goes_there(client, officer):
    notice = tell(officer)[0]
    client.force_login(officer)
    assert unread(officer) == 1
    answer = client.post(reverse("notifications:open", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/bao-cao/12/")
    assert unread(officer) == 0
    assert client.get(reverse("notifications:open", args=[notice.pk])).status_code == 405


def test_a_notice_leads_nowhere_outside(client, officer):
    notice = tell(officer, url="https://evil.example/")[0]
    client.force_login(officer)
    answer = client.post(reverse("notifications:open", args=[notice.pk]))
    assert answer["Location"] == reverse("notifications:list")


def test_all_own_notices_are_marked_read_at_once(client, officer, leader):
    tell(officer, leader)
    tell(officer)
    client.force_login(officer)
    client.post(reverse("notifications:read_all"))
    assert (unread(officer), unread(leader)) == (0, 1)


def test_the_list_costs_the_same_for_three_and_thirty(client, officer, django_assert_max_num_queries):
    client.force_login(officer)
    tell(officer)
    client.get(reverse("notifications:list"))
    for size in (2, 22):
        for _ in range(size):
            tell(officer, mail=False)
        with django_assert_max_num_queries(12):
            page = client.get(reverse("notifications:list"))
    assert len(re.findall("Báo cáo quá hạn", page.text)) >= 25


def test_administrators_see_to_the_letters(client, administrator, officer, server_down):
    tell(officer)
    sending.send_letters(at=timezone.now())
    Job.objects.all().delete()
    letter = Letter.objects.get()
    client.force_login(officer)
    assert client.get(reverse("notifications:letters")).status_code == 403
    assert client.post(reverse("notifications:retry_letter", args=[letter.pk])).status_code == 403
    client.force_login(administrator)
    assert officer.email in client.get(reverse("notifications:letters"), {"state": "waiting"}).text
    assert officer.email not in client.get(reverse("notifications:letters"), {"state": "sent"}).text
    assert client.post(reverse("notifications:retry_letter", args=[letter.pk])).status_code == 302
    letter.refresh_from_db()
    assert (letter.attempts, letter.error) == (0, "")
    assert Job.objects.queued().exists()


def test_letters_are_seen_by_administrators_and_their_reader(administrator, officer, leader):
    tell(officer)
    assert Letter.objects.visible_to(administrator).count() == 1
    assert Letter.objects.visible_to(officer).count() == 1
    assert not Letter.objects.visible_to(leader).exists()


def test_the_page_says_that_letters_wait_for_a_server(
    client, administrator, production_without_mail, settings
):
    settings.PRODUCTION = True
    client.force_login(administrator)
    page = client.get(reverse("notifications:letters"), secure=True)
    assert "Chưa đặt máy chủ thư" in page.text


def test_home_and_notices_say_it_too(client, administrator, officer, production_without_mail):
    tell(officer)
    client.force_login(administrator)
    assert "Chưa đặt máy chủ thư" in client.get(reverse("dashboard:inbox"), secure=True).text
    client.force_login(officer)
    assert "Cổng chưa có máy chủ thư" in client.get(reverse("notifications:list"), secure=True).text
