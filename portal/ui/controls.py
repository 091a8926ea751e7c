"""Form controls: which classes and helpers an input of a form gets when it is drawn."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.ui.drawing import AtOnce

SEARCHABLE_FROM = 12  # a longer list of choices gets a search box


class RemoteSelect(forms.Select):
    """A choice among thousands: only the chosen option is drawn, the rest is asked of `url` while typing.

    `url` answers `?q=` with JSON `[{"value": …, "text": …}, …]` of at most fifty rows.
    """

    def __init__(self, url, attrs=None):
        super().__init__(
            {
                "data-placeholder": _later("Type to search"),
                **(attrs or {}),
                "data-search": "",
                "data-url": url,
            }
        )

    def optgroups(self, name, value, attrs=None):
        chosen = [item for item in value if item]
        whole, self.choices = self.choices, _chosen_only(self.choices, chosen)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = whole


class RemoteSelectMultiple(RemoteSelect, forms.SelectMultiple):
    """Several choices among thousands."""


def _chosen_only(choices, chosen: list):
    field = getattr(choices, "field", None)
    if field is not None:
        key = field.to_field_name or "pk"
        try:
            rows = list(choices.queryset.filter(**{f"{key}__in": chosen})) if chosen else []
        except (ValueError, TypeError):
            rows = []  # what was sent is no key at all; the field refuses it with its own sentence
        return [("", ""), *((field.prepare_value(row), field.label_from_instance(row)) for row in rows)]
    wanted = {str(item) for item in chosen}
    return [("", ""), *((key, label) for key, label in choices if str(key) in wanted)]


def control(field: BoundField, **attrs) -> SafeString:
    """The input of a bound field with the classes, keyboard and helpers that its kind asks for."""
    widget = field.field.widget
    if widget.is_hidden or isinstance(widget, forms.MultiWidget):
        return field.as_widget(attrs=attrs or None)
    if type(widget) is forms.Select:
        widget = AtOnce(widget)
    css = [widget.attrs.get("class", ""), _css_class(widget)]
    extra = {**_helpers(field, widget), **attrs}
    extra["class"] = " ".join(name for name in [*css, attrs.get("class", "")] if name)
    return field.as_widget(widget, attrs=extra)


def _css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _helpers(field: BoundField, widget: forms.Widget) -> dict:
    if isinstance(widget, forms.DateInput):
        return {
            "inputmode": "numeric", "autocomplete": "off", "data-date": "", "maxlength": "10",
            "placeholder": widget.attrs.get("placeholder") or _("dd/mm/yyyy"),
        }  # fmt: skip
    if (
        isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10"
    ):  # Django's default is a screen
        return {"rows": "4"}
    if isinstance(widget, forms.TextInput) and isinstance(
        field.field, forms.IntegerField | forms.DecimalField
    ):
        return {"inputmode": "decimal", "autocomplete": "off"}
    if _searchable(field.field, widget):
        return {"data-search": ""}
    return {}


def _searchable(field: forms.Field, widget: forms.Widget) -> bool:
    if not isinstance(widget, forms.Select):  # Django's radio buttons and check boxes are no Select
        return False
    if isinstance(field, forms.ModelChoiceField):
        return True
    choices = widget.texts if isinstance(widget, AtOnce) else getattr(field, "choices", ())
    return sum(len(c[1]) if isinstance(c[1], list | tuple) else 1 for c in choices) > SEARCHABLE_FROM
