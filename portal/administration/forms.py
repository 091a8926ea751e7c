"""How forms of administration are shown and how a service's refusal comes back to its field."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.ui.fragments import REFUSED
from portal.units.models import Unit

SAVE = _("Save")


def show_refusal(form: forms.BaseForm, refused: ValidationError) -> None:
    """Errors of a service, at the field they speak of where the form has it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def attempt(form: forms.BaseForm, service: Callable, **values):
    """What the service returns, or None with its refusal shown in the form."""
    try:
        return service(**values)
    except ValidationError as refused:
        show_refusal(form, refused)
        return None


def form_page(request, form, *, title, crumbs, cancel_url, submit=SAVE, template="form", **context):
    """The page of one form; refused input answers 422 and keeps what was typed."""
    context |= {
        "form": form,
        "title": title,
        "crumbs": [*crumbs, (title, "")],
        "cancel_url": cancel_url,
        "submit": submit,
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, f"administration/{template}.html", context, status=status)


class UnitChoice(forms.ModelChoiceField):
    """One of the units; those that have ended say so."""

    def __init__(self, *args, **options):
        options.setdefault("queryset", Unit.objects.all())
        options.setdefault("label", _("Unit"))
        options.setdefault("empty_label", "")
        super().__init__(*args, **options)

    def label_from_instance(self, unit):
        return str(unit) if unit.valid_to is None else f"{unit} (–{unit.valid_to:%d/%m/%Y})"
