"""A country in a model: two letters, or nothing for bodies that belong to no country."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal import countries


def validate_country(value: str) -> None:
    """`ValidationError` unless the value is a code of `portal.countries`."""
    if value not in countries.CODES:
        raise ValidationError(
            _("“%(value)s” is not a country; expected a code of two letters such as LA."),
            code="country",
            params={"value": value},
        )


class CountryField(models.CharField):
    """ISO 3166-1 alpha-2, "" for none. `obj.get_<field>_display()` gives the printed name."""

    description = _("Country")
    default_validators = [validate_country]

    def __init__(self, *args, **options):
        options["max_length"] = 2
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        return name, path, args, options

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        display = f"get_{name}_display"
        if display not in cls.__dict__:
            setattr(cls, display, lambda record: countries.name(getattr(record, name)))

    def formfield(self, **options):
        for unknown in ("form_class", "choices_form_class", "max_length"):
            options.pop(unknown, None)
        field = {
            "choices": lambda: [("", "---------"), *countries.choices()],
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        return forms.ChoiceField(**{**field, **options})
