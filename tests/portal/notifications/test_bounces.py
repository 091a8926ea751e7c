"""A mailbox that refuses, a server that is silent, a letter that comes back: each seen, and said to who can help."""

import datetime as dt
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job, State
from portal.jobs.running import perform
from portal.notifications import mailbox, schedule, sending, services
from portal.notifications.bounces import returned, take_back
from portal.notifications.messages import Message
from portal.notifications.models import Letter, LetterState
from tests.factories.accounts import UserFactory
from tests.portal.notifications import servers

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)

#: As a mail server writes it (RFC 3464, 3462): a text for people, the status of each recipient, the letter's headers.
REPORT = """\
From: MAILER-DAEMON@mail.example.vn (Mail Delivery System)
To: doingoai@example.vn
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_moc"

--=_moc
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Thư không đến được hộp thư dưới đây.

--=_moc
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.vn
Arrival-Date: Mon, 23 Nov 2026 07:00:05 +0700

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.vn
Diagnostic-Code: smtp; {said}

--=_moc
Content-Type: {kind}

Message-ID: <{number}@example.vn>
Date: Mon, 23 Nov 2026 07:00:03 +0700
Subject: =?utf-8?q?B=E1=BA=A3n_tin?=
From: doingoai@example.vn
To: {address}

--=_moc--
"""


def report(letter: Letter, *, kind="text/rfc822-headers", **changed) -> bytes:
    told = {
        "address": letter.to_address, "number": letter.message_id, "kind": kind,
        "action": "failed", "status": "5.1.1", "said": "550 5.1.1 no such user",
    }  # fmt: skip
    return REPORT.format(**told | changed).replace("\n", "\r\n").encode()


def letter_to(address: str, state=LetterState.SENT) -> Letter:
    letter = services.write_letter(to=address, message=Message("Tin", "Nội dung"))
    if state == LetterState.SENT:
        Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=NOW)
    letter.refresh_from_db()
    return letter


@pytest.fixture
def server(settings):
    """A real mail server on this machine, and the portal set to it."""
    with servers.smtp() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 1
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("to_address", "state"))


def test_a_server_takes_refuses_and_is_silent_each_letter_for_itself(server):
    server.refused = {"gone@example.vn": "550 5.1.1 no such user", "busy@example.vn": "450 4.2.1 try later"}
    server.silent = {"slow@example.vn"}
    for name in ("first", "gone", "busy", "slow", "last"):
        letter_to(f"{name}@example.vn", LetterState.WAITING)
    assert sending.send_letters(at=timezone.now()) == {"sent": 2, "waiting": 3}
    assert states() == {
        "first@example.vn": "sent", "last@example.vn": "sent", "gone@example.vn": "failed",
        "busy@example.vn": "waiting", "slow@example.vn": "waiting",
    }  # fmt: skip
    assert len(server.taken) == 2
    sent = Letter.objects.get(to_address="first@example.vn")
    assert f"Message-ID: <{sent.message_id}@".encode() in server.taken[0]
    assert "550 5.1.1 no such user" in Letter.objects.get(to_address="gone@example.vn").error
    later = Letter.objects.get(to_address="busy@example.vn")
    assert later.try_after > timezone.now()
    assert later.error.endswith(": 450 4.2.1 try later")  # as the server said it, no words of the program


def test_a_mailbox_refused_for_good_is_not_tried_again(server):
    server.refused = {"gone@example.vn": "550 no such user"}
    letter = letter_to("gone@example.vn", LetterState.WAITING)
    sending.send_letters(at=timezone.now())
    assert sending.send_letters(at=timezone.now() + dt.timedelta(days=9)) == {"sent": 0, "waiting": 0}
    assert Letter.objects.undeliverable(at=timezone.now()).to("GONE@example.vn").get() == letter


# -- what comes back --


def test_a_report_is_read_and_its_letter_found():
    letter = letter_to("gone@example.vn")
    found = returned(report(letter))
    assert found.message_id == letter.message_id
    assert found.reason == "5.1.1 550 5.1.1 no such user"
    assert take_back(report(letter), at=NOW).pk == letter.pk
    letter.refresh_from_db()
    assert (letter.state, letter.bounced_at) == (LetterState.BOUNCED, NOW)
    assert letter.error == "Thư bị trả lại: 5.1.1 550 5.1.1 no such user"


def test_a_report_that_repeats_the_whole_letter_is_read_too():
    letter = letter_to("gone@example.vn")
    assert take_back(report(letter, kind="message/rfc822"), at=NOW) == letter


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"action": "delivered"},
        {"number": uuid.uuid4()},
        {"number": "x"},
    ],
)
def test_a_delay_a_delivery_and_a_strange_letter_change_nothing(changed):
    letter = letter_to("gone@example.vn")
    assert take_back(report(letter, **changed), at=NOW) is None
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"Subject: x\r\n\r\nx", b"Content-Type: multipart/report\r\n\r\n"]
)
def test_any_other_mail_is_passed_over(raw):
    assert take_back(raw, at=NOW) is None


def test_a_broken_report_is_passed_over_wherever_it_ends():
    raw = report(letter_to("gone@example.vn"))
    whole = raw.index(b"Message-ID:") + 50
    for end in range(0, whole, 7):
        assert take_back(raw[:end], at=NOW) is None


def test_read_twice_nothing_changes_and_a_letter_that_never_left_does_not_come_back():
    letter = letter_to("gone@example.vn")
    take_back(report(letter), at=NOW)
    assert take_back(report(letter), at=NOW + dt.timedelta(days=1)) is None
    assert Letter.objects.get(pk=letter.pk).bounced_at == NOW
    assert take_back(report(letter_to("new@example.vn", LetterState.WAITING)), at=NOW) is None


def test_files_are_read_by_the_command(tmp_path, capsys):
    letter = letter_to("gone@example.vn")
    (tmp_path / "tra-lai.eml").write_bytes(report(letter))
    (tmp_path / "khac.eml").write_bytes(b"Subject: x\r\n\r\nx")
    call_command("read_bounces", str(tmp_path / "tra-lai.eml"), str(tmp_path / "khac.eml"))
    said = capsys.readouterr().out
    assert "gone@example.vn" in said
    assert "khac.eml: speaks of no letter" in said
    assert states() == {"gone@example.vn": "bounced"}
    with pytest.raises(CommandError, match=r"khong-co\.eml"):
        call_command("read_bounces", str(tmp_path / "khong-co.eml"))


# -- the mailbox --


def test_the_mailbox_is_read_by_a_job_each_mail_once(settings, capsys):
    letter = letter_to("gone@example.vn")
    with servers.imap() as box:
        settings.BOUNCES_URL = f"imap://doingoai:{box.password}@127.0.0.1:{box.port}/INBOX"
        box.mails = [b"Subject: quang cao\r\n\r\nx", report(letter)]
        Job.objects.all().delete()
        schedule.look_for_bounces()
        schedule.look_for_bounces()
        job = perform(Job.objects.get().pk)
        assert (job.state, job.result) == (State.DONE, {"read": 2, "bounced": 1})
        assert box.read == {1, 2}
        call_command("read_bounces")
        assert "0 mails read, 0 letters came back" in capsys.readouterr().out
    assert states() == {"gone@example.vn": "bounced"}


def test_a_mailbox_that_refuses_the_account_says_so(settings):
    with servers.imap() as box:
        settings.BOUNCES_URL = f"imap://doingoai:sai@127.0.0.1:{box.port}/INBOX"
        with pytest.raises(mailbox.imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            mailbox.collect_bounces(at=NOW)


def test_without_a_mailbox_nothing_happens(settings):
    settings.BOUNCES_URL = ""
    schedule.look_for_bounces()
    assert not Job.objects.exists()
    assert mailbox.collect_bounces(at=NOW) == {"read": 0, "bounced": 0}


# -- who is told --


@pytest.fixture
def bounced(officer) -> Letter:
    letter = letter_to(officer.email.upper())
    take_back(report(letter), at=timezone.now())
    return letter


def test_the_person_sees_that_mail_does_not_arrive(client, officer, leader, bounced):
    for user, seen in ((officer, True), (leader, False)):
        client.force_login(user)
        for page in ("list", "choices"):
            assert (
                "Thư gửi đồng chí không đến được" in client.get(reverse(f"notifications:{page}")).text
            ) is seen


def test_the_administrator_sees_it_on_the_letters_the_accounts_and_at_home(
    client, administrator, officer, bounced
):
    client.force_login(administrator)
    page = client.get(reverse("notifications:letters"), {"state": "bounced"}).text
    assert bounced.to_address in page
    assert "no such user" in page
    accounts = client.get(reverse("administration:account-list")).text
    assert accounts.count("Thư không đến") == 1
    home = client.get(reverse("dashboard:home")).text
    assert "1 thư bị trả lại" in home


def test_once_it_was_sent_again_the_mark_goes(client, administrator, officer, bounced):
    other = letter_to(officer.email)
    take_back(report(other), at=timezone.now())
    client.force_login(administrator)
    client.post(reverse("notifications:retry_letter", args=[bounced.pk]))
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    assert not Letter.objects.undeliverable(at=timezone.now()).exists()


def test_letters_are_found_by_words_address_and_state(client, administrator):
    letter_to("mot@example.vn")
    letter_to("hai@example.vn", LetterState.WAITING)
    client.force_login(administrator)

    def shown(**wanted) -> set[str]:
        page = client.get(reverse("notifications:letters"), wanted).text
        return {name for name in ("mot@", "hai@") if f">{name}example.vn<" in page}

    assert shown() == {"mot@", "hai@"}
    assert shown(to="MOT@") == {"mot@"}
    assert shown(state="waiting") == {"hai@"}
    assert shown(q="nội dung tin") == {"mot@", "hai@"}
    assert shown(q="không có") == set()
    assert shown(state="bay") == {"mot@", "hai@"}, "a state that is none narrows nothing"
    assert shown(q="%_\\'\"") == set()


def test_an_account_page_costs_the_same_with_many_marks(client, administrator, django_assert_max_num_queries):
    client.force_login(administrator)
    for user in UserFactory.create_batch(20):
        take_back(report(letter_to(user.email)), at=timezone.now())
    client.get(reverse("administration:account-list"))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("administration:account-list")).text
    assert page.count("Thư không đến") >= 20
