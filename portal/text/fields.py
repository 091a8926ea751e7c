"""Partial dates in models, forms and queries."""

import datetime
from collections.abc import Iterator
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.text.partial import PartialDate


@lru_cache(maxsize=8192)
def _stored(text: str) -> PartialDate:
    """A date as a column holds it. The same days stand in many rows, and it cannot be changed."""
    return PartialDate.parse(text)


class PartialDateFormField(forms.CharField):
    """Takes dd/mm/yyyy, mm/yyyy or yyyy and yields a `PartialDate`, or None when left empty."""

    default_error_messages = {"required": _("This date is missing; expected dd/mm/yyyy, mm/yyyy or yyyy.")}

    def __init__(self, **options):
        options.setdefault("max_length", 40)
        options["empty_value"] = None
        super().__init__(**options)

    def widget_attrs(self, widget):
        hints = {"placeholder": _("dd/mm/yyyy, mm/yyyy or yyyy"), "autocomplete": "off"}
        return {**super().widget_attrs(widget), **hints}

    def prepare_value(self, value):
        if isinstance(value, datetime.date):
            value = PartialDate.of(value)
        return value.display() if isinstance(value, PartialDate) else value

    def to_python(self, value):
        text = super().to_python(str(value) if isinstance(value, PartialDate | datetime.date) else value)
        if text is None:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as refused:
            raise ValidationError(str(refused), code="invalid") from None

    def run_validators(self, value):
        super().run_validators("" if value is None else str(value))

    def has_changed(self, initial, data):
        try:
            before = self.to_python(initial)
            return before != self.to_python(data)
        except ValidationError:
            return True


class PartialDateField(models.CharField):
    """A `PartialDate`, kept as its ISO text, or NULL.

    The text sorts and compares like the date (collation "C"), so `__gte`, `__lte` and ordering work;
    `within` and `straddles` below ask about windows. Use `null=True, blank=True` where it may be unknown.
    """

    # what django-stubs reads: the field holds a PartialDate, and takes its text too
    _pyi_private_get_type: PartialDate | None
    _pyi_private_set_type: PartialDate | str | None

    description = _("Date, month or year")

    def __init__(self, *args, **options):
        options["max_length"] = 10
        options.setdefault("db_collation", "C")
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        if options.get("db_collation") == "C":
            del options["db_collation"]
        return name, path, args, options

    def from_db_value(self, value, expression, connection):
        return _stored(value) if value else None

    def to_python(self, value):
        if value is None or value == "":
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as refused:
            raise ValidationError(str(refused), code="invalid") from None

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else str(value)

    def run_validators(self, value):
        super().run_validators(value if value is None else str(value))

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **options):
        options.setdefault("form_class", PartialDateFormField)
        options.pop("empty_value", None)
        field = {
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        if self.has_default():
            field["initial"] = self.get_default()
        form_class = options.pop("form_class")
        options.pop("max_length", None)
        return form_class(**{**field, **options})


def within(field: str, first: datetime.date, last: datetime.date) -> Q:
    """Rows whose date surely lies in the window: the day does, or the whole month or year does."""
    coarse = list(_months_and_years(first, last))
    inside = [str(date) for date in coarse if date.lies_within(first, last)]
    days = Q(**{f"{field}__gte": first.isoformat(), f"{field}__lte": last.isoformat()})
    return (days & ~Q(**{f"{field}__in": [str(date) for date in coarse]})) | Q(**{f"{field}__in": inside})


def straddles(field: str, first: datetime.date, last: datetime.date) -> Q:
    """Rows too coarse to say: their month or year lies partly inside the window, partly outside."""
    coarse = _months_and_years(first, last)
    return Q(**{f"{field}__in": [str(date) for date in coarse if not date.lies_within(first, last)]})


def _months_and_years(first: datetime.date, last: datetime.date) -> Iterator[PartialDate]:
    for year in range(first.year, last.year + 1):
        yield PartialDate(year)
        for month in range(1, 13):
            date = PartialDate(year, month)
            if date.may_touch(first, last):
                yield date
