"""Every form of ours refuses in our words: no form, filter, row or page of signing in is left out."""

import copy

import django_filters
import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from django.utils.module_loading import import_string

from portal.accounts.forms import NamedPasswords
from portal.administration.dated_rows import KINDS
from portal.registers.filters import RegisterFilter
from portal.ui.expectations import is_brought
from portal.ui.refusals import NamedRefusals, NamedRows

OURS = ("portal.", "partners.", "delegations.", "agreements.", "reports.")
#: Forms that need not refuse in our words, with the reason; there is none.
EXCEPTIONS: dict[str, str] = {}
#: Parameters that the errors of Django and its validators carry.
PARAMS = {
    "limit_value": 3, "show_value": 2, "value": "x", "max": 3, "length": 9, "pk": "x", "extension": "exe",
    "allowed_extensions": "pdf, docx", "model_name": "dòng", "field_label": "ô", "field_labels": "ô", "min_length": 10,
}  # fmt: skip


def below(kind: type) -> list[type]:
    return [found for child in kind.__subclasses__() for found in (child, *below(child))]


def ours(kind: type) -> list[type]:
    """Classes of our packages below `kind`, once all pages are imported."""
    get_resolver().reverse_dict  # noqa: B018 - imports every address, and with it every form
    found = {child for child in below(kind) if child.__module__.startswith(OURS)}
    return sorted(found, key=lambda child: (child.__module__, child.__qualname__))


def name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def filter_forms() -> list[type]:
    return [
        kind(None, queryset=None).get_form_class() for kind in ours(django_filters.FilterSet) if _whole(kind)
    ]


def _whole(kind: type) -> bool:
    return kind._meta.model is not None


def all_forms() -> list[type]:
    generated = [type(kind.form()) for kind in KINDS.values()]
    return [*ours(forms.BaseForm), *filter_forms(), *generated]


def test_every_form_takes_part():
    left_out = [
        name_of(kind)
        for kind in all_forms()
        if not issubclass(kind, NamedRefusals) and name_of(kind) not in EXCEPTIONS
    ]
    assert left_out == []


def test_the_mixin_comes_before_the_form():
    """Behind it, Django's own `add_error` would answer first."""
    late = [
        name_of(kind)
        for kind in all_forms()
        if kind.__mro__.index(NamedRefusals) > kind.__mro__.index(forms.BaseForm)
    ]
    assert late == []


def test_every_list_filters_by_a_form_that_takes_part():
    kinds = ours(django_filters.FilterSet)
    assert len(kinds) > 8
    assert [name_of(kind) for kind in kinds if not issubclass(kind, RegisterFilter)] == []


def test_every_formset_names_its_rows():
    assert ours(forms.BaseFormSet)
    assert [name_of(kind) for kind in ours(forms.BaseFormSet) if not issubclass(kind, NamedRows)] == []


def test_every_page_of_signing_in_that_has_an_address_takes_part():
    shown = [
        pattern.callback.view_class
        for pattern in get_resolver().url_patterns[1].url_patterns
        if hasattr(pattern.callback, "view_class")
    ]
    used = {view.__name__: view().get_form_class() for view in shown if hasattr(view, "get_form_class")}
    assert {"SignIn", "PasswordResetView", "PasswordChangeView", "PasswordResetFromKeyView"} <= set(used)
    with_fields = {
        name: kind
        for name, kind in used.items()
        if kind is not None and kind.__module__.startswith("allauth")
    }
    assert set(with_fields) <= {"ListUserSessionsView"}  # its form has no field that could be refused
    for path in settings.ACCOUNT_FORMS.values():
        assert issubclass(import_string(path), NamedPasswords), path


FIELDS = [
    pytest.param(field, id=f"{kind.__name__}.{name}")
    for kind in ours(forms.BaseForm)
    for name, field in getattr(kind, "base_fields", {}).items()
]


def errors_of(field: forms.Field) -> list[ValidationError]:
    """Each error that the field or one of its validators can raise."""
    found = [ValidationError(text, code=code, params=PARAMS) for code, text in field.error_messages.items()]
    for validator in field.validators:
        for message in (getattr(validator, "message", None), *getattr(validator, "messages", {}).values()):
            if message:
                found.append(
                    ValidationError(message, code=getattr(validator, "code", "invalid"), params=PARAMS)
                )
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_a_field_can_refuse_names_label_found_and_expected(field):
    field = copy.deepcopy(field)
    field.label = field.label or "Ô thử"
    made = type("Sample", (NamedRefusals, forms.Form), {"it": field})
    for error in errors_of(field):
        form = made({"it": "giá trị"}, {"it": SimpleUploadedFile("tep.exe", b"x")})
        form._errors = {}
        sentence = form.sentence("it", error)
        assert "cần " in sentence.lower(), (error.code, sentence)
        assert not is_brought(sentence)
        if not field.widget.is_hidden:
            assert str(field.label).casefold() in sentence.casefold() or ": " in sentence
        if is_brought(error.message) and error.code not in ("required", "null", "blank"):
            assert (
                "“giá trị”" in sentence
                or "“tep.exe”" in sentence
                or "“x”" in sentence
                or "vừa gõ" in sentence
            )
