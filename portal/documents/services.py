"""Attaching, adding a version, issuing, archiving, purging: checked, in one transaction, on the trail."""

import io
import re
import unicodedata

import pgtrigger
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require, visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.checks import Inspected, check_secrecy_of_name, inspect
from portal.documents.models import Document, Kind, Version
from portal.documents.reading import arrived, forget
from portal.documents.refusal import RefusedFileError


def may_attach(target, user) -> bool:
    """Who may change a record may hang files on it; nobody, where it does not say who may change it."""
    may_edit = getattr(target, "may_edit", None)
    return bool(may_edit and not getattr(target, "is_archived", False) and may_edit(user))


@transaction.atomic
def attach(
    target,
    upload: File,
    *,
    by,
    title: str = "",
    kind: str = Kind.OTHER,
    internal_only: bool = False,
    no_state_secret: bool = False,
) -> Version:
    """Hang an uploaded file on a record. `no_state_secret` is the tick of the person who uploads.

    Raises RefusedFileError (field, found, expected in its sentence) or PermissionDenied.
    `by=None` is the portal itself (demonstration).
    """
    _check_target(target, by)
    if not no_state_secret:
        raise RefusedFileError(
            _("Tick “This document contains no state secrets”: found not ticked, expected ticked."),
            code="tick",
            field="no_state_secret",
        )
    filename = clean_name(upload.name)
    seen = inspect(upload, filename=filename, title=title)
    document = _new_document(target, title or filename.rpartition(".")[0], kind, by, internal_only)
    version = _new_version(document, upload, seen, by=by)
    write_trail(Verb.ATTACHED, target, by=by, details={"document": document.pk, "kind": kind})
    return version


@transaction.atomic
def add_version(document: Document, upload: File, *, by, no_state_secret: bool = False) -> Version:
    """A newer file of the same paper; the older ones stay. Refused once a version is issued."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    _check_target(target_of(document), by)
    _check_open(document)
    if not no_state_secret:
        raise RefusedFileError(
            _("Tick “This document contains no state secrets”: found not ticked, expected ticked."),
            code="tick",
            field="no_state_secret",
        )
    seen = inspect(upload, filename=clean_name(upload.name))
    version = _new_version(document, upload, seen, by=by)
    write_trail(Verb.UPDATED, document, by=by, details={"version": version.number})
    return version


@transaction.atomic
def stored(
    content: bytes,
    filename: str,
    *,
    target,
    by,
    title: str,
    kind: str = Kind.ISSUED,
    frozen: bool = True,
    document: Document | None = None,
    internal_only: bool = False,
) -> Version:
    """Keep a document that the portal made, on `target`; frozen ones are issued and can never be replaced.

    With `document`, the bytes become its next version; refused when one of its versions is issued. The caller
    has decided that `by` may do this: the trail names them.
    """
    filename = clean_name(filename)
    check_secrecy_of_name(title, field="title")
    seen = inspect(io.BytesIO(content), filename=filename)
    if document is None:
        document = _new_document(target, title, kind, by, internal_only)
    else:
        document = Document.objects.select_for_update().get(pk=document.pk)
        _check_open(document)
    version = _new_version(document, ContentFile(content), seen, by=by, frozen=frozen)
    details = {"document": document.pk, "version": version.number, "sha256": seen.sha256}
    write_trail(Verb.ISSUED if frozen else Verb.PRINTED, target, by=by, details=details)
    return version


@transaction.atomic
def freeze(version: Version, *, by) -> Version:
    """Issue a version that was a draft until now. Final: PostgreSQL refuses every later change."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if not version.frozen:
        version.frozen = True
        version.save(update_fields=["frozen"])
        write_trail(
            Verb.ISSUED,
            version.document,
            by=by,
            details={"version": version.number, "sha256": version.sha256},
        )
    return version


@transaction.atomic
def archive(document: Document, *, by) -> Document:
    """Set a document aside: it leaves the list of its record and stays downloadable. Issued papers stay."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    _check_target(target_of(document), by)
    _check_open(document)
    if document.archived_at is None:
        document.archived_at = timezone.now()
        document.save(update_fields=["archived_at"])
        write_trail(Verb.ARCHIVED, document, by=by)
    return document


@transaction.atomic
def purge(document: Document, *, by) -> Document:
    """Remove a state secret entered by mistake: bytes, title and file names go, the act stays on the trail.

    Administrators alone (RULES_MANAGE). Works on issued versions too: the one named way around their lock.
    """
    require(by, Permission.RULES_MANAGE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    versions = list(document.versions.all())
    files = [version.file for version in versions if version.file]
    names = [(file.storage, file.name) for file in files]
    with pgtrigger.ignore("documents.Version:issued_never_changes", "documents.Version:bytes_never_change"):
        document.versions.update(file="", filename="", sha256="", size=0)
    forget(document)
    now = timezone.now()
    Document.objects.filter(pk=document.pk).update(
        title="", purged_at=now, archived_at=document.archived_at or now
    )
    write_trail(Verb.PURGED, document, by=by, details={"versions": len(versions)})
    transaction.on_commit(lambda: _delete(names))
    document.refresh_from_db()
    return document


def target_of(document: Document):
    """The record that the document hangs on; None when it is gone."""
    model = _model(document.target_model)
    return model._base_manager.filter(pk=document.target_id).first()


def attachments_of(records) -> dict[int, list[Document]]:
    """Live documents of many records of one model, by their ids: three queries for any number of rows."""
    rows = list(records)
    found: dict[int, list[Document]] = {row.pk: [] for row in rows}
    if rows:
        label = rows[0]._meta.label_lower
        for document in (
            Document.objects.live().filter(target_model=label, target_id__in=found).with_versions()
        ):
            found[document.target_id].append(document)
    return found


def clean_name(name: str | None) -> str:
    """The last part of a path, NFC, without control characters, at most 150 letters with its extension."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", unicodedata.normalize("NFC", name or "")).replace("\\", "/")
    name = name.rpartition("/")[2].strip() or "file"
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:140]}{dot}{extension[:9]}" if dot else name[:150]


def _model(label: str):
    return Document._meta.apps.get_model(label)


def _check_target(target, by) -> None:
    """SECURITY: seeing the record comes first, so that nothing can be hung on what one cannot see."""
    if by is None:
        return
    if (
        target is None
        or not visible(type(target), by).filter(pk=target.pk).exists()
        or not may_attach(target, by)
    ):
        raise PermissionDenied(_("You may not attach files to this record."))


def _check_open(document: Document) -> None:
    if document.purged_at or document.versions.filter(frozen=True).exists():
        raise RefusedFileError(
            _("Document: found an issued paper, which never changes. Expected a paper not yet issued."),
            code="issued",
        )


def _new_document(target, title: str, kind: str, by, internal_only: bool) -> Document:
    return Document.objects.create(
        title=unicodedata.normalize("NFC", title).strip()[:300],
        kind=kind,
        target_model=target._meta.label_lower,
        target_id=target.pk,
        unit=getattr(target, "unit", None),
        internal_only=internal_only,
        created_by=by,
    )


def _new_version(document: Document, file: File, seen: Inspected, *, by, frozen: bool = False) -> Version:
    newest = document.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = Version(
        document=document,
        number=newest + 1,
        filename=seen.filename,
        sha256=seen.sha256,
        size=seen.size,
        content_type=seen.content_type,
        uploaded_by=by,
        frozen=frozen,
    )
    version.file.save(seen.filename, File(file), save=False)
    version.save()
    arrived(version)
    return version


def _delete(names) -> None:
    for storage, name in names:
        storage.delete(name)
