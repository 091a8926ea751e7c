"""What a field would have taken: the second half of a refusal, by kind of field and by code of the error."""

import datetime
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from django import forms
from django.contrib.auth import validators as of_accounts
from django.core import validators
from django.db import models
from django.db.models.constraints import BaseConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.ui.formats import date_vi, datetime_vi, number_vi

#: What each kind of field takes; the first that fits counts.
OF_KIND: tuple[tuple[type[forms.Field], str | Promise], ...] = (
    (forms.DateTimeField, _lazy("a day and an hour as dd/mm/yyyy hh:mm, such as 05/10/2026 14:30")),
    (forms.SplitDateTimeField, _lazy("a day and an hour as dd/mm/yyyy hh:mm, such as 05/10/2026 14:30")),
    (forms.DateField, _lazy("a day as dd/mm/yyyy, such as 05/10/2026")),
    (forms.TimeField, _lazy("an hour as hh:mm, such as 14:30")),
    (forms.DurationField, _lazy("a duration such as 3 02:30:00")),
    (forms.DecimalField, _lazy("a number such as 1.234,5")),
    (forms.FloatField, _lazy("a number such as 1.234,5")),
    (forms.IntegerField, _lazy("a whole number")),
    (forms.EmailField, _lazy("a mail address such as ten@donvi.vn")),
    (forms.URLField, _lazy("an address that begins with https://")),
    (forms.SlugField, _lazy("letters without accents, digits, - and _ only")),
    (forms.UUIDField, _lazy("an identifier of 32 letters and digits")),
    (forms.ModelMultipleChoiceField, _lazy("rows of the list")),
    (forms.MultipleChoiceField, _lazy("entries of the list")),
    (forms.ChoiceField, _lazy("one of the list")),
    (forms.ModelChoiceField, _lazy("one of the list")),
    (forms.ImageField, _lazy("a picture (JPG or PNG)")),
    (forms.FileField, _lazy("a file")),
    (forms.BooleanField, _lazy("ticked")),
)

#: Limits: the sentence takes `limit`.
OF_LIMIT = {
    "min_value": _lazy("%(limit)s or more"),
    "max_value": _lazy("%(limit)s or less"),
    "step_size": _lazy("a multiple of %(limit)s"),
    "min_length": _lazy("at least %(limit)s characters"),
    "max_length": _lazy("at most %(limit)s characters"),
    "max_digits": _lazy("at most %(limit)s digits"),
    "max_decimal_places": _lazy("at most %(limit)s digits after the comma"),
    "max_whole_digits": _lazy("at most %(limit)s digits before the comma"),
}

#: Codes that say by themselves what is expected, whatever the field; parameters are those of the error.
OF_CODE = {
    "empty": _lazy("a file with content"),
    "missing": _lazy("a file"),
    "contradiction": _lazy("either a new file or the tick that takes the old one away"),
    "invalid_image": _lazy("a picture that can be opened (JPG or PNG)"),
    "invalid_extension": _lazy("a file of one of these kinds: %(allowed_extensions)s"),
    "null_characters_not_allowed": _lazy("a text without invisible control characters"),
    "unique": _lazy("one that is not used yet"),
    "unique_together": _lazy("a combination that is not used yet"),
    "unique_for_date": _lazy("one that is not used yet on the same day"),
    "unique_for_month": _lazy("one that is not used yet in the same month"),
    "unique_for_year": _lazy("one that is not used yet in the same year"),
    "overflow": _lazy("a duration that is possible"),
    "incomplete": _lazy("every part filled in"),
    "ambiguous_timezone": _lazy("an hour that the clock of Vietnam shows"),
    "invalid_date": _lazy("a day as dd/mm/yyyy, such as 05/10/2026"),
    "invalid_time": _lazy("an hour as hh:mm, such as 14:30"),
    "invalid_datetime": _lazy("a day and an hour as dd/mm/yyyy hh:mm, such as 05/10/2026 14:30"),
}
#: Codes that mean: this is no value of the field's kind.
NO_SUCH = ("invalid", "invalid_choice", "invalid_list", "invalid_pk_value")
NOTHING = ("required", "null", "blank")
UNIQUE = ("unique", "unique_together", "unique_for_date", "unique_for_month", "unique_for_year")
#: Django fills these sentences in before they are raised, so that they cannot be known by their words.
ALWAYS_BROUGHT = (*UNIQUE, "overflow")
PLAIN_BELOW = 10_000  # a year is written 2026, not 2.026


def expected(field: forms.Field | None, code: str | None, params: Mapping[str, Any]) -> str | None:
    """What `field` expected where an error of `code` was found; None where nothing is known of the code."""
    if field is not None and field.widget.is_hidden and code in (*NO_SUCH, *NOTHING):
        return _("what the portal put there: load the page anew")
    if code in OF_LIMIT:
        return _limit(field, code, params)
    if code in OF_CODE:
        return str(OF_CODE[code]) % dict(params) if "%(" in str(OF_CODE[code]) else str(OF_CODE[code])
    if code in NO_SUCH or code in NOTHING:
        return _of_kind(field, code)
    return None


def _limit(field: forms.Field | None, code: str, params: Mapping[str, Any]) -> str:
    least, most = getattr(field, "min_value", None), getattr(field, "max_value", None)
    if code in ("min_value", "max_value") and least is not None and most is not None:
        return _("from %(least)s to %(most)s") % {"least": plain(least), "most": plain(most)}
    limit = params.get("limit_value", params.get("max"))
    if code == "max_length" and isinstance(field, forms.FileField):
        return _("a name of at most %(limit)s characters") % {"limit": plain(limit)}
    return OF_LIMIT[code] % {"limit": plain(limit() if callable(limit) else limit)}


def _of_kind(field: forms.Field | None, code: str) -> str:
    for kind, text in OF_KIND:
        if isinstance(field, kind):
            return str(text)
    if code in NOTHING:
        return _("a value")
    if field is not None and field.help_text:
        help_text = str(field.help_text).strip().rstrip(".")
        return help_text[:1].lower() + help_text[1:]
    return _("a text of the right form")


def plain(value: Any) -> str:
    """A limit as people write it: 05/10/2026, 2026, 12.500, 0,5."""
    if isinstance(value, datetime.datetime):
        return datetime_vi(value)
    if isinstance(value, datetime.date):
        return date_vi(value)
    if isinstance(value, int) and abs(value) < PLAIN_BELOW:
        return str(value)
    return number_vi(value)


# -- which sentences are the libraries' own --

_LIBRARIES = ("django.", "django_filters.", "allauth.")


def is_brought(message: Any) -> bool:
    """Whether a sentence came with a library; what we wrote for a field or a rule stays as it is."""
    if any(message is known for known in _messages()):
        return True
    # messages that count ("at most %d characters") are empty until they are filled in: known by identity only
    text = str(message)
    same = bool(text) and any(text == str(known) for known in _messages())
    return same or violated_rule(text) is not None


def violated_rule(text: str) -> str | None:
    """The name of the rule of the database in Django's general sentence; None for any other sentence."""
    head, _name, tail = str(BaseConstraint.default_violation_error_message).partition("%(name)s")
    is_it = text.startswith(head) and text.endswith(tail)
    return text.removeprefix(head).removesuffix(tail) if is_it else None


@cache
def _messages() -> tuple[Any, ...]:
    kinds = [*_below(forms.Field), *_below(models.Field), *_below(forms.BaseFormSet)]
    found: list[Any] = []
    for kind in kinds:
        if kind.__module__.startswith(_LIBRARIES):
            found += vars(kind).get("default_error_messages", {}).values()
    for module in (validators, of_accounts):
        found += _messages_of(module)
    return tuple(found)


def _below(kind: type) -> list[type]:
    return [kind, *(lower for child in kind.__subclasses__() for lower in _below(child))]


def _messages_of(module: ModuleType) -> list[Any]:
    found: list[Any] = []
    for member in vars(module).values():
        found += [message] if (message := getattr(member, "message", None)) else []
        messages = getattr(member, "messages", None)
        found += messages.values() if isinstance(messages, dict) else []
    return found
