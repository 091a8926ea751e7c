"""The mailbox to which letters come back, read by IMAP (`BOUNCES_URL`); without one nothing happens."""

import datetime as dt
import imaplib
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings

from .bounces import take_back

BOUNCES = "notifications.bounces"
MOST = 200  # mails of one run; the rest is read by the next
LARGEST = 1_000_000  # bytes of one mail: a report repeats the letter, which is short
SECONDS = 20


def collect_bounces(*, at: dt.datetime) -> dict:
    """Read the unread mails of the mailbox; {"read", "bounced"}. Each is marked as read, whatever it says.

    Raises OSError or imaplib.IMAP4.error where the server does not answer or refuses the account.
    """
    counts = {"read": 0, "bounced": 0}
    if not settings.BOUNCES_URL:
        return counts
    with _opened(settings.BOUNCES_URL) as box:
        for number in _unread(box)[:MOST]:
            raw = _fetched(box, number)
            counts["read"] += 1
            counts["bounced"] += raw is not None and take_back(raw, at=at) is not None
            box.store(number, "+FLAGS", "\\Seen")
    return counts


def _opened(url: str) -> imaplib.IMAP4:
    """Signed in, with the folder of the address chosen: imaps://user:password@host:993/INBOX."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        box = imaplib.IMAP4_SSL(host, parts.port or imaplib.IMAP4_SSL_PORT, timeout=SECONDS)
    else:
        box = imaplib.IMAP4(host, parts.port or imaplib.IMAP4_PORT, timeout=SECONDS)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        answer, said = box.select(unquote(parts.path.lstrip("/")) or "INBOX")
        if answer != "OK":
            raise imaplib.IMAP4.error(said)
    except BaseException:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()
        raise
    return box


def _unread(box: imaplib.IMAP4) -> list[str]:
    _answer, found = box.search(None, "UNSEEN", "SMALLER", str(LARGEST))
    return (found[0] or b"").decode("ascii").split()


def _fetched(box: imaplib.IMAP4, number: str) -> bytes | None:
    """The mail as it was sent; reading it does not mark it yet, so that one lost on the way is read again."""
    _answer, parts = box.fetch(number, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)
