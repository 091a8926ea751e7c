"""Upload a file and look through it; then import it as a job."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from portal.documents.refusal import RefusedFileError
from portal.documents.services import clean_name
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.units.models import Unit

from .engine import REFUSED, Outcome, Progress, import_pages
from .models import ImportRun, RunState
from .reading import read
from .registry import Kind, kind_of

PAGE_LIMIT = 5_000  # rows that are looked through while the person waits


def upload(kind: Kind, file: File, *, by: Any, on: dt.date, unit: Unit | None = None) -> ImportRun:
    """Look through a file without saving a row, and keep both until the person decides.

    Raises RefusedFileError where the file cannot be taken, PermissionDenied.
    """
    filename = clean_name(file.name or "")
    pages = read(file, filename)  # type: ignore[arg-type]
    found = sum(len(page.lines) for page in pages)
    if found > PAGE_LIMIT:
        raise RefusedFileError(
            _("File: “%(name)s” has %(found)s rows. Expected at most %(limit)s on this page: divide it.")
            % {"name": filename, "found": found, "limit": PAGE_LIMIT},
            code="too_many_rows",
        )
    outcome = import_pages(
        kind, pages, by=by, on=on, filename=filename, unit=unit, dry_run=True, partial=True
    )
    run = ImportRun(kind=kind.name, unit=unit, filename=filename, uploaded_by=by, result=outcome.for_page())
    file.seek(0)
    run.file.save(filename, file, save=False)
    run.save()
    return run


@transaction.atomic
def start(run: ImportRun, *, by: Any, on: dt.date, partial: bool) -> Job:
    """Ask for the import of a file that was looked through. Only who uploaded it may."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    kind = kind_of(run.kind)
    if run.uploaded_by_id != by.pk or not kind.may_import(by):
        raise PermissionDenied
    if run.state != RunState.CHECKED:
        raise ValidationError(_("This file is being imported or was imported already."))
    if run.count(REFUSED) and not partial:
        raise ValidationError(
            _("%(count)s rows are refused. Correct the file and upload it again, or leave these rows out.")
            % {"count": run.count(REFUSED)}
        )
    label = _("Import: %(kind)s, %(file)s") % {"kind": kind.label, "file": run.filename}
    job = enqueue("exchange.import", by=by, label=label, run=run.pk, on=on.isoformat(), partial=partial)
    run.job, run.state = job, RunState.IMPORTING
    run.save(update_fields=["job", "state"])
    return job


@transaction.atomic
def carry_out(run: ImportRun, *, by: Any, on: dt.date, partial: bool, progress: Progress) -> Outcome:
    """Import the file and keep the report; its bytes go once its rows are records."""
    with run.file.open("rb") as file:
        pages = read(file, run.filename)  # type: ignore[arg-type]
    outcome = import_pages(
        kind_of(run.kind), pages, by=by, on=on, filename=run.filename, unit=run.unit, partial=partial,
        progress=progress,
    )  # fmt: skip
    run.result = outcome.for_page()
    run.state = RunState.DONE if outcome.saved else RunState.CHECKED
    if outcome.saved:
        storage, name = run.file.storage, run.file.name
        run.file.name = ""
        transaction.on_commit(lambda: storage.delete(name))
    run.save(update_fields=["result", "state", "file"])
    return outcome


def give_back(run: ImportRun) -> None:
    """After a job that failed: the file may be imported again."""
    ImportRun.objects.filter(pk=run.pk, state=RunState.IMPORTING).update(state=RunState.CHECKED)
