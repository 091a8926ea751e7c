"""Which files are taken, and what a refusal says."""

import io

import pytest

from portal.documents import contents, secrecy
from portal.documents.checks import inspect
from portal.documents.refusal import RefusedFileError
from tests.portal.documents import files

XLSX = files.package("[Content_Types].xml", "xl/workbook.xml")
PPTX = files.package("[Content_Types].xml", "ppt/presentation.xml")


def look(name: str, content: bytes, title: str = ""):
    return inspect(io.BytesIO(content), filename=name, title=title)


def refusal(name: str, content: bytes, title: str = "") -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        look(name, content, title)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("Quyết định 12.pdf", files.PDF, "application/pdf"),
        ("don.DOCX", files.docx("Kính gửi"), contents.TYPES["docx"]),
        ("bang.xlsx", XLSX, contents.TYPES["xlsx"]),
        ("trinh chieu.pptx", PPTX, contents.TYPES["pptx"]),
        ("cu.doc", files.ole("WordDocument"), "application/msword"),
        ("cu.xls", files.ole("Workbook"), "application/vnd.ms-excel"),
        ("anh.jpeg", files.JPG, "image/jpeg"),
        ("anh.png", files.PNG, "image/png"),
        ("anh.heic", files.HEIC, "image/heic"),
        ("danh-sach.csv", "Họ tên;Chức vụ\n".encode(), "text/csv"),
        ("ghi-chu.txt", "Ghi chú".encode("utf-16"), "text/plain"),
    ],
)
def test_what_an_office_sends_is_taken(name, content, content_type):
    seen = look(name, content)
    assert (seen.content_type, seen.size) == (content_type, len(content))
    assert len(seen.sha256) == 64


def test_a_long_text_cut_inside_a_letter_is_still_text():
    assert look("dai.txt", "ệ".encode() * 100_000).content_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("rong.pdf", b"", "empty"),
        ("nen.zip", files.package("a.txt"), "kind"),
        ("chay.exe", files.EXE, "kind"),
        ("trang.html", b"<html></html>", "kind"),
        ("anh.svg", b"<svg/>", "kind"),
        ("khong-duoi", files.PDF, "kind"),
        ("macro.docm", files.package("[Content_Types].xml", "word/document.xml"), "kind"),
        ("gia.pdf", files.EXE, "mismatch"),
        ("gia.pdf", files.PNG, "mismatch"),
        ("gia.docx", files.package("a.txt"), "mismatch"),
        ("gia.docx", XLSX, "mismatch"),
        (
            "macro.docx",
            files.package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "mismatch",
        ),
        ("hong.docx", b"PK\x03\x04 broken", "mismatch"),
        ("gia.doc", files.ole("Workbook"), "mismatch"),
        ("gia.csv", files.EXE, "mismatch"),
        ("bang-ma-cu.txt", "Hội nghị".encode("utf-16-le"), "mismatch"),
        ("gia.txt", files.PDF, "mismatch"),
    ],
)
def test_what_is_not_what_it_claims_is_refused(name, content, code):
    assert refusal(name, content).code == code


def test_a_file_of_fifty_megabytes_is_refused_with_both_sizes():
    error = refusal("lon.pdf", files.PDF + b"\0" * 50_000_000)
    assert (error.code, error.field, error.found, error.expected) == ("too_large", "file", "50 MB", "20 MB")
    assert "50 MB" in error.sentence
    assert "20 MB" in error.sentence


def test_a_refusal_speaks_vietnamese_and_names_found_and_expected():
    sentence = refusal("bao-cao.pdf", files.PNG).sentence
    assert (
        sentence == "Tệp: “bao-cao.pdf” mang đuôi PDF nhưng nội dung là: PNG. Cần nội dung đúng với đuôi tệp."
    )


@pytest.mark.parametrize(
    "name",
    ["MẬT", "Tờ trình (TỐI MẬT).pdf", "TUYỆT_MẬT-2026.docx", "tài liệu mật số 3", "Độ mật A",
     "bao cao TUYET MAT.pdf", "Kế hoạch tối mật", "TỐI MẬT".encode().decode()],
)  # fmt: skip
def test_marks_of_secrecy_are_seen(name):
    assert secrecy.mark_in_name(name)


@pytest.mark.parametrize(
    "name",
    ["Tập huấn bảo vệ bí mật nhà nước", "HỘI THẢO BẢO MẬT THÔNG TIN", "Mật độ lao động",
     "Hợp tác nuôi ong lấy mật", "Gặp mặt thân mật",
     "GẶP MẶT THÂN MẬT", "bao-cao-mat-tran-to-quoc.pdf", "Mật ong Mộc Châu"],
)  # fmt: skip
def test_ordinary_words_are_not_marks_of_secrecy(name):
    assert secrecy.mark_in_name(name) == ""


def test_a_decomposed_name_hides_no_mark():
    import unicodedata

    assert secrecy.mark_in_name(unicodedata.normalize("NFD", "TỐI MẬT")) == "TỐI MẬT"


def test_the_title_is_checked_like_the_name():
    error = refusal("a.pdf", files.PDF, title="Kế hoạch TỐI MẬT")
    assert (error.code, error.field, error.found) == ("state_secret", "title", "TỐI MẬT")
    assert error.sentence.startswith("Tiêu đề: “Kế hoạch TỐI MẬT”")


@pytest.mark.parametrize("line", ["MẬT", "TUYỆT MẬT", "(Tối mật)", "Độ mật: MẬT"])
def test_a_stamp_inside_the_document_is_seen(line):
    assert refusal("a.docx", files.docx("BÁO CÁO", line, "Nội dung")).code == "state_secret"
    assert refusal("a.txt", f"BÁO CÁO\n{line}\n".encode()).code == "state_secret"


def test_a_sentence_about_secrecy_is_no_stamp():
    assert look("a.docx", files.docx("Bảo vệ bí mật nhà nước", "Mọi việc bảo mật", "mật độ"))
