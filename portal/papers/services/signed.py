"""The signed scan, or the e-office's signed file: taken unchanged, hashed, frozen; its signatures are read."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.documents.models import Kind
from portal.documents.refusal import RefusedFileError
from portal.documents.services import stored
from portal.rendering.signatures import signatures_in

from ..models import Paper, PaperState

SHOWS_A_PAPER = ("pdf", "jpg", "png", "heic")


def may_attach_signed(paper: Paper, user) -> bool:
    """Who writes for the unit, and its clerk; not to what was recalled."""
    mine = can(user, Permission.NUMBER, paper) or can(user, Permission.RECORD_EDIT, paper)
    return mine and paper.state != PaperState.RECALLED and not paper.is_archived


@transaction.atomic
def attach_signed(paper: Paper, upload: File, *, by, at: dt.datetime, no_state_secret: bool = False) -> Paper:
    """Keep the file as it came, frozen, and what its signatures say. A later one replaces it as the paper's signed file.

    Raises PermissionDenied, or RefusedFileError / ValidationError with field, found and expected.
    """
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if by is not None and not may_attach_signed(row, by):
        raise PermissionDenied
    if not no_state_secret:
        raise RefusedFileError(
            _("Tick “This document contains no state secrets”: found not ticked, expected ticked."),
            code="tick", field="no_state_secret",
        )  # fmt: skip
    if row.is_draft:
        raise ValidationError(_("A draft has no signed copy: send it to the clerk first."))
    content = upload.read()
    title = _("Signed: %(paper)s") % {"paper": row}
    version = stored(content, upload.name, target=row, by=by, title=title[:300], kind=Kind.SIGNED_COPY)
    if version.extension not in SHOWS_A_PAPER:
        sentence = _("File: found %(found)s, expected the signed paper as PDF or as a picture.")
        raise RefusedFileError(sentence % {"found": version.extension.upper()}, code="kind", field="file")
    row.signed, row.signatures = version.document, [one.as_dict() for one in signatures_in(content)]
    row.save(update_fields=["signed", "signatures"])
    return row
