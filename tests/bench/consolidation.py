"""The consolidated report of sixty units (180 pages of annexes) against the same in one document: P9 of performance.md.

Each unit's annex was printed when its report was received; binding prints the front part and merges. Where the Python
package `typst` is installed (pip install typst), it lays out the same pages, too: typeset.py says what is the same.
Work of the processors, in turns, in one run.
"""

import datetime as dt
import importlib.util
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from shutil import copy

import pikepdf
import pytest

from portal.rendering.merge import merge_pdf
from portal.rendering.official import (
    Annex,
    Heading,
    Linked,
    Paper,
    Paragraph,
    Signature,
    annexes_pdf,
    official_pdf,
)
from portal.rendering.pdf import STYLES, font_file
from portal.rendering.tags import children, elements
from reports.printing.annexes import compliance_annex, summary_annex, unit_figures_annex
from reports.printing.drawings import figure_blocks
from tests.bench import typeset
from tests.bench.pairs import both, show

UNITS, ROWS, PAGES = 60, 48, 3  # figures of a unit, so that its annex has three pages
FASTER = 8  # the goal: times faster than one document
AT_MOST = 1.5  # the goal: times as long as Typst
ROUNDS = 3
TAGS = ("/Table", "/TR", "/TH", "/TD", "/Link")
TEXT = "Công đoàn các cấp duy trì quan hệ với công đoàn các nước, trao đổi đoàn, thực hiện thỏa thuận đã ký. "


def figures(number: int, count: int) -> list[dict]:
    return [
        {
            "code": f"figure{index}", "label": f"Chỉ tiêu {index}: đoàn ra, đoàn vào, hội nghị, hội thảo", "measure": "lượt người",
            "value": (number * 7 + index) % 40, "proposed": index % 40, "previous": index % 9, "condition": "number",
            "is_corrected": index % 11 == 0, "reason": "Theo sổ của cơ quan đơn vị", "unstated": index % 5, "plan": 3,
            "cumulative": index, "joint": 1, "last": 2, "parts": {},
        }
        for index in range(count)
    ]  # fmt: skip


def unit_annex(number: int) -> Annex:
    """As `unit_annex_paper` binds it: its numbers lead on."""
    annex = unit_figures_annex({"figures": figures(number, ROWS)}, f"LĐLĐ tỉnh số {number}")
    page = "https://doi-ngoai.example.vn/bao-cao/2026-H1/LDLD-{}/phien-ban/1/{}/"
    rows = [[*row[:3], Linked(row[3], page.format(number, row[0])), *row[4:]] for row in annex.rows]
    return replace(annex, rows=rows)


def front() -> Paper:
    """The text with its table and bars, annex I, annex XII of all units."""
    compliance = [
        {"unit": f"LĐLĐ tỉnh số {number}", "due_on": "16/06/2026", "sent_on": "12/06/2026", "timeliness": "on_time",
         "days": 0, "returned": 0, "days_to_acceptance": 3, "nothing": False}
        for number in range(UNITS)
    ]  # fmt: skip
    coverage = {"accepted": UNITS, "owing": UNITS, "sent": UNITS, "on_time": UNITS, "late": 0}
    content = {"figures": figures(0, 14), "coverage": coverage, "compliance": compliance}
    body = [Paragraph(TEXT * 3)]
    for title in ("Tình hình", "Kết quả", "Đánh giá", "Phương hướng", "Kiến nghị"):
        body += [Heading(title), *(Paragraph(TEXT * 5) for _number in range(6))]
    return Paper(
        superior="TỔNG LIÊN ĐOÀN\nLAO ĐỘNG VIỆT NAM", issuer="BAN ĐỐI NGOẠI", issued_by="Ban Đối ngoại", symbol="BC-BĐN",
        place="Hà Nội", number="15", dated=dt.date(2026, 6, 19), year=2026, type_name="BÁO CÁO",
        subject="công tác đối ngoại 6 tháng đầu năm 2026", addressees=["Đoàn Chủ tịch"],
        body=[*body, *figure_blocks(content, lambda code: f"https://doi-ngoai.example.vn/{code}/")],
        closing="Trên đây là báo cáo", recipients=["Như trên", "Lưu"], archive="BĐN", signature=Signature(["TRƯỞNG BAN"]),
        annexes=[summary_annex(content), compliance_annex(content, "6 tháng đầu năm 2026")],
    )  # fmt: skip


@pytest.fixture(scope="module")
def paper() -> Paper:
    return front()


@pytest.fixture(scope="module")
def kept(paper) -> list[tuple[str, bytes]]:
    """The annexes as they were printed when the reports were received."""
    annexes = [replace(unit_annex(number), number="") for number in range(UNITS)]
    return [(annex.title, annexes_pdf(replace(paper, annexes=[annex]))) for annex in annexes]


def bound(paper: Paper, kept: list) -> bytes:
    return merge_pdf(official_pdf(paper), kept, title=paper.title, identifier="urn:bao-cao-tong-hop:2026-H1")


def all_in_one(paper: Paper) -> Paper:
    units = [replace(unit_annex(number), number=str(number)) for number in range(UNITS)]
    return replace(paper, annexes=[*paper.annexes, *units])


def tags(content: bytes) -> Counter:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Counter(
            str(element.S) for top in children(pdf.Root.StructTreeRoot) for element in elements(top)
        )


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


@pytest.fixture(scope="module")
def typst(paper, tmp_path_factory) -> Callable[[], bytes] | None:
    """Lays out the same with Typst, where it is installed; only the document's fonts stand in its way."""
    if not importlib.util.find_spec("typst"):
        return None
    import typst as compiler

    folder = tmp_path_factory.mktemp("fonts")
    for weight, style in STYLES:
        copy(font_file(weight, style), folder)
    text = typeset.source(all_in_one(paper)).encode()
    options = {"font_paths": [str(folder)], "ignore_system_fonts": True, "pdf_standards": [typeset.STANDARD]}
    return lambda: compiler.compile(text, **options)


@pytest.fixture(scope="module")
def ways(paper, kept, typst) -> dict[str, Callable[[], bytes]]:
    front = official_pdf(paper)
    ours = {
        "bound": lambda: bound(paper, kept),
        "merged alone": lambda: merge_pdf(front, kept, title=paper.title),
        "one document": lambda: official_pdf(all_in_one(paper)),
    }
    return {**ours, "Typst": typst} if typst else ours


def test_sixty_units_are_bound_faster_than_printed_and_lose_no_tag(paper, kept, ways):
    made: dict[str, bytes] = {}
    taken = both({name: lambda name=name: made.update({name: ways[name]()}) for name in ways}, ROUNDS, warm=0)
    ours = taken["bound"].cpu
    show(
        f"P9: {UNITS} units (goals: one document >= {FASTER} x, ours <= {AT_MOST} x Typst)",
        [
            (name, f"{pages(made[name])} pages", f"{one.cpu:.2f} s", f"{one.cpu / ours:.2f} x")
            for name, one in taken.items()
        ],
    )
    parts = sum((tags(content) for _title, content in kept), tags(official_pdf(paper)))
    whole = {name: tags(content) for name, content in made.items()}
    show(
        f"P9: tags of the parts (goal: as many when bound), and of {', '.join(whole)}; Typst counts a table once",
        [(tag, parts[tag], *(counted[tag] for counted in whole.values())) for tag in TAGS],
    )
    assert all(parts[tag] == whole["bound"][tag] for tag in TAGS)
    assert all(pages(content) >= UNITS * PAGES for content in made.values())
    assert taken["one document"].cpu >= FASTER * ours
    assert "Typst" not in taken or ours <= AT_MOST * taken["Typst"].cpu
