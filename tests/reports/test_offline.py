"""A workbook made for one report, filled in with a real spreadsheet program's file, read back whole or not at all."""

import datetime as dt
import io
import re
import shutil
import subprocess

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.exchange.offline import LARGEST, read_back
from reports.models import Cause, OfflineReading, OfflineTemplate, Report
from reports.printing import workbook as shape
from reports.services.drafts import Draft, save_draft
from reports.services.offline import give_out, seal_of
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, cycle, report_of
from tests.portal.documents.files import PDF

from .pages import address

pytestmark = pytest.mark.django_db
INSIDE = "2026-03-01"


@pytest.fixture
def report(province, other_province):
    delegation(province, starts_on=INSIDE, size=7)
    return report_of(province, cycle())


def given_out(report):
    return give_out(report, by=None, at=IN_TIME)


def filled(content: bytes, **cells):
    """The bytes with cells typed in: `F6=5` on the sheet of figures, `text_II="…"` for a section."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        if place.startswith("text_"):
            sheet = book[shape.TEXTS]
            row = next(r for r in range(2, 20) if sheet.cell(r, 1).value == place.removeprefix("text_"))
            sheet.cell(row, shape.TEXT + 1).value = value
        else:
            book[shape.FIGURES][place].value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(report, content: bytes, by=None, name="bieu.xlsx") -> OfflineReading:
    return read_back(report, SimpleUploadedFile(name, content), by=by, at=IN_TIME)


def sentences(reading) -> dict[str, str]:
    return {f"{error['sheet']}!{error['cell']}": error["message"] for error in reading.outcome["errors"]}


def test_what_was_filled_in_stands_in_the_report_with_a_receipt(report):
    template, content = given_out(report)
    reading = brought(
        report,
        filled(
            content,
            F6=2,
            G6=str(Cause.MISSING_RECORD.label),
            H6="Một đoàn chưa có bản ghi",
            text_II="Đón đoàn Lào.\nKý biên bản.",
        ),
    )
    assert reading.is_taken_over, reading.outcome
    assert re.fullmatch(r"BN-2026-H1-LDLD-LCI-001", reading.receipt)
    assert template.serial == "BM-2026-H1-LDLD-LCI-001"
    correction = report.corrections.get()
    assert (correction.indicator, correction.value) == ("outgoing", 2)
    assert (correction.cause, correction.reason) == ("missing_record", "Một đoàn chưa có bản ghi")
    assert report.narratives.get(section="II").text == "Đón đoàn Lào.\nKý biên bản."
    assert reading.file.sha256 == reading.sha256


def test_the_workbook_shows_what_the_registers_propose_and_what_was_written(report):
    save_draft(report, Draft({"I": ("Đã ban hành kế hoạch.", None)}), by=None, at=IN_TIME)
    _template, content = given_out(report)
    book = openpyxl.load_workbook(io.BytesIO(content))
    figures, texts = book[shape.FIGURES], book[shape.TEXTS]
    assert [figures.cell(6, column).value for column in (1, 2, 4)] == ["outgoing", "Đoàn ra", 1]
    assert texts.cell(2, shape.TEXT + 1).value == "Đã ban hành kế hoạch."
    assert book[shape.SEAL].sheet_state == "veryHidden"
    assert figures.protection.sheet
    assert not figures["F6"].protection.locked
    assert figures["D6"].protection.locked


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ({"F6": "=1+1"}, "F6", "công thức"),
        ({"F6": -3, "H6": "x"}, "F6", "-3"),
        ({"F6": "nhiều"}, "F6", "nhiều"),
        ({"F6": 1.5, "H6": "x"}, "F6", "1,5"),
        ({"F6": 9}, "H6", "lý do"),
        ({"G6": "vì thế"}, "G6", "vì thế"),
        ({"A6": "khác"}, "A6", "khác"),
        ({"C4": "không"}, "C4", "không"),
    ],
)
def test_each_cell_that_is_wrong_is_named_and_nothing_is_saved(report, cells, place, word):
    _template, content = given_out(report)
    reading = brought(report, filled(content, **cells, text_III="Không được lưu nửa chừng."))
    found = sentences(reading)
    assert word in found[f"{shape.FIGURES}!{place}"]
    assert not reading.is_taken_over
    assert not report.narratives.exists()
    assert not report.corrections.exists()


def test_a_number_typed_the_vietnamese_way_into_a_text_cell_is_read(report):
    _template, content = given_out(report)
    assert brought(report, filled(content, F6="1.234", H6="Tính cả cơ sở")).is_taken_over
    assert report.corrections.get().value == 1234


def test_a_secret_mark_is_refused_at_its_cell(report):
    _template, content = given_out(report)
    reading = brought(report, filled(content, text_II="TUYỆT MẬT: kế hoạch"))
    assert "TUYỆT MẬT" in sentences(reading)[f"{shape.TEXTS}!C3"]


def test_the_workbook_of_another_unit_or_period_is_refused(report, other_province):
    _template, content = given_out(report)
    other = report_of(other_province)
    with pytest.raises(ValidationError, match="Lào Cai"):
        brought(other, content)
    later = report_of(report.unit, cycle("2026-H2"))
    with pytest.raises(ValidationError, match="6 tháng đầu năm 2026"):
        brought(later, content)
    assert not OfflineReading.objects.exists()


def test_a_seal_made_elsewhere_is_refused(report):
    template, content = given_out(report)
    assert seal_of(template.serial, {**template.content, "sections": [["I", 0, ""]]}) != template.seal
    book = openpyxl.load_workbook(io.BytesIO(content))
    book[shape.SEAL]["A2"].value = "0" * 64
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(ValidationError, match=template.serial):
        brought(report, file.getvalue())
    del book[shape.SEAL]
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(ValidationError, match="niêm phong"):
        brought(report, file.getvalue())


def test_a_flood_is_refused_before_it_is_opened(report):
    with pytest.raises(ValidationError, match="MB"):
        brought(report, b"PK" + b"0" * LARGEST)


def test_what_changed_in_the_portal_meanwhile_is_told_and_not_overwritten(report):
    _template, content = given_out(report)
    save_draft(
        report, Draft({"II": ("Viết trên cổng.", None)}, {"outgoing": (3, "Bổ sung")}), by=None, at=IN_TIME
    )
    reading = brought(report, filled(content, F6=5, H6="Khác"))
    assert "3" in sentences(reading)[f"{shape.FIGURES}!F6"]
    reading = brought(report, filled(content, text_II="Viết ngoại tuyến."))
    assert "C3" in next(iter(sentences(reading)))
    assert report.narratives.get(section="II").text == "Viết trên cổng."
    assert report.corrections.get().value == 3
    assert [row.receipt[-3:] for row in OfflineReading.objects.all()] == ["002", "001"]


def test_the_same_file_may_be_mended_and_brought_again(report):
    _template, content = given_out(report)
    first = {"F6": 2, "G6": str(Cause.MISSING_RECORD.label), "text_II": "Đón đoàn Lào."}
    assert brought(report, filled(content, **first)).is_taken_over
    again = brought(report, filled(content, **first | {"F6": 3, "text_II": "Đón đoàn Lào, đoàn Cuba."}))
    assert again.is_taken_over, again.outcome
    assert report.corrections.get().value == 3
    assert report.narratives.get(section="II").text == "Đón đoàn Lào, đoàn Cuba."
    save_draft(report, Draft({}, {"outgoing": (4, "Đếm lại")}), by=None, at=IN_TIME)
    refused = brought(report, filled(content, **first | {"F6": 5}))
    assert "4 (Đếm lại)" in sentences(refused)[f"{shape.FIGURES}!F6"]


def test_nothing_to_report_is_said_in_one_cell(report, province, other_province):
    quiet = report_of(other_province)
    _template, content = given_out(quiet)
    assert brought(quiet, filled(content, C4=shape.NOTHING)).is_taken_over
    assert Report.objects.get(pk=quiet.pk).nothing_to_report


def test_what_is_sent_after_a_workbook_says_how_it_came_in(report, leader):
    _template, content = given_out(report)
    brought(report, filled(content, text_I="Đã thực hiện."))
    sent = REPORT.move(Report.objects.get(pk=report.pk), "submit", by=leader, at=IN_TIME)
    assert sent.versions.get().way == "offline"


def test_a_reader_of_the_report_may_not_bring_a_workbook(report, department_officer):
    _template, content = given_out(report)
    with pytest.raises(PermissionDenied):
        brought(report, content, by=department_officer)


def test_the_page_gives_the_workbook_out_and_takes_it_back(client, report, officer):
    client.force_login(officer)
    answer = client.post(reverse("reports:workbook", args=[report.cycle.code, report.unit.code]))
    assert answer["Content-Disposition"] == 'attachment; filename="bm-2026-h1-ldld-lci-001.xlsx"'
    page = address(report, "workbooks")
    wrong = SimpleUploadedFile("bieu.xlsx", filled(answer.content, F6=-1, H6="x"))
    assert client.post(page, {"file": wrong}).status_code == 302
    assert "F6" in client.get(page).content.decode()
    right = SimpleUploadedFile("bieu.xlsx", filled(answer.content, text_I="Đã làm."))
    assert client.post(page, {"file": right}).status_code == 302
    assert "BN-2026-H1-LDLD-LCI-002" in client.get(page).content.decode()
    letter = SimpleUploadedFile("thu.pdf", PDF)
    assert client.post(page, {"file": letter}).status_code == 422
    assert OfflineTemplate.objects.count() == 1


def test_an_office_program_opens_and_keeps_the_workbook(report, tmp_path):
    _template, content = given_out(report)
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(filled(content, F6=2, H6="Thiếu bản ghi"))
    subprocess.run(
        [shutil.which("soffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out", file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert brought(report, (tmp_path / "out" / "bieu.xlsx").read_bytes()).is_taken_over
    assert report.corrections.get().value == 2


def test_the_day_of_a_receipt_is_that_of_its_reading(report):
    _template, content = given_out(report)
    assert brought(report, content).at == IN_TIME
    assert isinstance(IN_TIME, dt.datetime)
