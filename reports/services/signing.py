"""The signed file of an issued report: as the e-office signed it, or signed here with a certificate of one's own.

Kept byte for byte beside the issued PDF, which stays what it is; its signatures are read and shown.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.models import Kind
from portal.documents.refusal import RefusedFileError
from portal.documents.services import stored
from portal.papers.services.signed import SHOWS_A_PAPER
from portal.rendering.sealing import Form, Look, SealingError, seal
from portal.rendering.signatures import signatures_in
from portal.units.models import Unit
from reports.models import Consolidation

LARGEST_IMAGE = 2_000_000
LARGEST_KEY = 200_000


def may_sign(user, paper: Consolidation) -> bool:
    """Who issues papers, and the clerk; for an issued paper alone."""
    root = Unit.objects.filter(code="TLD").first()
    if root is None or paper.issued_at is None:
        return False
    return can(user, Permission.NUMBER, root) or can(user, Permission.CONSOLIDATE, root)


@transaction.atomic
def attach_signed(
    paper: Consolidation, upload: File, *, no_state_secret: bool, by, at: dt.datetime
) -> Consolidation:
    """Keep the file as it came, frozen, with what its signatures say. A later one takes its place; both stay kept.

    Raises PermissionDenied, RefusedFileError or ValidationError with field, found and expected.
    """
    locked = _locked(paper, by)
    if not no_state_secret:
        raise RefusedFileError(
            _("Tick “This document contains no state secrets”: found not ticked, expected ticked."),
            code="tick", field="no_state_secret",
        )  # fmt: skip
    content = upload.read()
    return _keep(locked, content, upload.name or "", by=by, at=at)


@transaction.atomic
def sign_here(
    paper: Consolidation,
    *,
    key_file: File,
    password: str,
    form: str,
    name: str,
    image: File | None = None,
    by,
    at: dt.datetime,
) -> Consolidation:
    """Sign with a certificate file in one of the two visible forms; the second signature stands behind the first.

    Raises ValidationError: a password that does not open the file, a certificate not valid on the day, a paper
    without room for signatures. Neither file nor password is kept.
    """
    locked = _locked(paper, by)
    _check_size("key_file", key_file, LARGEST_KEY)
    if image is not None:
        _check_size("image", image, LARGEST_IMAGE)
    look = Look(Form(form), name, image.read() if image else b"")
    try:
        content = seal(
            _to_be_signed(locked), key_file=key_file.read(), password=password, look=look, at=at,
            reason=f"Ký ban hành {locked}",
        )  # fmt: skip
    except SealingError as refused:
        raise ValidationError({"key_file": str(refused)}) from refused
    stem = locked.pdf.filename.rpartition(".")[0] if locked.pdf else "bao-cao"
    return _keep(locked, content, f"{stem}-da-ky.pdf", by=by, at=at)


def _locked(paper: Consolidation, by) -> Consolidation:
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related("cycle", "pdf", "signed_file")
    locked = rows.get(pk=paper.pk)
    if locked.issued_at is None:
        raise ValidationError(_("Paper: found a draft, expected an issued paper: issue it first."))
    if not may_sign(by, locked):
        raise PermissionDenied
    return locked


def _check_size(field: str, file: File, largest: int) -> None:
    if not 0 < (file.size or 0) <= largest:
        found = {"found": file.size, "expected": largest}
        raise ValidationError({field: _("File: found %(found)s bytes, expected 1 to %(expected)s.") % found})


def _to_be_signed(paper: Consolidation) -> bytes:
    """What was signed last, if it still is the issued paper; else the issued paper itself."""
    issued = _bytes_of(paper.pdf)
    signed = _bytes_of(paper.signed_file) if paper.signed_file else b""
    return signed if signed.startswith(issued) else issued


def _bytes_of(version) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


def _keep(paper: Consolidation, content: bytes, filename: str, *, by, at: dt.datetime) -> Consolidation:
    title = _("Signed: %(paper)s") % {"paper": paper}
    version = stored(content, filename, target=paper, by=by, title=title[:300], kind=Kind.SIGNED_COPY)
    if version.extension not in SHOWS_A_PAPER:
        sentence = _("File: found %(found)s, expected the signed paper as PDF or as a picture.")
        raise RefusedFileError(sentence % {"found": version.extension.upper()}, code="kind", field="file")
    holds = content.startswith(_bytes_of(paper.pdf))
    paper.signed_file = version
    paper.signatures = [{**one.as_dict(), "holds_issued": holds} for one in signatures_in(content)]
    paper.save(update_fields=["signed_file", "signatures"])
    details = {"sha256": version.sha256, "signatures": len(paper.signatures), "holds_issued": holds}
    record(Verb.ATTACHED, paper, by=by, at=at, details=details)
    return paper
