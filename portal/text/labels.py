"""The label of what was chosen in a field, from a table made once for the field instead of once for each row."""

from functools import cache
from typing import Any

from django.db import models
from django.utils.choices import CallableChoiceIterator
from django.utils.encoding import force_str
from django.utils.translation import get_language


def label_of(field: models.Field, value: Any):
    """What `get_<field>_display()` says; the value itself where it is none of the choices."""
    if isinstance(field.choices, CallableChoiceIterator):  # may say something else each time
        return force_str(dict(field.flatchoices).get(value, value), strings_only=True)
    return _labels(field, get_language()).get(value, value)


@cache
def _labels(field: models.Field, language: str | None) -> dict:
    """The labels in one language: to translate them for each row costs more than to draw them."""
    return {value: force_str(label, strings_only=True) for value, label in field.flatchoices}


class Labelled(models.Model):
    """Mixin of models: `get_<field>_display()` from the table of the field."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):
        """Django's method behind `get_…_display()`: it would read all labels of the field anew for each row."""
        return label_of(field, getattr(self, field.attname))
