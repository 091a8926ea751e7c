"""How a row becomes a record: django-import-export's rows, savepoints and comparison around our own services."""

from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader

from portal.access.permissions import Permission
from portal.records.models import Kept
from portal.text import fold

from . import refusals
from .columns import CONTEXT, DAY, ROW, SHEET, VALUES, Column, Matched, Units
from .context import Context
from .difference import Difference
from .refusals import CellRefusedError, Refusal, RowRefusedError
from .widgets import AsWritten

REASONS = {
    "ends_on": refusals.END_BEFORE_START,
    "left_on": refusals.END_BEFORE_START,
    "currency": refusals.MISSING,
}


def _left_to_the_database(exclude=None) -> None:
    """Two queries a row less: `clean` says the same in words, and PostgreSQL holds what it does not say."""


class RecordResource(resources.Resource):
    """One kind of record. Subclasses name the model, the columns and the service that saves.

    It is no ModelResource: that resets sequences, which the web's database role may not, and saves by itself,
    while ours are saved by the services, so that trail, history and derived columns are right.
    """

    model: type[Kept]
    columns: ClassVar[tuple[Column, ...]] = ()
    title_column = "subject_vi"
    dated_by: tuple[str, ...] = ("start_date", "end_date")
    starts = "start_date"
    permission = Permission.RECORD_IMPORT
    related: tuple[str, ...] = ("unit",)
    many: tuple[str, ...] = ("partners", "other_units")

    class Meta:
        instance_loader_class = BaseInstanceLoader  # records are found by `get_instance`, from one query
        use_transactions = False  # the engine holds one for the whole file, the services one for each row
        skip_unchanged = True
        report_skipped = True
        store_row_values = True
        store_instance = True

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.fields = {column.column_name: column for column in self.columns}
        self._by_key: dict[str, list] = defaultdict(list)
        self._by_nature: dict[tuple, list] = defaultdict(list)
        self._row: dict = {}
        self._pending: list[Refusal] = []

    @classmethod
    def get_diff_class(cls):
        return Difference

    # -- what subclasses say --

    def save_record(self, record, *, by, many: dict) -> None:
        """Save through the app's service."""
        raise TypeError(f"{type(self).__name__}: expected a method that names its service.")

    def settle(self, record, row, *, is_new: bool) -> None:
        """What follows from the cells together (the kind of a seat from its title)."""

    def key(self, row) -> str:
        """The row's own key in its source; "" where the file has none."""
        return row[VALUES].get("id") or ""

    def nature(self, record) -> tuple:
        """What makes a record the same again where there is no key: unit, title, start."""
        start = getattr(record, "starts_on", None)
        return (fold(str(record)), record.unit_id, str(start or ""))

    def nature_of_row(self, row) -> tuple:
        unit = self._lead(row)
        start = row[VALUES].get(self.starts)
        start = getattr(start, "start", start)
        return (fold(row[VALUES][self.title_column]), getattr(unit, "pk", None), str(start or ""))

    def written_titles(self, dataset) -> Q:
        """The records that could be those of the file, by their titles."""
        attribute = self.fields[self.title_column].attribute
        return Q(**{f"{attribute}__in": {str(title) for title in dataset[self.title_column]}})

    # -- reading a row --

    def before_import(self, dataset, **kwargs):
        """Everything the rows may already be: one query and its prefetches, however long the file is."""
        keys = {self._as_key(value) for value in dataset["id"]} if "id" in dataset.headers else set()
        self._keys = keys - {""}
        candidates = Q(source_key__in=self._keys) | self.written_titles(dataset)
        found = self.model._default_manager.filter(candidates).select_related(*self.related)
        if self.context.writable is not None:
            found = found.filter(unit_id__in=self.context.writable)
        for record in found.prefetch_related(*self.many):
            record.many = {name: list(getattr(record, name).all()) for name in self.many}
            self._remember(record)

    @staticmethod
    def _as_key(value) -> str:
        return str(value).strip()

    def _remember(self, record) -> None:
        if record.source_key:
            self._by_key[record.source_key].append(record)
        self._by_nature[self.nature(record)].append(record)

    def before_import_row(self, row, **kwargs):
        """Read every cell before anything is decided; all that is wrong with a row is said at once."""
        row[VALUES], row[CONTEXT] = {}, self.context
        self._row, self._pending = row, []
        wrong: list[Refusal] = []
        for column in sorted(self.get_import_fields(), key=lambda column: column.late):
            if column.late:
                row[DAY] = self._day(row)
            if isinstance(column, Units):
                row.setdefault(column.column_name, "")  # a file without units falls back like a blank cell
            elif column.column_name not in row and not column.required:
                continue
            try:
                row[VALUES][column.column_name] = column.clean(row)
            except CellRefusedError as refused:
                wrong.append(self._refusal(column, row, refused.reason, str(refused)))
        if wrong:
            raise RowRefusedError(wrong)

    def _day(self, row):
        """The last day that the row's date can mean: it decides which unit bore the name."""
        for name in self.dated_by:
            value = row[VALUES].get(name)
            if value is not None and not isinstance(value, AsWritten):
                return getattr(value, "start", value).latest
        return None

    def _lead(self, row):
        column = next((column for column in self.columns if isinstance(column, Units)), None)
        return column.lead(row) if column else None

    def _refusal(self, column: Column | None, row, reason: str, sentence: str) -> Refusal:
        if column is None:
            return Refusal("", "", "", reason, sentence)
        return Refusal(column.column_name, column.label, column.cell(row), reason, sentence)

    # -- which record it is --

    def get_instance(self, instance_loader, row):
        """The record that the row already is, or None. A key counts within its unit, or with its title."""
        key, nature = self.key(row), self.nature_of_row(row)
        for record in self._by_key.get(key, ()) if key else ():
            title, unit, _start = self.nature(record)
            if title == nature[0] or unit == nature[1]:
                return record
        for record in self._by_nature.get(nature, ()):
            if not key or record.source_key in ("", key):
                return record
        return None

    def init_instance(self, row=None):
        record = self.model()
        record.many = {name: [] for name in self.many}
        return record

    # -- into the record --

    def import_instance(self, instance, row, **kwargs):
        """The cells into the record. What is refused here waits for `validate_instance`, where the library asks."""
        super().import_instance(instance, row, **kwargs)
        try:
            self.settle(instance, row, is_new=instance.pk is None)
            self._check_unit(instance, row)
        except RowRefusedError as refused:
            self._pending = refused.refusals
        instance.as_written = self._as_written(instance, row)

    def _check_unit(self, instance, row) -> None:
        column = next((column for column in self.columns if isinstance(column, Units)), None)
        if column and not self.context.may_write(instance.unit if instance.unit_id else None):
            sentence = _("found a unit whose records you may not import, expected your own unit.")
            raise RowRefusedError([self._refusal(column, row, refusals.NOT_YOURS, sentence)])

    def _as_written(self, record, row) -> dict[str, str]:
        """What the source wrote, by column, wherever it is not letter for letter what the record holds."""
        kept = dict(record.as_written)
        for column in self.get_import_fields():
            cell = column.cell(row)
            if not cell:
                continue
            if isinstance(column, Matched) or cell != column.export(record):
                kept[column.column_name] = cell
            else:
                kept.pop(column.column_name, None)
        return kept

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """A record that holds all that the row says already is left alone."""
        if (
            import_validation_errors
            or self._pending
            or (instance.pk is None and not hasattr(instance, "previewed"))
        ):
            return False
        return all(column.export(instance) == column.export(original) for column in self.get_import_fields())

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if self._pending:
            raise RowRefusedError(self._pending)
        if instance.is_archived:
            sentence = _("This record is archived: restore it before changing it.")
            raise RowRefusedError([self._refusal(None, {}, refusals.ARCHIVED, sentence)])
        relations = [
            field.name for field in self.model._meta.fields if field.is_relation or not field.editable
        ]
        self._translating(
            lambda: (instance.derive(), instance.clean_fields(exclude=relations), instance.clean())
        )

    def save_instance(self, instance, is_create, row, **kwargs):
        """Save, or in a dry run only remember that the row is there."""
        if self._is_dry_run(kwargs):
            instance.previewed = True
        else:
            many = {name: list(instance.many[name]) for name in self.many}
            instance.validate_constraints = _left_to_the_database
            self._translating(lambda: self.save_record(instance, by=self.context.by, many=many))
        if is_create:
            self._remember(instance)

    def save_m2m(self, instance, row, **kwargs):
        """The service has saved them with the record."""

    def _translating(self, act) -> Any:
        """Refusals of models and services, said of the column that they come from."""
        try:
            return act()
        except PermissionDenied:
            sentence = _("You may not enter or change this record.")
            raise RowRefusedError([self._refusal(None, {}, refusals.NOT_YOURS, sentence)]) from None
        except ValidationError as refused:
            raise RowRefusedError(self._refusals_of(refused)) from None
        except IntegrityError as refused:
            sentence = _("The database refuses this row: %(found)s.") % {
                "found": str(refused).splitlines()[0]
            }
            raise RowRefusedError([self._refusal(None, {}, refusals.IMPOSSIBLE, sentence)]) from None

    def _refusals_of(self, refused: ValidationError) -> list[Refusal]:
        by_field = (
            refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
        )
        return [self._of_attribute(name, error) for name, errors in by_field.items() for error in errors]

    def _of_attribute(self, attribute: str, error: ValidationError) -> Refusal:
        """Sentences of `clean` name their field themselves; those of Django's fields carry a code and do not."""
        column = next((c for c in self.columns if attribute in (c.attribute, c.column_name)), None)
        if column is None and attribute == "ends_on":
            column = next((c for c in self.columns if c.attribute == "starts_on"), None)
        reason, sentence = REASONS.get(attribute, refusals.IMPOSSIBLE), " ".join(error.messages)
        if column is None:
            return Refusal("", "", "", reason, sentence)
        label = column.label if error.code else ""
        return Refusal(column.column_name, label, column.cell(self._row), reason, sentence)

    # -- what comes out --

    def after_import_row(self, row, row_result, **kwargs):
        """Beside the library's facts: the normalised row and the names that matched nothing."""
        row_result.unmatched = self.unmatched_names(row)

    def unmatched_names(self, row) -> list[tuple[str, str, str]]:
        """(column, written, country) of every name in the row that matches nothing."""
        country = row[VALUES].get("country")
        country = "" if country is None or isinstance(country, AsWritten) else country
        return [
            (column.column_name, written[:500], country)
            for column in self.get_import_fields()
            for written in column.unmatched(row)
        ]

    def normalised(self, record) -> dict[str, Any]:
        return {column.column_name: column.normal(record) for column in self.get_import_fields()}

    def place(self, row) -> tuple[str, int]:
        return row[SHEET], row[ROW]
