"""Letters leave: each tried until the mail server takes it, refuses its mailbox for good, or was tried too often."""

import contextlib
import datetime as dt
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.jobs.models import Job
from portal.jobs.services import enqueue

from .models import Letter, LetterState
from .querysets import ATTEMPTS

MAX_ATTEMPTS = ATTEMPTS
SEND = "notifications.send"
FILES = "django.core.mail.backends.filebased.EmailBackend"


def mail_leaves() -> bool:
    """Whether letters can leave: in production once a mail server is set; elsewhere a folder takes them."""
    return not (settings.PRODUCTION and settings.EMAIL_BACKEND == FILES)


def request_sending(*, by=None) -> Job | None:
    """One job for all waiting letters; none when one already waits its turn, or mail cannot leave."""
    if not mail_leaves() or Job.objects.queued().filter(kind=SEND).exists():
        return None
    return enqueue(SEND, by=by, label=_("Send waiting letters"))


def send_letters(*, at: dt.datetime, limit: int = 200) -> dict:
    """Send what is due; {"sent", "waiting"}. One letter's failure delays that letter alone."""
    counts = {"sent": 0, "waiting": 0}
    if not mail_leaves():
        return counts
    with get_connection() as connection:
        for pk in list(Letter.objects.due(at=at).order_by("pk").values_list("pk", flat=True)[:limit]):
            sent = _send_one(pk, connection, at)
            if sent is not None:
                counts["sent" if sent else "waiting"] += 1
    return counts


@transaction.atomic
def retry(letter: Letter, *, by, at: dt.datetime) -> None:
    """Let a letter that waits, was given up or came back try again now, with all its attempts.

    Of one that came back, all to its address: whoever asks for it has seen to it that the mailbox takes mail.
    """
    rows = Letter.objects.exclude(state=LetterState.SENT)
    if letter.state == LetterState.BOUNCED:
        rows = rows.filter(to_address__iexact=letter.to_address, state=LetterState.BOUNCED)
    else:
        rows = rows.filter(pk=letter.pk)
    rows.update(
        state=LetterState.WAITING, attempts=0, error="", try_after=at, sent_at=None, bounced_at=None
    )  # fmt: skip
    request_sending(by=by)


@transaction.atomic
def _send_one(pk: int, connection, at: dt.datetime) -> bool | None:
    """True: sent. False: to be tried again. None: another worker has it. The row is locked meanwhile."""
    letter = Letter.objects.select_for_update(skip_locked=True).due(at=at).filter(pk=pk).first()
    if letter is None:
        return None
    letter.attempts += 1
    try:
        _mail(letter, connection).send()
    except (smtplib.SMTPException, OSError) as problem:
        _keep(letter, problem, at)
        _begin_anew(connection, problem)
    else:
        letter.state, letter.sent_at, letter.error = LetterState.SENT, timezone.now(), ""
    letter.save()
    return letter.state == LetterState.SENT


def _mail(letter: Letter, connection) -> EmailMultiAlternatives:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    # The same Message-ID at each attempt: a letter sent twice is recognised as one, and one that comes back is known.
    headers = {"Message-ID": f"<{letter.message_id}@{host}>"}
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to_address], connection=connection, headers=headers
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def _begin_anew(connection, problem: Exception) -> None:
    """A line that broke or fell silent must not fail the letters after this one; one refused mailbox breaks none."""
    if not isinstance(problem, smtplib.SMTPRecipientsRefused):
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.close()


def _keep(letter: Letter, problem: Exception, at: dt.datetime) -> None:
    """Again after 1, 4, 16 … minutes; a mailbox refused for good, or six attempts, and it is given up."""
    reason = refused_for_good(problem)
    if reason:
        letter.error = _("The mail server refuses this mailbox: %(reason)s") % {"reason": reason[:400]}
        letter.state = LetterState.FAILED
        letter.attempts = min(letter.attempts, MAX_ATTEMPTS - 1)  # who was given up had them all
        return
    letter.error = _("The mail server refused or did not answer: %(reason)s") % {
        "reason": _reason(problem)[:400]
    }
    letter.try_after = at + dt.timedelta(minutes=4 ** (letter.attempts - 1))
    if letter.attempts >= MAX_ATTEMPTS:
        letter.state = LetterState.FAILED


def _reason(problem: Exception) -> str:
    """What the server said, as it said it; where it said nothing, what the system says of the line."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return _answers(problem)
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"{problem.smtp_code} {_words(problem.smtp_error)}"
    return (problem.strerror if isinstance(problem, OSError) else "") or str(problem)


def _answers(refused: smtplib.SMTPRecipientsRefused) -> str:
    return "; ".join(f"{code} {_words(said)}" for code, said in refused.recipients.values())


def refused_for_good(problem: Exception) -> str:
    """What the server said of the mailbox, where it will never take mail (5xx); "" where it may do so later (4xx)."""
    if not isinstance(problem, smtplib.SMTPRecipientsRefused):
        return ""
    answers = list(problem.recipients.values())
    if not answers or any(code < 500 for code, _said in answers):
        return ""
    return _answers(problem)


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
