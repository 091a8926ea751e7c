"""Is this file ours, and unchanged? Asked by its SHA-256, then by what the file says of itself; the file is not kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.documents.models import Version
from portal.rendering.merge import identifier_in
from portal.rendering.signatures import SignatureSeen, signatures_in
from portal.ui.formats import filesize_vi
from reports.models import Consolidation

from .binding import IDENTIFIER

LARGEST = 60_000_000  # bytes: thrice the largest file that may be attached


class Verdict(models.TextChoices):
    UNCHANGED = "unchanged", _("ours and unchanged")
    DRAFT = "draft", _("ours, a draft that was never issued")
    ADDED_TO = "added_to", _("ours, whole, with something added behind it")
    CHANGED = "changed", _("says that it is ours, but it was changed")
    UNKNOWN = "unknown", _("not known here")


TONES = {
    Verdict.UNCHANGED: "ok", Verdict.DRAFT: "wait", Verdict.ADDED_TO: "wait", Verdict.CHANGED: "bad",
    Verdict.UNKNOWN: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Verified:
    """`paper` is the consolidated report that it is, or claims to be; `version` the kept file with the same bytes."""

    verdict: Verdict
    sha256: str
    paper: Consolidation | None = None
    version: Version | None = None
    signatures: Sequence[SignatureSeen] = field(default_factory=tuple)

    @property
    def tone(self) -> str:
        return TONES[self.verdict]

    @property
    def replaced_by(self) -> Consolidation | None:
        """The issued paper that corrects this one: unchanged is not the same as in force."""
        if self.paper is None:
            return None
        return self.paper.corrected_by.exclude(issued_at=None).order_by("-issued_at").first()


def verify(upload: File) -> Verified:
    """Look at the bytes. Raises ValidationError for an empty file, one too large, or what is no PDF."""
    size = upload.size or 0
    if size == 0 or size > LARGEST:
        found = {"found": filesize_vi(size), "expected": filesize_vi(LARGEST)}
        raise ValidationError(
            {
                "file": _now("File: found %(found)s, expected more than nothing and at most %(expected)s.")
                % found
            }
        )
    content = upload.read()
    if not content.startswith(b"%PDF-"):
        raise ValidationError(
            {
                "file": _now("File: found “%(found)s”, which is no PDF. Expected a PDF.")
                % {"found": upload.name}
            }
        )
    return verify_bytes(content)


def verify_bytes(content: bytes) -> Verified:
    sha256, signatures = hashlib.sha256(content).hexdigest(), tuple(signatures_in(content))
    if version := _kept(sha256):
        paper = _paper_of(version)
        is_issued = version.frozen or (
            paper is not None and paper.issued_at is not None and paper.sha256 == sha256
        )
        verdict = Verdict.UNCHANGED if is_issued else Verdict.DRAFT
        return Verified(verdict, sha256, paper, version, signatures)
    claimed = _claimed(content)
    if claimed is None:
        return Verified(Verdict.UNKNOWN, sha256, signatures=signatures)
    verdict = Verdict.ADDED_TO if _holds(content, claimed) else Verdict.CHANGED
    return Verified(verdict, sha256, claimed, signatures=signatures)


def _kept(sha256: str) -> Version | None:
    """Issued before drafts, the newest first: the same bytes may have been kept twice."""
    rows = Version.objects.filter(sha256=sha256, document__purged_at=None).select_related("document__unit")
    return rows.order_by("-frozen", "-pk").first()


def _paper_of(version: Version) -> Consolidation | None:
    if version.document.target_model != Consolidation._meta.label_lower:
        return None
    return _papers().filter(pk=version.document.target_id).first()


def _papers():
    return Consolidation.objects.select_related("cycle", "pdf")


def _claimed(content: bytes) -> Consolidation | None:
    """The paper that the file names in its metadata; read from the raw bytes where the file is damaged."""
    named = identifier_in(content)
    if not named.startswith(IDENTIFIER):
        named = _raw(content)
    number = named.rpartition(":")[2]
    return _papers().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _raw(content: bytes) -> str:
    at = content.find(IDENTIFIER.encode())
    if at < 0:
        return ""
    ends = [end for end in (content.find(mark, at) for mark in (b"<", b")", b"\n")) if end > 0]
    return content[at : min(ends, default=at)].decode("utf-8", "replace")


def _holds(content: bytes, paper: Consolidation) -> bool:
    """Whether the issued bytes stand whole at the beginning: what signs a PDF writes behind them."""
    if paper.issued_at is None or paper.pdf is None or not paper.pdf.file:
        return False
    return hashlib.sha256(content[: paper.pdf.size]).hexdigest() == paper.sha256
