"""The words of files: what is read, what is refused and why, within which limits."""

import datetime as dt
import io
import subprocess
import sys
import unicodedata
import zipfile

import openpyxl
import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from portal.documents import reading, words
from portal.documents.models import TextState, VersionText
from portal.documents.services import attach, purge
from portal.jobs.models import Job
from portal.jobs.running import perform
from portal.search import background, schedule
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.portal.documents import files
from tests.portal.search.files import attached, docx


def pdf(*pages: str) -> bytes:
    body = "".join(f'<p style="break-after: page">{text}</p>' for text in pages)
    return HTML(string=f"<html lang=vi><body>{body}").write_pdf()


def locked(content: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt("mat-khau", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def xlsx(*rows: tuple) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def pptx(*slides: str) -> bytes:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, text in enumerate(slides, 1):
            part = f"<x {space}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></x>"
            package.writestr(f"ppt/slides/slide{number}.xml", part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf("Trang một", "Hội đàm Đà Nẵng"), "pdf"),
        (docx("Mở đầu", "Hội đàm Đà Nẵng"), "docx"),
        (xlsx(("STT", "Nội dung"), (1, "Hội đàm Đà Nẵng")), "xlsx"),
        (pptx("Mở đầu", "Hội đàm Đà Nẵng"), "pptx"),
        ("Hội đàm Đà Nẵng".encode(), "txt"),
        ("Hội đàm Đà Nẵng".encode("utf-16"), "txt"),
        ("a,b\n1,Hội đàm Đà Nẵng".encode("utf-8-sig"), "csv"),
    ],
)
def test_each_kind_is_read(content, kind):
    found = words.answer(content, kind)
    assert (found["state"], found["why"]) == ("read", "")
    assert "Hội đàm Đà Nẵng" in unicodedata.normalize("NFC", found["text"])


@pytest.mark.parametrize(
    ("content", "kind", "state", "why"),
    [
        (pdf(""), "pdf", "empty", ""),
        (docx(), "docx", "empty", ""),
        (xlsx(), "xlsx", "read", ""),  # the name of the sheet
        (locked(pdf("Hội đàm")), "pdf", "failed", "encrypted"),
        (b"%PDF-1.7\nrubbish", "pdf", "failed", "broken"),
        (b"PK\x03\x04rubbish", "docx", "failed", "broken"),
        (files.package("word/document.xml", content=b"<w:x>"), "docx", "failed", "broken"),
        (b"rubbish", "xlsx", "failed", "broken"),
        (b"rubbish", "doc", "failed", "unknown"),
        (files.PNG, "png", "failed", "unknown"),
    ],
)
def test_what_holds_no_words_says_why(content, kind, state, why):
    found = words.answer(content, kind)
    assert (found["state"], found["why"]) == (state, why)


def test_a_sheet_is_read_as_it_is_shown():
    """Spreadsheets keep whole numbers as 12345.0 and days as 46185.0; both are looked for as people write them."""
    when = dt.datetime(2026, 6, 12, 14, 30)
    content = xlsx(
        ("Số", 12345, 12345.0, 0, 2.5, True), ("Ngày", dt.date(2026, 6, 12), when, dt.time(8, 5)), (10**16,)
    )
    assert words.answer(content, "xlsx")["text"].splitlines()[1:] == [
        "Số 12345 12345 0 2.5 True",
        "Ngày 12/06/2026 12/06/2026 14:30 08:05",
        "10000000000000000",
    ]


def test_pages_without_end_are_read_as_far_as_is_kept(monkeypatch):
    monkeypatch.setattr(words, "MOST_LETTERS", 50)
    assert len(words.words_of(pdf(*["Hội đàm thường niên hai bên"] * 30), "pdf")) == 50


def test_time_is_limited():
    with pytest.raises(words.RefusedError, match="too_long"):
        words.words_of(pdf("", "", "Hội đàm"), "pdf", seconds=-1)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(words, "MOST_UNPACKED", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 5000)
    assert words.answer(out.getvalue(), "docx")["why"] == "too_long"


def test_entities_that_multiply_are_refused():
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "0123456789">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 40) for n in range(8))
        + b"]><x>&i;</x>"
    )
    assert words.answer(files.package("word/document.xml", content=bomb), "docx")["state"] == "failed"


def test_the_program_knows_nothing_of_django():
    code = "import sys, portal.documents.words; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.django_db
def test_an_uploaded_file_waits_and_is_read_by_the_worker(
    province, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr("portal.jobs.services.send", lambda job: True)
    with django_capture_on_commit_callbacks(execute=True):
        one = attach(
            delegation(province),
            ContentFile(docx("Hội đàm Đà Nẵng"), "to-trinh.docx"),
            by=None,
            no_state_secret=True,
        )
        two = attach(
            delegation(province),
            ContentFile(pdf(""), "quet.pdf"),
            by=None,
            title="Bản quét",
            no_state_secret=True,
        )
    assert one.words.state == TextState.WAITING
    job = Job.objects.get(kind=background.KIND)  # one for both
    done = perform(job.pk)
    assert done.result == {"read": 1, "empty": 1, "failed": 0}
    one.words.refresh_from_db()
    assert one.words.text == "Hội đàm Đà Nẵng"
    assert one.words.folded == "to trinh to trinh docx hoi dam da nang"
    two.words.refresh_from_db()
    assert (two.words.state, two.words.text) == (TextState.EMPTY, "")


@pytest.mark.django_db
def test_words_taken_apart_are_kept_in_one_spelling(province):
    version = attached(delegation(province), unicodedata.normalize("NFD", "Điện Biên"))
    assert "Điện Biên" in VersionText.objects.get(version=version).text


@pytest.mark.django_db
def test_a_damaged_file_is_kept_with_its_reason(province):
    version = attach(delegation(province), ContentFile(files.PDF, "hong.pdf"), by=None, no_state_secret=True)
    assert reading.read(version.words.pk) == TextState.FAILED
    version.words.refresh_from_db()
    assert version.words.error == "Tệp bị hỏng: không đọc được nội dung."


@pytest.mark.django_db
def test_a_mark_of_secrecy_inside_keeps_the_words_out(province):
    content = pdf("TỐI MẬT", "Nội dung")
    version = attach(delegation(province), ContentFile(content, "a.pdf"), by=None, no_state_secret=True)
    assert reading.read(version.words.pk) == TextState.FAILED
    version.words.refresh_from_db()
    assert (version.words.text, version.words.folded) == ("", "")
    assert "dấu chỉ độ mật" in version.words.error


@pytest.mark.django_db
def test_a_purge_takes_the_words_and_they_do_not_come_back(province):
    version = attached(delegation(province), "Hội đàm")
    waiting = version.words.pk
    purge(version.document, by=holder("administrator"))
    assert not VersionText.objects.exists()
    assert reading.read(waiting) == ""
    assert reading.add_what_lacks() == 0


@pytest.mark.django_db
def test_a_purge_while_the_file_is_read_wins(province, monkeypatch):
    version = attach(
        delegation(province), ContentFile(docx("Hội đàm"), "a.docx"), by=None, no_state_secret=True
    )
    waiting = version.words.pk

    def purged_meanwhile(_version):
        purge(version.document, by=holder("administrator"))
        return {"state": "read", "text": "Hội đàm", "why": ""}

    monkeypatch.setattr(reading, "_asked_of_program", purged_meanwhile)
    assert reading.read(waiting) == ""
    assert not VersionText.objects.exists()


@pytest.mark.django_db
def test_the_clock_finds_files_from_before_and_those_whose_job_was_lost(province):
    version = attached(delegation(province), "Hội đàm")
    VersionText.objects.all().delete()
    Job.objects.all().delete()
    schedule.files_that_wait()
    assert VersionText.objects.get().version_id == version.pk
    assert Job.objects.get().kind == background.KIND
    schedule.files_that_wait()
    assert Job.objects.count() == 1
    perform(Job.objects.get().pk)
    schedule.files_that_wait()
    assert Job.objects.count() == 1
