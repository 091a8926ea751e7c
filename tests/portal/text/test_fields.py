"""Partial dates in forms, in the database's own form, and in questions about windows."""

import datetime
import operator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import formats, translation

from portal.text import PartialDate
from portal.text.fields import PartialDateField, PartialDateFormField, straddles, within


class SignedForm(forms.Form):
    signed = PartialDateFormField(required=False)
    until = PartialDateFormField()


def test_a_form_reads_and_shows_it():
    form = SignedForm({"signed": " 05/10/2018", "until": "2023"})
    assert form.is_valid()
    assert form.cleaned_data == {"signed": PartialDate(2018, 10, 5), "until": PartialDate(2023)}
    assert 'value="10/2018"' in str(SignedForm(initial={"signed": PartialDate(2018, 10)})["signed"])


def test_a_form_keeps_what_was_typed_and_says_why_it_is_refused():
    with translation.override("vi"):
        form = SignedForm({"signed": "31/02/2026", "until": ""})
        assert "không có ngày 31 trong tháng 02/2026" in str(form.errors["signed"])
        assert "Chưa có ngày tháng" in str(form.errors["until"])
        assert 'value="31/02/2026"' in str(form["signed"])


def test_a_form_knows_whether_it_changed():
    before = {"signed": PartialDate(2018, 10), "until": PartialDate(2023)}
    assert SignedForm({"signed": "10/2018", "until": "2023"}, initial=before).changed_data == []
    assert SignedForm({"signed": "11/2018", "until": "2023"}, initial=before).changed_data == ["signed"]
    assert SignedForm({"signed": "", "until": "13/2023"}, initial=before).changed_data == ["signed", "until"]


def test_the_model_field_stores_the_iso_text():
    field = PartialDateField("signed on", null=True, blank=True)
    assert field.get_prep_value(PartialDate(2018, 10)) == "2018-10"
    assert field.get_prep_value("10/2018") == "2018-10"
    assert field.get_prep_value(datetime.date(2018, 10, 5)) == "2018-10-05"
    assert field.get_prep_value("") is None
    assert field.from_db_value("2018", None, None) == PartialDate(2018)
    assert field.from_db_value(None, None, None) is None
    assert field.clean("05/10/2018", None) == PartialDate(2018, 10, 5)
    assert isinstance(field.formfield(), PartialDateFormField)
    assert not field.formfield().required
    with pytest.raises(ValidationError):
        field.to_python("2018-13")


def test_the_model_field_survives_a_migration():
    name, path, args, options = PartialDateField("signed on", null=True).deconstruct()
    assert path == "portal.text.fields.PartialDateField"
    assert PartialDateField(*args, **options).max_length == 10
    assert "db_collation" not in options
    assert PartialDateField(*args, **options).db_collation == "C"


COMPARED = {"gte": operator.ge, "lte": operator.le, "in": lambda text, texts: text in texts}
WINDOW = datetime.date(2025, 12, 15), datetime.date(2026, 6, 14)


def chosen(question: Q, text: str) -> bool:
    """Answers a Q about one row the way the database does: by comparing texts."""
    results = []
    for child in question.children:
        if isinstance(child, Q):
            results.append(chosen(child, text))
        else:
            lookup, value = child[0].rpartition("__")[2], child[1]
            results.append(COMPARED[lookup](text, value))
    found = all(results) if question.connector == Q.AND else any(results)
    return not found if question.negated else found


@pytest.mark.parametrize(
    ("text", "inside", "unclear"),
    [
        ("2025-12-14", False, False),
        ("2025-12-15", True, False),
        ("2026-06-14", True, False),
        ("2026-06-15", False, False),
        ("2026-01", True, False),
        ("2025-12", False, True),
        ("2026-06", False, True),
        ("2026", False, True),
        ("2025", False, True),
        ("2025-11", False, False),
        ("2027", False, False),
    ],
)
def test_a_window_tells_inside_from_unclear(text, inside, unclear):
    assert chosen(within("ended", *WINDOW), text) is inside
    assert chosen(straddles("ended", *WINDOW), text) is unclear


@pytest.mark.parametrize(("language", "number"), [("vi", "1.234,5"), ("en", "1,234.5")])
def test_dates_and_numbers_of_both_languages(language, number):
    with translation.override(language):
        assert forms.DateField().clean("03/04/2026") == datetime.date(2026, 4, 3)
        assert forms.DateField().clean("25/12/2026") == datetime.date(2026, 12, 25)
        assert formats.date_format(datetime.date(2026, 4, 3)) == "03/04/2026"
        assert formats.localize(1234.5) == number
        assert str(forms.DecimalField(localize=True).clean(number)) == "1234.5"
        with pytest.raises(ValidationError):
            forms.DateField().clean("03/04/26")
