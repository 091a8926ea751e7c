"""May this file be taken? Every refusal names the field, what was found and what is expected."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from portal.documents import contents, secrecy
from portal.documents.refusal import RefusedFileError
from portal.ui.formats import filesize_vi

ALLOWED = "PDF, DOCX, XLSX, PPTX, DOC, XLS, JPG, PNG, HEIC, CSV, TXT"


@dataclass(frozen=True)
class Inspected:
    """What is known of a file that passed."""

    filename: str
    content_type: str
    size: int
    sha256: str


def inspect(file: BinaryIO | File, *, filename: str, title: str = "") -> Inspected:
    """Look at name and bytes of an uploaded file; raises RefusedFileError. Leaves the file at its start."""
    size = file.seek(0, 2)
    file.seek(0)
    check_size(filename, size)
    check_secrecy_of_name(filename, field="file")
    check_secrecy_of_name(title, field="title")
    kind = check_content(file, filename)
    stamp = secrecy.mark_in_lines(contents.lines_of(file, kind))
    if stamp:
        raise _secret("file", filename, stamp)
    return Inspected(filename, contents.TYPES[kind], size, sha256_of(file))


def check_size(filename: str, size: int) -> None:
    limit = settings.UPLOAD_LIMIT
    if size == 0:
        raise RefusedFileError(
            _("File: “%(name)s” is empty (0 bytes). Expected a file with content.") % {"name": filename},
            code="empty",
            found="0",
            expected="> 0",
        )
    if size > limit:
        found, expected = filesize_vi(size), filesize_vi(limit)
        raise RefusedFileError(
            _("File: “%(name)s” has %(found)s. Expected at most %(expected)s.")
            % {"name": filename, "found": found, "expected": expected},
            code="too_large",
            found=found,
            expected=expected,
        )


def check_content(file: BinaryIO | File, filename: str) -> str:
    """The kind (a key of contents.TYPES) that name and bytes agree on."""
    claimed = contents.claimed(filename)
    if claimed not in contents.TYPES:
        raise RefusedFileError(
            _("File: “%(name)s” is of a kind that is not taken (%(found)s). Expected one of: %(expected)s.")
            % {"name": filename, "found": claimed.upper() or _("no extension"), "expected": ALLOWED},
            code="kind",
            found=claimed,
            expected=ALLOWED,
        )
    real = contents.real(file)
    if real == claimed or (real == "txt" and claimed in contents.TEXTS):
        return claimed
    found = (real or contents.guessed(file)).upper() or _("unknown or damaged")
    if claimed in contents.TEXTS and not real:
        found = _("not text in UTF-8")
    raise RefusedFileError(
        _(
            "File: “%(name)s” is called %(expected)s but its content is: %(found)s. "
            "Expected content that fits the name."
        )
        % {"name": filename, "found": found, "expected": claimed.upper()},
        code="mismatch",
        found=found,
        expected=claimed.upper(),
    )


def check_secrecy_of_name(name: str, *, field: str) -> None:
    mark = secrecy.mark_in_name(name)
    if mark:
        raise _secret(field, name, mark)


def sha256_of(file: BinaryIO | File) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _secret(field: str, name: str, mark: str) -> RefusedFileError:
    label = _("Title") if field == "title" else _("File")
    return RefusedFileError(
        _(
            "%(field)s: “%(name)s” carries the mark “%(mark)s”. Expected a document without state secrets: "
            "such documents must never be entered in this portal."
        )
        % {"field": label, "name": name, "mark": mark},
        code="state_secret",
        field=field,
        found=mark,
    )
