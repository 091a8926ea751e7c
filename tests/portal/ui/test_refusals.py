"""A refusal names the field, the value found and the value expected, whatever kind of field and of error it is."""

import datetime

import pytest
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinLengthValidator

from portal.ui.refusals import LONGEST, NamedRefusals, NamedRows, lines

DAY = "ngày/tháng/năm, ví dụ 05/10/2026"


def form_of(field: forms.Field, typed, files=None):
    """A bound form of one field called "Ô thử" that had `typed` in it."""
    field.label = "Ô thử"
    made = type("Sample", (NamedRefusals, forms.Form), {"it": field})
    return made({} if typed is None else {"it": typed}, {"it": files} if files else {})


def refused(field: forms.Field, typed, files=None) -> str:
    (sentence,) = form_of(field, typed, files).errors["it"]
    return sentence


# (field, what was typed, what was found, what is expected)
REFUSED = [
    (forms.CharField(), "", "đang để trống", "cần có nội dung"),
    (forms.CharField(max_length=5), "Hà Nội", "đang ghi “Hà Nội” (6 ký tự)", "cần không quá 5 ký tự"),
    (forms.CharField(min_length=9), "Huế", "đang ghi “Huế” (3 ký tự)", "cần ít nhất 9 ký tự"),
    (forms.CharField(), "a\0b", "đang ghi “a□b”", "cần nội dung không chứa ký tự điều khiển ẩn"),
    (forms.CharField(validators=[MinLengthValidator(4)]), "Huế", "(3 ký tự)", "ít nhất 4 ký tự"),
    (forms.RegexField("^[a-z]+$", help_text="Chỉ chữ thường."), "A1", "“A1”", "cần chỉ chữ thường"),
    (forms.RegexField("^[a-z]+$"), "A1", "“A1”", "cần nội dung đúng dạng quy định"),
    (forms.CharField(validators=[UnicodeUsernameValidator()]), "a b", "“a b”", "nội dung đúng dạng quy định"),
    (forms.SlugField(), "Hà Nội", "“Hà Nội”", "chữ không dấu, chữ số"),
    (forms.UUIDField(), "7", "“7”", "32 chữ và số"),
    (forms.EmailField(), "ten.vn", "“ten.vn”", "ten@donvi.vn"),
    (forms.URLField(assume_scheme="https"), "http://", "“http://”", "https://"),
    (forms.IntegerField(), "mười", "đang ghi “mười”", "cần số nguyên"),
    (forms.IntegerField(min_value=1), "0", "đang ghi “0”", "cần từ 1 trở lên"),
    (forms.IntegerField(max_value=12_000), "13000", "“13000”", "cần không quá 12.000"),
    (forms.IntegerField(min_value=2000, max_value=2100), "1999", "“1999”", "cần từ 2000 đến 2100"),
    (forms.IntegerField(step_size=5), "7", "“7”", "cần bội số của 5"),
    (forms.FloatField(), "x", "“x”", "số như 1.234,5"),
    (forms.DecimalField(), "1,2,3", "“1,2,3”", "số như 1.234,5"),
    (forms.DecimalField(max_digits=3), "1234", "“1234”", "cần không quá 3 chữ số"),
    (forms.DecimalField(decimal_places=1), "1.25", "“1.25”", "cần không quá 1 chữ số sau dấu phẩy"),
    (forms.DecimalField(max_digits=3, decimal_places=2), "12.5", "“12.5”", "1 chữ số trước dấu phẩy"),
    (forms.DateField(), "", "đang để trống", DAY),
    (forms.DateField(), "31/02/2026", "đang ghi “31/02/2026”", DAY),
    (
        forms.DateField(validators=[MaxValueValidator(datetime.date(2026, 12, 31))]),
        "01/01/2027", "“01/01/2027”", "không quá 31/12/2026",
    ),
    (forms.TimeField(), "25:00", "“25:00”", "giờ:phút, ví dụ 14:30"),
    (forms.DateTimeField(), "hôm nay", "“hôm nay”", "05/10/2026 14:30"),
    (forms.DurationField(), "lâu", "“lâu”", "khoảng thời gian"),
    (forms.DurationField(), "1000000000000000", "“1000000000000000”", "khoảng thời gian có thể có"),
    (forms.ChoiceField(choices=[("a", "A")]), "z", "đang ghi “z”", "cần một mục trong danh sách"),
    (forms.MultipleChoiceField(choices=[("a", "A")]), ["a", "z"], "“z”", "các mục trong danh sách"),
    (forms.MultipleChoiceField(choices=[("a", "A")]), "", "đang để trống", "các mục trong danh sách"),
    (forms.BooleanField(), "", "chưa đánh dấu", "cần có đánh dấu"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "found", "expected"), REFUSED)
def test_it_names_field_found_and_expected(field, typed, found, expected):
    sentence = refused(field, typed)
    assert sentence.startswith("Ô thử: ")
    assert sentence.endswith(".")
    assert found in sentence
    assert expected in sentence


def upload(name="anh.png", content=b"x"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("field", "file", "found", "expected"),
    [
        (forms.FileField(), None, "đang để trống", "cần một tệp"),
        (forms.FileField(), upload("a.pdf", b""), "“a.pdf” (0 byte)", "cần tệp có nội dung"),
        (forms.FileField(max_length=8), upload("bao-cao.pdf"), "(11 ký tự)", "tên tệp không quá 8 ký tự"),
        (
            forms.FileField(validators=[FileExtensionValidator(["pdf", "docx"])]),
            upload("a.exe"), "“a.exe”", "một trong các loại: pdf, docx",
        ),
        (forms.ImageField(), upload("anh.png", b"khong phai anh"), "“anh.png”", "tệp ảnh mở được"),
        (
            forms.FileField(required=False, widget=forms.ClearableFileInput), upload("moi.pdf"),
            "“moi.pdf”", "không làm cả hai",
        ),
    ],
)  # fmt: skip
def test_files_are_named_with_their_size(field, file, found, expected):
    (sentence,) = form_of(field, None, file).errors["it"] if field.required else _contradiction(field, file)
    assert sentence.startswith("Ô thử: ")
    assert found in sentence
    assert expected in sentence


def _contradiction(field, file):
    field.label = "Ô thử"
    made = type("Sample", (NamedRefusals, forms.Form), {"it": field})
    return made({"it-clear": "on"}, {"it": file}, initial={"it": SimpleUploadedFile("cu.pdf", b"x")}).errors[
        "it"
    ]


def test_a_post_without_its_file_part_says_that_a_file_is_expected():
    form = form_of(forms.FileField(), None, "no file at all")
    assert form.errors["it"] == ["Ô thử: đang ghi “no file at all”, cần một tệp."]


class Taken(NamedRefusals, forms.Form):
    code = forms.CharField(label="Mã")
    starts = forms.CharField(label="Từ ngày")


@pytest.mark.parametrize(
    ("field", "error", "sentence"),
    [
        ("code", ValidationError("x", code="unique"), "Mã: đang ghi “TLD”, cần giá trị chưa được dùng."),
        (
            "code",
            ValidationError("x", code="unique_for_date"),
            "Mã: đang ghi “TLD”, cần giá trị chưa được dùng trong cùng ngày.",
        ),
        (
            None,
            ValidationError("x", code="unique_together", params={"unique_check": ("code", "starts")}),
            "Mã, Từ ngày: đang ghi “TLD”, “2026”, cần các giá trị chưa được dùng cùng nhau.",
        ),
        (
            None,
            ValidationError("x", code="unique", params={"unique_check": ("key",), "field_label": "khóa"}),
            "Khóa: đang ghi trùng với mục khác, cần giá trị chưa được dùng.",
        ),
        ("code", ValidationError("Câu riêng.", code="invalid"), "Mã: Câu riêng."),
        ("code", ValidationError("Mã: câu riêng 100%."), "Mã: câu riêng 100%."),
        ("code", ValidationError("“31/02”: không có ngày này."), "Mã: “31/02”: không có ngày này."),
        ("starts", ValidationError("Đến: đang ghi “1”, cần “2”."), "Đến: đang ghi “1”, cần “2”."),
        (None, "Câu về cả biểu mẫu.", "Câu về cả biểu mẫu."),
    ],
)
def test_what_models_and_services_refuse_reads_alike(field, error, sentence):
    form = Taken({"code": "TLD", "starts": "2026"})
    form.add_error(field, error)
    assert form.errors[field or "__all__"] == [sentence]


def test_a_rule_of_the_database_is_not_shown_in_the_words_of_django():
    from django.db.models import CheckConstraint, Q

    rule = CheckConstraint(name="ends_after_it_begins", condition=Q())
    form = Taken({"code": "TLD", "starts": "2026"})
    form.add_error(None, rule.get_violation_error_message())
    (sentence,) = form.non_field_errors()
    assert "mâu thuẫn nhau" in sentence
    assert "“ends_after_it_begins”" in sentence


def test_a_long_value_is_shortened():
    sentence = refused(forms.CharField(max_length=100), "ô" * 400)
    assert "ô" * LONGEST + "…” (400 ký tự)" in sentence
    assert "ô" * (LONGEST + 1) not in sentence


@pytest.mark.parametrize(
    "widget", [forms.PasswordInput(), forms.TextInput(attrs={"autocomplete": "one-time-code"})]
)
def test_a_password_or_a_code_is_never_repeated(widget):
    sentence = refused(forms.CharField(max_length=4, widget=widget), "bi-mat-123")
    assert sentence == "Ô thử: nội dung vừa gõ chưa đúng, cần không quá 4 ký tự."


def test_a_hidden_field_asks_for_the_page_anew():
    sentence = refused(forms.IntegerField(widget=forms.HiddenInput), "x")
    assert "(it)" in sentence
    assert "tải lại trang" in sentence


class Line(NamedRefusals, forms.Form):
    day = forms.DateField(label="Từ ngày")


class Lines(NamedRows, forms.BaseFormSet):
    heading, row = "Các chặng", "Chặng %(number)s"


def rows_of(data: dict, **options) -> forms.BaseFormSet:
    made = forms.formset_factory(Line, formset=Lines, **options)
    return made({"form-INITIAL_FORMS": "0", **data})


def test_a_row_is_named_before_its_field():
    rows = rows_of({"form-TOTAL_FORMS": "2", "form-0-day": "05/10/2026", "form-1-day": "32/13/2026"})
    assert rows.errors == [{}, {"day": [f"Chặng 2 – Từ ngày: đang ghi “32/13/2026”, cần {DAY}."]}]


@pytest.mark.parametrize(
    ("count", "options", "sentence"),
    [
        ("3", {"max_num": 1, "validate_max": True}, "Các chặng: đang có 3 dòng, cần không quá 1 dòng."),
        ("1", {"min_num": 2, "validate_min": True}, "Các chặng: đang có 1 dòng, cần ít nhất 2 dòng."),
        ("9999", {"absolute_max": 20, "max_num": 10}, "Các chặng: đang có 9999 dòng, cần không quá 10 dòng."),
    ],
)
def test_too_many_and_too_few_rows_are_counted(count, options, sentence):
    assert rows_of({"form-TOTAL_FORMS": count}, **options).non_form_errors() == [sentence]


@pytest.mark.parametrize("data", [{}, {"form-TOTAL_FORMS": "nhiều"}])
def test_a_changed_count_of_rows_is_said_in_our_words(data):
    (sentence,) = rows_of(data).non_form_errors()
    assert sentence.startswith("Các chặng: thông tin đếm dòng bị thiếu hoặc bị thay đổi (form-TOTAL_FORMS)")


def test_the_summary_leads_to_each_field_in_the_order_of_the_page():
    rows = rows_of({"form-TOTAL_FORMS": "1", "form-0-day": "x"})
    found = lines(Taken({"code": ""}), [rows])
    assert [line.anchor for line in found] == ["id_code", "id_starts", "id_form-0-day"]
    assert found[2].sentence.startswith("Chặng 1 – Từ ngày: đang ghi “x”")
