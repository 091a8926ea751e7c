"""One file, one transaction: rows become records, or the reasons why not."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.models import Unmatched
from portal.units.models import Unit

from .context import Context, default_unit, writable_units
from .reading import Page
from .refusals import RowRefusedError
from .registry import Kind
from .resource import RecordResource
from .tables import table_of

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
_STATES = {
    RowResult.IMPORT_TYPE_NEW: NEW,
    RowResult.IMPORT_TYPE_UPDATE: CHANGED,
    RowResult.IMPORT_TYPE_SKIP: SAME,
}
_TOLD_ELSEWHERE = ("id", "source_url", "notes", "result", "content")  # not in the summary of a new row
Progress = Callable[[int, int], None]


@dataclass
class Line:
    """One row as the preview shows it. `changes`: [heading, before, after], for a new row what was understood;
    `unmatched`: [heading, written].
    """

    sheet: str
    row: int
    state: str
    title: str
    url: str = ""
    changes: list[list[str]] = field(default_factory=list)
    unmatched: list[list[str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What an import did, or would do. `saved` is False for a dry run and where a refused row stopped it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    saved: bool = False

    def as_json(self) -> dict:
        """What `import_records --json` prints."""
        names = ("created", "updated", "unchanged", "rejected", "rows")
        return {name: getattr(self, name) for name in names}

    def for_page(self) -> dict[str, Any]:
        """What the import page keeps of it."""
        kept = asdict(self)
        del kept["rows"], kept["rejected"]
        return kept


class StoppedError(Exception):
    """Rolls the transaction back: a refused row stops the whole file."""


def import_pages(
    kind: Kind,
    pages: list[Page],
    *,
    by,
    on: dt.date,
    filename: str,
    unit: Unit | None = None,
    dry_run: bool = False,
    partial: bool = False,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Import the rows of a file, or with `dry_run` only say what would happen; the dry run writes nothing.

    A refused row stops the whole file unless `partial`: then nothing is saved and the counts are 0.
    Raises PermissionDenied, and RefusedFileError where the file itself cannot be taken.
    """
    context = _context(kind, by=by, on=on, unit=unit)
    table = table_of(kind, pages, filename=filename)
    resource = _watched(kind.resource, progress, len(table.rows))(context)
    outcome = Outcome(ignored=table.ignored)
    try:
        with transaction.atomic():
            result = resource.import_data(table.dataset(), dry_run=dry_run, use_transactions=False)
            _collect(outcome, resource, result)
            if outcome.rejected and not partial:
                raise StoppedError
            if not dry_run:
                _leave_trace(outcome, resource, result, kind, filename, by=by)
                outcome.saved = True
    except StoppedError:
        outcome.created = outcome.updated = 0
    return outcome


def _context(kind: Kind, *, by, on: dt.date, unit: Unit | None) -> Context:
    if not kind.may_import(by):
        raise PermissionDenied(_("“%(user)s” may not import “%(kind)s”.") % {"user": by, "kind": kind.label})
    permission = kind.resource.permission
    writable = writable_units(by, permission)
    if unit and writable is not None and unit.pk not in writable:
        raise PermissionDenied(_("“%(user)s” may not import into “%(unit)s”.") % {"user": by, "unit": unit})
    return Context(by=by, on=on, unit=unit or default_unit(by, permission, writable), writable=writable)


def _watched(resource: type[RecordResource], progress: Progress, total: int) -> type[RecordResource]:
    """The resource with an eye on its rows: progress is told every few rows."""
    step = max(1, total // 40)

    class Watched(resource):  # type: ignore[valid-type, misc]
        done = 0

        def before_import_row(self, row, **kwargs):
            self.done += 1
            if self.done % step == 0:
                progress(self.done, total)
            super().before_import_row(row, **kwargs)

    return Watched


def _collect(outcome: Outcome, resource: RecordResource, result) -> None:
    for failed in [
        *result.base_errors,
        *(error for _number, errors in result.row_errors() for error in errors),
    ]:
        raise failed.error
    for seen in result.rows:
        sheet, row = resource.place(seen.row_values)
        if seen.validation_error is not None:
            outcome.lines.append(_refused_line(outcome, resource, seen, sheet, row))
            continue
        state = _STATES[seen.import_type]
        outcome.rows.append(resource.normalised(seen.instance))
        outcome.lines.append(_line(resource, seen, sheet, row, state))
    states = [line.state for line in outcome.lines]
    outcome.created, outcome.updated = states.count(NEW), states.count(CHANGED)
    outcome.unchanged = states.count(SAME)


def _refused_line(outcome: Outcome, resource: RecordResource, seen, sheet: str, row: int) -> Line:
    refused: RowRefusedError = seen.validation_error
    outcome.rejected += [refusal.as_json(sheet, row) for refusal in refused.refusals]
    title = str(seen.row_values.get(resource.title_column, ""))
    return Line(sheet, row, REFUSED, title, messages=[refusal.message for refusal in refused.refusals])


def _line(resource: RecordResource, seen, sheet: str, row: int, state: str) -> Line:
    labels = {column.column_name: column.label for column in resource.columns}
    changes = [
        [column.label, column.shown(before), column.shown(after)]
        for column, before, after in (seen.diff or [])
        if state == CHANGED
        or (state == NEW and column.column_name not in (resource.title_column, *_TOLD_ELSEWHERE))
    ]
    return Line(
        sheet, row, state, str(seen.instance),
        url=seen.instance.get_absolute_url() if seen.instance.pk else "",
        changes=changes,
        unmatched=[[labels[column], written] for column, written, _country in seen.unmatched],
    )  # fmt: skip


def _leave_trace(
    outcome: Outcome, resource: RecordResource, result, kind: Kind, filename: str, *, by
) -> None:
    """The names that match nothing, and one line of the trail for the whole file."""
    saved = [seen for seen in result.rows if seen.validation_error is None and not seen.is_skip()]
    label = resource.model._meta.label_lower
    wanted = {(seen.instance.pk, column, written): country
              for seen in saved for column, written, country in seen.unmatched}  # fmt: skip
    open_rows = Unmatched.objects.filter(
        target_model=label, target_id__in={seen.instance.pk for seen in saved}, resolved_at=None
    )
    stale = [row.pk for row in open_rows if (row.target_id, row.column, row.written) not in wanted]
    Unmatched.objects.filter(pk__in=stale).delete()
    Unmatched.objects.bulk_create(
        [
            Unmatched(target_model=label, target_id=pk, column=column, written=written, country=country)
            for (pk, column, written), country in wanted.items()
        ],
        ignore_conflicts=True,
    )
    if saved:
        details = {"created": outcome.created, "updated": outcome.updated, "refused": len(outcome.rejected)}
        write_trail(Verb.IMPORTED, f"{kind.label}: {filename}", by=by, details=details)
