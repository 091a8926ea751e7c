"""One way to refuse what was typed: the row, the field, the value found, the value expected."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import File
from django.forms.boundfield import BoundField
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.ui.expectations import ALWAYS_BROUGHT, NOTHING, UNIQUE, expected, is_brought, plain, violated_rule
from portal.ui.formats import filesize_vi

LONGEST = 60  # characters of the found value that a sentence repeats
COUNTED = ("min_length", "max_length")  # their sentence says how long the value is
# autocomplete="…" of what is never repeated
SECRET_HINTS = ("one-time-code", "current-password", "new-password")
_NAMES_ITS_FIELD = re.compile(r"[^“”\"]{1,120}?: ")


class NamedRefusals:
    """Mixin for forms, before `forms.Form`: every error, wherever it arose, is one sentence of ours.

    What fields, validators, models and services refuse comes through `add_error`. Sentences that a field or a
    rule wrote itself (partial dates, sums, services) stay, and get the name of their field where they lack it.
    `row` is set by `NamedRows` and stands before each sentence.
    """

    row = ""

    def add_error(self, field, error):
        error = error if isinstance(error, ValidationError) else ValidationError(error)
        if hasattr(error, "error_dict"):
            named = {
                name: [self._in_our_words(name, one) for one in found]
                for name, found in error.error_dict.items()
            }
            super().add_error(field, ValidationError(named))
        else:
            named = [self._in_our_words(field, one) for one in error.error_list]
            super().add_error(field, ValidationError(named))

    def sentence(self, name: str | None, error: ValidationError) -> str:
        """The sentence for one error of the field `name`, or of the whole form; forms may say some otherwise."""
        if name in (None, NON_FIELD_ERRORS) or name not in self.fields:
            return self._of_the_whole(error)
        params = error.params or {}
        wanted = expected(self.fields[name], error.code, params)
        if wanted is None or not (error.code in ALWAYS_BROUGHT or is_brought(error.message)):
            return self._with_its_field(name, _told(error))
        facts = {"field": label_of(self[name]), "expected": wanted}
        if error.code in NOTHING:
            return self._nothing(name) % facts
        if is_secret(self[name]):
            return _("%(field)s: what was typed does not fit, expected %(expected)s.") % facts
        facts["found"] = self._found(name, error.code, params)
        return _("%(field)s: found %(found)s, expected %(expected)s.") % facts

    def _in_our_words(self, name: str | None, error: ValidationError) -> ValidationError:
        sentence = self.sentence(name, error)
        if self.row and not sentence.startswith(f"{self.row} – "):
            sentence = f"{self.row} – {sentence}"
        return ValidationError(sentence, code=error.code)

    def _of_the_whole(self, error: ValidationError) -> str:
        params = error.params or {}
        if error.code in UNIQUE and "unique_check" in params:
            return self._taken(error.code, params)
        told = _told(error)
        if (rule := violated_rule(told)) is not None:
            return _(
                "Found values that contradict one another, expected such as fit the rule “%(rule)s”."
            ) % {"rule": rule}
        return told

    def _taken(self, code: str, params: dict) -> str:
        """What another row holds already, by the fields that the form shows of it."""
        names = [name for name in params["unique_check"] if name in self.fields]
        labels = [label_of(self[name]) for name in names] or [
            params.get("field_labels", params.get("field_label"))
        ]
        facts = {
            "field": capfirst(", ".join(map(str, labels))),
            "found": ", ".join(f"“{self._typed(name)}”" for name in names) or _("what another row holds"),
            "expected": expected(None, code, params),
        }
        return _("%(field)s: found %(found)s, expected %(expected)s.") % facts

    def _nothing(self, name: str) -> str:
        if isinstance(self.fields[name], forms.BooleanField):
            return _("%(field)s: found not ticked, expected %(expected)s.")
        return _("%(field)s: found nothing, expected %(expected)s.")

    def _with_its_field(self, name: str, told: str) -> str:
        label = str(label_of(self[name]))
        if label.casefold() in told.casefold() or _NAMES_ITS_FIELD.match(told):
            return told
        return _("%(field)s: %(sentence)s") % {"field": label, "sentence": told}

    def _found(self, name: str, code: str | None, params: dict) -> str:
        """The found value in quotes, with its length or size where that is what is wrong."""
        typed = self._data(name)
        one = params.get("pk", params.get("value")) if isinstance(typed, list | tuple) else None
        found = f"“{self._typed(name) if one is None else _short(str(one))}”"
        if isinstance(typed, File):
            characters = _("%(count)s characters") % {"count": plain(len(typed.name or ""))}
            size = filesize_vi(typed.size) if typed.size else _("0 bytes")
            return f"{found} ({characters if code == 'max_length' else size})"
        if code in COUNTED:
            size = _("%(count)s characters") % {
                "count": plain(params.get("show_value", len(str(typed or ""))))
            }
            return f"{found} ({size})"
        return found

    def _data(self, name: str):
        if isinstance(self.fields[name], forms.FileField):
            return self.files.get(self.add_prefix(name), "")
        return self[name].data

    def _typed(self, name: str) -> str:
        typed = self._data(name)
        if isinstance(typed, File):
            return _short(typed.name or "")
        return _short(", ".join(map(str, typed)) if isinstance(typed, list | tuple) else str(typed or ""))


MOST_ROWS = 150  # no delegation has more members


class NamedRows:
    """Mixin for inline formsets: `heading` names all rows, `row` one of them (“Leg 2”)."""

    heading = _lazy("Rows")
    row = _lazy("Row %(number)s")

    def __init_subclass__(cls, **options):
        """Django's own limit is 2,000 rows: drawn anew for one forged request, a minute of work."""
        super().__init_subclass__(**options)
        if getattr(cls, "absolute_max", 0) > MOST_ROWS:
            cls.max_num, cls.absolute_max, cls.validate_max = min(cls.max_num, MOST_ROWS), MOST_ROWS, True

    @property
    def shown(self):
        """What the page draws: the rows as stored where the count of the rows sent cannot be trusted."""
        if not self.is_bound or self.management_form.is_valid():
            return self
        return type(self)(instance=self.instance, prefix=self.prefix)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.row = str(self.row) % {"number": i + 1}
        return form

    def full_clean(self):
        super().full_clean()
        found = self._non_form_errors.as_data()
        self._non_form_errors = self.error_class(
            [ValidationError(self.sentence(error), code=error.code) for error in found],
            error_class="nonform",
            renderer=self.renderer,
        )

    def sentence(self, error: ValidationError) -> str:
        facts = {"heading": self.heading, "found": self._sent(), "least": self.min_num, "most": self.max_num}
        if error.code == "missing_management_form":
            facts["found"] = _short((error.params or {}).get("field_names", ""))
            return _(
                "%(heading)s: the count of the rows is missing or was changed (%(found)s), expected the count that "
                "the portal wrote: the rows stand here as they were saved, enter yours again."
            ) % facts  # fmt: skip
        if error.code == "too_many_forms":
            return _("%(heading)s: found %(found)s rows, expected at most %(most)s.") % facts
        if error.code == "too_few_forms":
            return _("%(heading)s: found %(found)s rows, expected at least %(least)s.") % facts
        return _told(error)

    def _sent(self) -> str:
        """How many rows came, without those that their sender ticked to be deleted."""
        gone = [row for row in self.forms if self.can_delete and self._should_delete_form(row)]
        return plain(self.management_form.cleaned_data.get(TOTAL_FORM_COUNT, 0) - len(gone))

    def get_unique_error_message(self, unique_check):
        fields = self.empty_form.fields
        labels = ", ".join(str(fields[name].label or name) for name in unique_check if name in fields)
        return _("%(heading)s: found the same %(fields)s in two rows, expected each only once.") % {
            "heading": self.heading,
            "fields": labels,
        }

    def get_date_error_message(self, date_check):
        return self.get_unique_error_message((date_check[2], date_check[3]))

    def get_form_error(self):
        return _("found the values of an earlier row, expected others.")


@dataclass(frozen=True)
class Line:
    """One sentence of the summary above a form; `anchor` is the id of the field, empty where none is in sight."""

    sentence: str
    anchor: str = ""


def lines(form: forms.BaseForm, formsets=()) -> list[Line]:
    """All sentences about fields, in the order of the page; those on the whole form are drawn apart."""
    found = _lines_of(form)
    for formset in formsets:
        found += [Line(sentence) for sentence in formset.non_form_errors()]
        for row in formset.forms:
            found += [Line(sentence) for sentence in row.non_field_errors()]
            found += _lines_of(row)
    return found


def _lines_of(form: forms.BaseForm) -> list[Line]:
    return [
        Line(sentence, "" if bound.is_hidden else bound.id_for_label or f"field-{bound.html_name}")
        for bound in form
        for sentence in bound.errors
    ]


def is_secret(bound: BoundField) -> bool:
    """Passwords and one-time codes: never repeated, neither whole nor in part."""
    widget = bound.field.widget
    return isinstance(widget, forms.PasswordInput) or widget.attrs.get("autocomplete") in SECRET_HINTS


def label_of(bound: BoundField) -> str:
    if bound.is_hidden:
        return _("Hidden part of the page (%(name)s)") % {"name": bound.name}
    return capfirst(str(bound.label))


def _short(text: str) -> str:
    """On one line, without what no eye can see, and not longer than a sentence bears."""
    text = "".join(sign if sign.isprintable() else "□" for sign in " ".join(text.splitlines()))
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _told(error: ValidationError) -> str:
    return str(next(iter(error)))


class PlainRows(NamedRows, forms.BaseFormSet):
    """Rows that hang on no stored record; `instance` as inline formsets have it, for the page."""

    instance = None

    @property
    def shown(self):
        if not self.is_bound or self.management_form.is_valid():
            return self
        return type(self)(prefix=self.prefix, initial=self.initial)
