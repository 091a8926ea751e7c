"""Letters that came back: delivery status notifications (RFC 3464) read, our letter found, and marked.

SECURITY: anybody may send mail to the mailbox. A letter is found by its Message-ID alone, a random number that only
its reader knows; what else a report says is kept as plain text, cut to the length of its field.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from django.db import transaction
from django.utils.translation import gettext as _

from portal.text import normalise

from .models import Letter, LetterState

_OURS = re.compile(r"<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@", re.I)


@dataclass(frozen=True)
class Returned:
    """One of our letters that did not arrive, and what the mail servers said: “5.1.1 550 no such user”."""

    message_id: uuid.UUID
    reason: str


def returned(raw: bytes) -> Returned | None:
    """What a mail says of one of our letters; None for any other mail, and for a delay or a delivery."""
    mail = message_from_bytes(raw, policy=policy.compat32)
    if mail.get_content_type() != "multipart/report":
        return None
    reasons = [reason for part in mail.walk() for reason in _failures(part)]
    number = next(_numbers(mail), None)
    return Returned(number, "; ".join(reasons)[:400]) if reasons and number else None


def _failures(part: Message) -> Iterator[str]:
    """What is said of each recipient that the letter will not reach."""
    if part.get_content_type() != "message/delivery-status":
        return
    for fields in part.get_payload():  # a block for the whole letter, then one for each recipient
        if not isinstance(fields, Message) or str(fields.get("Action", "")).strip().lower() != "failed":
            continue
        status = str(fields.get("Status", "")).split("(")[0].strip()
        code = str(fields.get("Diagnostic-Code", "")).partition(";")
        yield normalise(f"{status} {code[2] or code[0]}").strip() or "failed"


def _numbers(mail: Message) -> Iterator[uuid.UUID]:
    """Message-IDs of ours in the part that repeats the letter or its headers."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list) and part.get_payload():
            texts = [str(part.get_payload(0).get("Message-ID", ""))]  # type: ignore[union-attr]
        elif kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            texts = re.findall(
                r"^Message-ID:\s*(\S+)",
                (content or b"").decode("utf-8", "replace"),
                re.I | re.M,  # type: ignore[union-attr]
            )
        else:
            continue
        for text in texts:
            if found := _OURS.search(text):
                yield uuid.UUID(found.group(1))


@transaction.atomic
def take_back(raw: bytes, *, at: dt.datetime) -> Letter | None:
    """Mark the letter of which this mail says that it did not arrive; None where it speaks of none that was sent.

    Read twice, a report changes nothing the second time.
    """
    found = returned(raw)
    if found is None:
        return None
    rows = Letter.objects.select_for_update().filter(message_id=found.message_id, state=LetterState.SENT)
    letter = rows.first()
    if letter is None:
        return None
    letter.state, letter.bounced_at = LetterState.BOUNCED, at
    letter.error = _("The letter came back: %(reason)s") % {"reason": found.reason}
    letter.save(update_fields=["state", "bounced_at", "error"])
    return letter
