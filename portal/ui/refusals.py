"""One way to refuse what was typed: the field, the value found, the value expected."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: What each kind of field takes; the first that fits counts.
EXPECTED = (
    (forms.DateTimeField, gettext_lazy("a day and an hour such as 05/10/2026 14:30")),
    (forms.DateField, gettext_lazy("a day such as 05/10/2026")),
    (forms.DecimalField, gettext_lazy("a number such as 1.234,5")),
    (forms.IntegerField, gettext_lazy("a whole number")),
    (forms.EmailField, gettext_lazy("a mail address such as ten@donvi.vn")),
    (forms.URLField, gettext_lazy("an address that begins with https://")),
    (forms.ModelMultipleChoiceField, gettext_lazy("rows of the list")),
    (forms.ChoiceField, gettext_lazy("one of the list")),
    (forms.ModelChoiceField, gettext_lazy("one of the list")),
    (forms.FileField, gettext_lazy("a file")),
)
LONGEST = 60  # characters of the found value that a sentence repeats


class NamedRefusals:
    """Mixin for forms: what is missing or cannot be read is refused by name, with what was found and expected.

    Sentences that a field or a rule wrote itself (partial dates, sums, services) stay as they are.
    """

    def full_clean(self):
        super().full_clean()
        for name, errors in list(self.errors.items()):
            if name in self.fields:
                data = errors.as_data()
                errors.data = [self._named(name, error) for error in data]

    def _named(self, name: str, error: ValidationError) -> ValidationError:
        expected = next((text for kind, text in EXPECTED if isinstance(self.fields[name], kind)), None)
        facts = {"field": self[name].label, "found": self._typed(name), "expected": expected or _("a value")}
        if not _is_djangos_own(self.fields[name], error):
            return error
        if error.code == "required":
            sentence = _("%(field)s: found nothing, expected %(expected)s.")
        elif expected is not None and error.code in ("invalid", "invalid_choice", "invalid_pk_value"):
            sentence = _("%(field)s: found “%(found)s”, expected %(expected)s.")
        else:
            return error
        return ValidationError(sentence % facts, code=error.code)

    def _typed(self, name: str) -> str:
        typed = self[name].data
        text = ", ".join(map(str, typed)) if isinstance(typed, list) else str(typed or "")
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _is_djangos_own(field: forms.Field, error: ValidationError) -> bool:
    """Whether the sentence is one that Django's field brings along, not one that we wrote for this field."""
    return any(
        error.message == kind.__dict__.get("default_error_messages", {}).get(error.code)
        for kind in type(field).__mro__
        if kind.__module__.startswith("django.")
    )
