"""The words of versions kept for the search: waiting when a file arrives, read by the worker, gone with the file."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents import secrecy
from portal.documents.models import Document, TextState, Version, VersionText
from portal.documents.words import BROKEN, ENCRYPTED, SECONDS, TOO_LONG, UNKNOWN
from portal.environment import PROJECT
from portal.text import fold, normalise

logger = logging.getLogger(__name__)

GRACE = 20  # seconds that the program has to begin and to answer, beside its own limit
FIRST_LINES = 200  # a stamp of secrecy stands at the beginning

_FOLLOWERS: list[Callable[[Version], object]] = []


def when_one_arrives(function: Callable[[Version], object]) -> Callable[[Version], object]:
    """Register `function(version)`, called in the transaction in which a file is stored: it asks the worker to read."""
    if function not in _FOLLOWERS:
        _FOLLOWERS.append(function)
    return function


def arrived(version: Version) -> None:
    """A new version waits to be read."""
    VersionText.objects.create(version=version)
    for function in _FOLLOWERS:
        function(version)


def add_what_lacks() -> int:
    """Versions stored before there was a reader wait, too. How many were added."""
    lacking = Version.objects.filter(words=None, document__purged_at=None).exclude(file="")
    rows = [VersionText(version_id=pk) for pk in lacking.values_list("pk", flat=True)[:1000]]
    return len(VersionText.objects.bulk_create(rows, ignore_conflicts=True))


def waiting():
    """Texts that wait, the newest file first: that is the one somebody looks for."""
    return VersionText.objects.filter(state=TextState.WAITING).order_by("-version_id")


def read(pk: int) -> str:
    """Read the file of one VersionText and keep its words; gives its state, "" for one that is gone.

    The file is read outside of any transaction. A purge in the meantime wins: it deletes the row.
    """
    row = VersionText.objects.select_related("version__document").filter(pk=pk).first()
    if row is None or not row.version.file:
        return ""
    found = _asked_of_program(row.version)
    text = normalise(found["text"].replace("\x00", " "))
    state, why = found["state"], found["why"]
    if state == TextState.READ and secrecy.mark_in_lines(text.splitlines()[:FIRST_LINES]):
        state, why, text = TextState.FAILED, "secret", ""
    return _keep(row, state if text or state != TextState.READ else TextState.EMPTY, text, why)


@transaction.atomic
def _keep(row: VersionText, state: str, text: str, why: str) -> str:
    """SECURITY: under a lock that a purge takes, too, so that no words of a purged file are kept."""
    held = VersionText.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        return ""
    read_in = state == TextState.READ
    title = row.version.document.title
    held.state, held.text = state, text if read_in else ""
    held.folded = fold(f"{title} {row.version.filename} {text}") if read_in else ""
    held.error = sentence(why)[:300] if state == TextState.FAILED else ""
    held.read_at = timezone.now()
    held.save()
    return state


def forget(document: Document) -> None:
    """With the file of a purged document go its words."""
    VersionText.objects.filter(version__document=document).delete()


def sentence(why: str) -> str:
    """Why a file cannot be read, for a person."""
    return {
        ENCRYPTED: _("The file is locked by a password: found a locked file, expected one that opens."),
        BROKEN: _("The file is damaged: its text cannot be read."),
        TOO_LONG: _("The file takes too long or too much memory to read."),
        UNKNOWN: _("Files of this kind hold no text that can be read."),
        "secret": _("The file carries a mark of secrecy: its text is not kept. Tell the administrator."),
        "gone": _("The file is not in the store."),
    }.get(why, why)


def _asked_of_program(version: Version) -> dict[str, str]:
    """The answer of `portal.documents.words`, in a process of its own with limits on time and memory."""
    try:
        with version.file.open("rb") as file:
            content = file.read()
    except OSError:
        return _failed("gone")
    command = [sys.executable, "-m", "portal.documents.words", version.extension]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS + GRACE, cwd=PROJECT, check=False
        )
        return json.loads(done.stdout) if done.returncode == 0 else _failed(TOO_LONG)
    except subprocess.TimeoutExpired:
        return _failed(TOO_LONG)
    except ValueError:
        logger.warning("Version %s: the reader gave no answer.", version.pk)
        return _failed(BROKEN)


def _failed(why: str) -> dict[str, str]:
    return {"state": TextState.FAILED, "text": "", "why": why}
