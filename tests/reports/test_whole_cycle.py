"""The consolidated report of a cycle with all its units, read back from its PDF and its Word file."""

import datetime as dt
import io
import shutil
import subprocess
import time
from types import SimpleNamespace

import pikepdf
import pytest
from django.db import transaction
from docx import Document as WordDocument
from pypdf import PdfReader

from portal.jobs.models import Job
from portal.jobs.running import perform
from portal.rendering.tags import tag_faults
from portal.units import reference as units
from reports import reference
from reports.models import Consolidation
from reports.services.consolidation import build
from reports.services.submission import accepted_versions
from tests.factories.delegations import delegation
from tests.factories.reports import TOO_LATE, accepted, cycle
from tests.portal.rendering.test_official_pdf import embedded_fonts, words

GOAL = 20.0  # seconds for the PDF of a cycle with all its units
SILENT = {"LDLD-15-2025", "CDN-DK"}  # two units that never sent
HEADINGS = (
    "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, QUẢN LÝ",
    "II. KẾT QUẢ THỰC HIỆN",
    "III. ĐÁNH GIÁ CHUNG",
    "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
    "V. KIẾN NGHỊ, ĐỀ XUẤT",
)


pytestmark = pytest.mark.xdist_group("whole cycle")  # one worker builds it once for all tests here


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """51 units, 49 of them received with their annexes printed by the worker; built once for all tests below."""
    with django_db_blocker.unblock(), transaction.atomic():
        units.load()
        reference.load()
        found = cycle()
        reporting = [report.unit for report in found.reports.select_related("unit")]
        for index, unit in enumerate(reporting):
            if unit.code in SILENT:
                continue
            direction = "incoming" if index % 2 else "outgoing"
            delegation(unit, f"Đoàn số {index}", direction=direction, starts_on="2026-03-01", size=5)
            accepted(unit, I=f"Kế hoạch {index}.", II="Giữ quan hệ với công đoàn bạn." * 3)
        for pk in Job.objects.filter(kind="reports.annex").values_list("pk", flat=True):
            perform(pk)
        yield built(found, len(reporting))
        transaction.set_rollback(True)


def built(found, owing) -> SimpleNamespace:
    draft = Consolidation.objects.create(cycle=found, paper="to_presidium")
    began = time.process_time()
    made = build(draft, by=None, at=TOO_LATE)
    seconds = time.process_time() - began
    with made.pdf.file.open("rb") as file:
        pdf = file.read()
    with made.docx.file.open("rb") as file:
        docx = file.read()
    pages = [words(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
    return SimpleNamespace(
        cycle=found, owing=owing, seconds=seconds, pdf=pdf, docx=docx, pages=pages, text=" ".join(pages),
        versions=accepted_versions(found), content=made.content,
    )  # fmt: skip


def test_it_is_printed_in_time_because_annexes_were_printed_when_received(whole):
    """Time of the processor: what else the machine does at the moment does not count."""
    assert all(version.annex for version in whole.versions)
    assert whole.seconds < GOAL


def test_it_says_how_many_reported_to_whom_and_who_signs(whole):
    assert (len(whole.versions), whole.owing) == (49, 51)
    assert "có 49/51 đơn vị đã báo cáo" in whole.text
    assert "Chưa có báo cáo của 2 đơn vị" in whole.text
    assert "BAN ĐỐI NGOẠI" in whole.pages[0]
    assert "Kính gửi: Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam" in whole.pages[0]
    assert "Nơi nhận: - Như trên;" in whole.text
    assert "TRƯỞNG BAN" in whole.text
    assert "TM. ĐOÀN CHỦ TỊCH" not in whole.text


def test_its_sections_and_annexes_stand_in_their_order(whole):
    titles = [
        *HEADINGS,
        "PHỤ LỤC I TỔNG HỢP HOẠT ĐỘNG ĐỐI NGOẠI",
        "PHỤ LỤC II THỐNG KÊ ĐOÀN RA",
        "PHỤ LỤC III THỐNG KÊ ĐOÀN VÀO",
        "PHỤ LỤC IV KÝ KẾT VÀ THỰC HIỆN THỎA THUẬN QUỐC TẾ",
        "PHỤ LỤC XII CHẤP HÀNH CHẾ ĐỘ BÁO CÁO",
    ]
    places = [whole.text.find(title) for title in titles]
    assert -1 not in places, [title for title, place in zip(titles, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_every_received_unit_has_its_annex_and_the_silent_ones_none(whole):
    marks = [outline.title for outline in bookmarks(whole.pdf)]
    for version in whole.versions:
        assert f"Số liệu của {version.report.unit.short_name}" in marks
        assert f"SỐ LIỆU CÔNG TÁC ĐỐI NGOẠI CỦA {version.report.unit.name.upper()}" in whole.text
    assert sum(mark.startswith("Số liệu của") for mark in marks) == 49
    compliance = whole.text[whole.text.find("PHỤ LỤC XII") :]
    assert compliance.count("Chưa gửi, quá hạn 3 ngày") == 2


def bookmarks(pdf: bytes) -> list:
    found = []

    def visit(outlines) -> None:
        for each in outlines:
            visit(each) if isinstance(each, list) else found.append(each)

    visit(PdfReader(io.BytesIO(pdf)).outline)
    return found


def test_where_each_text_came_from_stands_before_it(whole):
    first = whole.versions[0].report.unit
    assert f"{first.short_name}: Kế hoạch 0." in whole.text
    origins = {entry["code"] for entry in whole.content["texts"]["I"]}
    assert origins == {version.report.unit.code for version in whole.versions}


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(whole):
    assert not whole.pages[0].startswith("1 ")
    assert whole.pages[1].startswith("2 ") or whole.pages[1].endswith(" 2")


def test_only_the_portals_fonts_are_embedded(whole):
    with pikepdf.Pdf.open(io.BytesIO(whole.pdf)) as pdf:
        names = embedded_fonts(pdf)
    assert names
    assert all("Tinos" in name for name in names)


def test_the_merged_file_is_tagged_through_and_whole(whole, tmp_path):
    assert tag_faults(whole.pdf) == []
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(whole.pdf)
    program = shutil.which("qpdf")
    assert program, "qpdf is missing: apt-get install qpdf"
    checked = subprocess.run([program, "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_word_file_has_the_same_headings(whole):
    document = WordDocument(io.BytesIO(whole.docx))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [text for text in headings if text in HEADINGS] == list(HEADINGS)
    assert all(words(text) in whole.text for text in headings)
    cells = " ".join(cell.text for table in document.tables for row in table.rows[:2] for cell in row.cells)
    assert "BAN ĐỐI NGOẠI" in cells
    body = " ".join(p.text for p in document.paragraphs)
    assert "có 49/51 đơn vị đã báo cáo" in body


def test_the_figures_are_those_of_the_registers(whole):
    rows = {row["code"]: row for row in whole.content["figures"]}
    assert rows["outgoing"]["value"] + rows["incoming"]["value"] == 49
    assert rows["outgoing_people"]["value"] + rows["incoming_people"]["value"] == 5 * 49
    assert whole.content["built_on"] == dt.date(2026, 6, 19).isoformat()
