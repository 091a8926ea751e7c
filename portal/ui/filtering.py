"""The filters above a list, and those in force as chips that each can be taken away."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from portal.ui.formats import field_value

#: The name, in the address of a list, of the view with which it was opened (`portal.saved`); empty: of none.
VIEW = "khung"


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    url: str


def filter_bar(form: forms.Form, query: QueryDict, path: str, target: str = "#results") -> SafeString:
    """The fields of `form` above a list: the first in sight, the rest folds on phones; answers go to `target`."""
    fields = form.visible_fields()
    values = {"first": fields[0], "rest": fields[1:], "active": len(chips(form, query))}
    return render_to_string("ui/filterbar.html", {"form": form, "path": path, "target": target, **values})


def chips(form: forms.Form | None, query: QueryDict) -> list[Chip]:
    """One chip per field of the bound `form` that the reader has filled in; `url` is the page without it.

    Fields whose value was refused are left out: their error stands at the field.
    """
    if form is None or not form.is_bound:
        return []
    form.is_valid()
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if field.widget.is_hidden or value in (None, "", []) or (hasattr(value, "exists") and not value):
            continue
        text = _display(field, value)
        if text:
            found.append(Chip(str(form[name].label), text, _without(query, names(form, name))))
    return found


def listed(title: str | Promise) -> Callable:
    """Decorator, the outermost one, of a view that shows a list: views of it can be kept (`portal.saved`)."""

    def name(view: Callable) -> Callable:
        view.list_title = title
        return view

    return name


def without_any(request: HttpRequest, path: str = "") -> str:
    """The list without conditions; where it may open with a view of the reader's own, one that says: with none."""
    return f"{path or request.path}{f'?{VIEW}=' if VIEW in request.GET else ''}"


def names(form: forms.Form, name: str) -> list[str]:
    """The query keys of a field: several for a range."""
    widget, key = form.fields[name].widget, form.add_prefix(name)
    if isinstance(widget, forms.MultiWidget):
        return [key + suffix for suffix in widget.widgets_names]
    return [key]


def _display(field: forms.Field, value) -> str:
    if isinstance(value, slice):  # django-filter's range
        ends = [field_value(end) for end in (value.start, value.stop) if end is not None]
        return " – ".join(ends)
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return ", ".join(_choice(field, item) for item in value)
    return _choice(field, value)


def _choice(field: forms.Field, value) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.ChoiceField):
        for key, label in field.choices:
            inside = label if isinstance(label, list | tuple) else [(key, label)]
            for option, text in inside:
                if str(option) == str(value):
                    return str(text)
    return field_value(value)


def _without(query: QueryDict, keys: list[str]) -> str:
    rest = query.copy()
    for key in [*keys, "page"]:
        rest.pop(key, None)
    return "?" + rest.urlencode()
