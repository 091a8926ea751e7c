"""A refusal names the field, the value found and the value expected."""

import pytest
from django import forms

from portal.ui.refusals import NamedRefusals


class Sample(NamedRefusals, forms.Form):
    day = forms.DateField(label="Ngày đi")
    size = forms.IntegerField(label="Số người", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], required=False)
    own = forms.CharField(label="Nội dung", required=False)

    def clean_own(self):
        if self.cleaned_data["own"]:
            raise forms.ValidationError("Câu riêng.", code="invalid")
        return ""


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "", "Ngày đi: đang để trống, cần ngày như 05/10/2026."),
        ("day", "31/02/2026", "Ngày đi: đang ghi “31/02/2026”, cần ngày như 05/10/2026."),
        ("size", "mười", "Số người: đang ghi “mười”, cần số nguyên."),
        ("kind", "z", "Loại: đang ghi “z”, cần một mục trong danh sách."),
        ("own", "x", "Câu riêng."),
    ],
)
def test_it_names_what_was_typed_and_what_is_expected(field, typed, sentence):
    form = Sample({"day": "05/10/2026", field: typed})
    assert form.errors[field] == [sentence]
