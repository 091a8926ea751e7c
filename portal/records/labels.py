"""The label of what was chosen in a field, from a table made once for the field instead of once for each row."""

from functools import cache
from typing import Any

from django.db import models
from django.utils.choices import CallableChoiceIterator
from django.utils.encoding import force_str


def label_of(field: models.Field, value: Any):
    """What `get_<field>_display()` says; the value itself where it is none of the choices."""
    if isinstance(field.choices, CallableChoiceIterator):  # may say something else each time
        return force_str(dict(field.flatchoices).get(value, value), strings_only=True)
    return force_str(_labels(field).get(value, value), strings_only=True)


@cache
def _labels(field: models.Field) -> dict:
    """Labels are translated when they are shown: the table is the same in every language."""
    return dict(field.flatchoices)
