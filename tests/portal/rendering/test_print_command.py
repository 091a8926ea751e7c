"""`manage.py print`: every registered document from the shell, refusals in one sentence."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import CommandError, call_command

from portal.rendering import registry
from portal.rendering.official import official_pdf
from portal.rendering.registry import Printed, printable
from portal.rendering.xlsx import annexes_xlsx

from . import samples


@pytest.fixture
def sample(monkeypatch):
    """One document of which each user sees only the one named after them."""
    monkeypatch.setattr(registry, "_documents", {})

    @printable("mau", label="Báo cáo mẫu", formats=("pdf", "xlsx"), key_help="tên tài khoản")
    def print_sample(key: str, *, user, format: str) -> Printed:
        if key != user.get_username():
            raise ObjectDoesNotExist
        printers = {"pdf": official_pdf, "xlsx": annexes_xlsx}
        return Printed.named(
            f"bao-cao-{key}", format, printers[format](samples.paper(annexes=[samples.summary_annex()]))
        )

    return print_sample


@pytest.fixture
def officer(db):
    return get_user_model().objects.create(username="canbo")


def call(*arguments: object) -> str:
    out = io.StringIO()
    call_command("print", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("suffix", "start"), [("pdf", b"%PDF-1.7"), ("xlsx", b"PK"), ("PDF", b"%PDF-1.7")])
def test_the_suffix_chooses_the_format(sample, officer, tmp_path, suffix, start):
    path = tmp_path / f"paper.{suffix}"
    assert str(path) in call("mau", "canbo", "--as", "canbo", "--out", path)
    assert path.read_bytes().startswith(start)


def test_list_names_formats_label_and_key(sample):
    assert call("--list") == "mau\tpdf, xlsx\tBáo cáo mẫu\ttên tài khoản\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("khac", "canbo", "--as", "canbo", "--out", "a.pdf"),
            "Không có văn bản “khac”; các văn bản in được: mau.",
        ),
        (
            ("mau", "canbo", "--as", "canbo", "--out", "a.docx"),
            "Văn bản “mau” không có định dạng “docx”, chỉ có: pdf, xlsx.",
        ),
        (
            ("mau", "canbo", "--as", "canbo", "--out", "a"),
            "Văn bản “mau” không có định dạng “—”, chỉ có: pdf, xlsx.",
        ),
        (
            ("mau", "x", "--as", "canbo", "--out", "a.pdf"),
            "Tài khoản “canbo” không thấy “mau” có mã “x” (cần: tên tài khoản).",
        ),
        (("mau", "canbo", "--as", "ai", "--out", "a.pdf"), "Không có tài khoản đang hoạt động “ai”."),
        (("mau",), "Thiếu: KEY, --as, --out. Dùng --list để xem các văn bản in được."),
        (
            ("mau", "canbo", "--as", "canbo", "--out", "no/such/a.pdf"),
            "Không ghi được tệp no/such/a.pdf: No such file or directory.",
        ),
    ],
)
def test_refusals_are_one_vietnamese_sentence(sample, officer, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as refused:
        call(*arguments)
    assert str(refused.value) == sentence
    assert refused.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_an_inactive_account_prints_nothing(sample, officer, tmp_path):
    get_user_model().objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(CommandError):
        call("mau", "canbo", "--as", "canbo", "--out", tmp_path / "a.pdf")


def test_a_name_is_given_once_and_formats_are_known(sample):
    with pytest.raises(ValueError, match="Two functions print 'mau'"):
        printable("mau", label="", formats=("pdf",), key_help="")(lambda key, *, user, format: None)
    with pytest.raises(ValueError, match="unknown formats odt"):
        printable("khac", label="", formats=("odt",), key_help="")(lambda key, *, user, format: None)
