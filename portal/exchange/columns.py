"""Columns of an import: their name in the data files, their Vietnamese heading, how a cell reaches the record.

The headings are part of a file format, so they are Vietnamese in every language of the portal.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from import_export import fields

from portal import countries
from portal.text import PartialDate, fold, normalise

from . import refusals, widgets
from .refusals import CellRefusedError
from .units import Found

SHEET, ROW, VALUES, CONTEXT, DAY = "__sheet__", "__row__", "__values__", "__context__", "__day__"


class Column(fields.Field):
    """One column. A blank cell never empties what a record holds: empty means "not stated".

    `aliases` are further headings; `required` refuses a row without it; `late` columns are read after the
    others, for they need the row's date or country.
    """

    late = False

    def __init__(
        self, name, label, attribute="", widget=None, *, aliases=(), required=False, example="", hint=""
    ):
        super().__init__(
            attribute=attribute or name, column_name=name, widget=widget or widgets.Text(longest=400)
        )
        self.label, self.aliases, self.required = label, aliases, required
        self.example, self.hint = example, hint

    def headings(self) -> set[str]:
        """Everything by which the column is known in a file, folded."""
        return {fold(name) for name in (self.column_name, self.label, *self.aliases)}

    def own_headings(self) -> set[str]:
        """The two headings that no other column may take."""
        return {fold(self.column_name), fold(self.label)}

    def cell(self, row) -> str:
        """The cell as the source wrote it."""
        value = row.get(self.column_name, "")
        return value.display() if isinstance(value, PartialDate) else normalise(str(value))

    def clean(self, row, **kwargs):
        """The value; None for a blank cell. Raises CellRefusedError."""
        if not self.cell(row):
            if self.required:
                raise CellRefusedError(refusals.MISSING, _("found nothing, expected a value."))
            return None
        return self.widget.clean(row[self.column_name], row=row)

    def save(self, instance, row, is_m2m=False, **kwargs):
        value = row[VALUES].get(self.column_name)
        if value is not None and not isinstance(value, widgets.AsWritten):
            self.apply(instance, value, row)

    def apply(self, record, value, row) -> None:
        setattr(record, self.attribute, value)

    def normal(self, record):
        """The value for JSON: a number, a text, or None for what is not stated."""
        value = self.get_value(record)
        if isinstance(value, Decimal):
            return int(value) if value == int(value) else float(value)
        return value if isinstance(value, int) else str(self.export(record) or "") or None

    def shown(self, text: str) -> str:
        """An exported value as a person reads it."""
        if isinstance(self.widget, widgets.Code) and text:
            return self.widget.label(text)
        if isinstance(self.widget, widgets.Country):
            return countries.name(text, "vi")
        if isinstance(self.widget, widgets.Day) and text:
            return PartialDate.parse(text).display()
        return text

    def unmatched(self, row) -> tuple[str, ...]:
        """Names in the cell that match nothing."""
        value = row[VALUES].get(self.column_name)
        known = isinstance(self.widget, widgets.Country) and isinstance(value, widgets.AsWritten)
        return (str(value),) if known else ()


class Title(Column):
    """The one column without which a row says nothing."""

    def __init__(self, name, label, attribute="title", *, longest=400, **options):
        super().__init__(name, label, attribute, widgets.Text(longest), required=True, **options)


class Aside(Column):
    """A column that helps to read the others and is not kept in the record itself."""

    def apply(self, record, value, row) -> None:
        """Nothing: the record has no such field."""

    def export(self, instance, **kwargs):
        return ""

    def normal(self, record):
        return None


class Stretch(Column):
    """Start and end in one cell."""

    def __init__(self, name, label, **options):
        super().__init__(name, label, "starts_on", widgets.Stretch(), **options)

    def apply(self, record, value, row) -> None:
        record.starts_on, record.ends_on = value.start, value.end

    def export(self, instance, **kwargs):
        return self.widget.render((instance.starts_on, instance.ends_on))

    def shown(self, text: str) -> str:
        return " – ".join(PartialDate.parse(day).display() for day in text.split("/")) if text else ""


class Matched(Column):
    """A column whose names are looked up. Its cell is always kept as written, beside what it matched."""

    late = True

    def seen_before(self, record, row) -> bool:
        """Whether the source wrote this cell the last time too: then what people matched since stays."""
        return bool(record.pk) and record.as_written.get(self.column_name) == self.cell(row)

    def unmatched(self, row) -> tuple[str, ...]:
        value = row[VALUES].get(self.column_name)
        return value.unmatched if isinstance(value, Found) else ()


class Units(Matched):
    """The lead unit and, after it, other units. Blank or unknown: the unit that the import falls back on."""

    def __init__(self, name="unit", label="Đơn vị", **options):
        options.setdefault("hint", "Tên đầy đủ hoặc viết tắt của đơn vị; nhiều đơn vị cách nhau bằng dấu ;")
        super().__init__(name, label, "unit", **options)

    def clean(self, row, **kwargs):
        return row[CONTEXT].units.read(self.cell(row), on=row.get(DAY))

    def apply(self, record, value, row) -> None:
        fallback = row[CONTEXT].unit
        is_given = bool(record.unit_id)
        if not value.matched:
            if not is_given and fallback:
                record.unit = fallback
            return
        if self.seen_before(record, row) and record.unit_id != getattr(fallback, "pk", None):
            return
        record.unit, *others = value.matched
        record.many["other_units"] = others

    def lead(self, row):
        """The unit that the row will belong to."""
        value = row[VALUES].get(self.column_name)
        return value.matched[0] if isinstance(value, Found) and value.matched else row[CONTEXT].unit

    def export(self, instance, **kwargs):
        if not instance.unit_id:
            return ""
        return "; ".join(unit.name for unit in (instance.unit, *instance.many.get("other_units", ())))
