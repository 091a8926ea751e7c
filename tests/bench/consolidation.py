"""The consolidated report of sixty units (180 pages of annexes) against the same in one document: P9 of performance.md.

Each unit's annex was printed when its report was received; binding prints the front part and merges. Where the Python
package `typst` is installed, the same tables are laid out by it, too. Work of the processors, in turns, in one run.
"""

import datetime as dt
import importlib.util
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

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
from portal.rendering.tags import children, elements
from reports.printing.annexes import compliance_annex, summary_annex, unit_figures_annex
from reports.printing.drawings import figure_blocks
from tests.bench.pairs import both, show

UNITS, ROWS, PAGES = 60, 36, 3  # figures of a unit, so that its annex has three pages
ROUNDS = 3
TEXT = "Công đoàn các cấp duy trì quan hệ với công đoàn các nước, trao đổi đoàn, thực hiện thỏa thuận đã ký. "


def figures(number: int, count: int) -> list[dict]:
    return [
        {
            "code": f"figure{index}", "label": f"Chỉ tiêu {index}: đoàn ra, đoàn vào, hội nghị", "measure": "lượt người",
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


def in_one(paper: Paper) -> bytes:
    units = [replace(unit_annex(number), number=str(number)) for number in range(UNITS)]
    return official_pdf(replace(paper, annexes=[*paper.annexes, *units]))


def tags(content: bytes) -> Counter:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Counter(
            str(element.S) for top in children(pdf.Root.StructTreeRoot) for element in elements(top)
        )


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_sixty_units_are_bound_faster_than_printed_and_lose_no_tag(paper, kept):
    made: dict[str, bytes] = {}
    things = {
        "bound": lambda: made.update(bound=bound(paper, kept)),
        "merged alone": lambda: made.update(merged=merge_pdf(made["front"], kept, title=paper.title)),
        "one document": lambda: made.update(one=in_one(paper)),
    }
    made["front"] = official_pdf(paper)
    typst = typst_source(paper)
    if importlib.util.find_spec("typst"):
        import typst as compiler

        fonts = [str(Path(settings.DOCUMENT_FONTS))]
        things["Typst, the same tables"] = lambda: made.update(
            typst=compiler.compile(typst.encode(), font_paths=fonts, ignore_system_fonts=True)
        )
    taken = both(things, ROUNDS, warm=0)
    base = taken["bound"].cpu
    show(
        f"P9: {UNITS} units, {pages(made['bound'])} pages (goals: one document >= 8 x, Typst <= 1.5 x the other way)",
        [(name, f"{one.cpu:.2f} s", f"{one.cpu / base:.2f} x") for name, one in taken.items()],
    )
    parts, whole = tags(made["front"]), tags(made["bound"])
    for _title, content in kept:
        parts += tags(content)
    asked = ("/Table", "/TR", "/TH", "/TD", "/Link")
    show(
        "P9: tags of the parts and of the bound file (goal: the same)",
        [(name, parts[name], whole[name], tags(made["one"])[name]) for name in asked],
    )
    assert all(parts[name] == whole[name] for name in asked)
    assert pages(made["bound"]) >= UNITS * PAGES
    assert taken["one document"].cpu >= 8 * base


def typst_source(paper: Paper) -> str:
    """The text and the tables in Typst's own language, each annex on a landscape or upright sheet of its own."""
    lines = [
        '#set text(font: "Tinos", size: 13pt, lang: "vi")', "#set page(margin: (x: 20mm, y: 20mm))",
        *(f"#par[{_plain(block.text)}]" for block in paper.body if isinstance(block, Paragraph)),
    ]  # fmt: skip
    for annex in [*paper.annexes, *(unit_annex(number) for number in range(UNITS))]:
        widths = ", ".join(f"{column.width}fr" for column in annex.columns)
        head = ", ".join(f"[*{_plain(column.title)}*]" for column in annex.columns)
        cells = ",\n".join(f"[{_plain(cell)}]" for row in annex.rows for cell in row)
        lines.append(
            f"#pagebreak()\n= {_plain(annex.title)}\n#table(columns: ({widths}), table.header({head}),\n{cells})"
        )
    return "\n".join(lines)


def _plain(cell) -> str:
    text = str(cell.value if isinstance(cell, Linked) else cell if cell is not None else "")
    return "".join(f"\\{sign}" if sign in "#*_$@<>[]`\\~=-+/" else sign for sign in text)
