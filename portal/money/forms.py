"""A text input for amounts that reads what an officer means by 1.234."""

from django import forms
from django.core.exceptions import ValidationError

from portal.money.amounts import format_amount, parse_amount


class AmountField(forms.DecimalField):
    """Yields a Decimal; shows it with thousand points. Django's own field reads 1.234 as one and a bit."""

    widget = forms.TextInput

    def __init__(self, **options):
        options = {"max_digits": 18, "decimal_places": 2, "min_value": 0, **options}
        super().__init__(**options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return format_amount(value, "", "vi").strip()

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return parse_amount(value)
        except ValueError as refused:
            raise ValidationError(str(refused), code="invalid") from None

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
