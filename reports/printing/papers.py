"""A unit's own report on paper: who speaks, to whom, in whose name (domain.md 9.1, 9.2, 9.5)."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from portal.rendering.official import Block, Heading, Paper, Paragraph, Signature
from portal.ui.formats import number_vi
from portal.units.models import Unit
from portal.workflow.models import SigningForm
from reports.models import PaperKind, Recipient

from .annex_lists import unit_lists
from .annexes import unit_figures_annex

SUBHEADING = "## "
MONEY = "đồng"  # what a figure of money is measured in
PRESIDIUM = "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"


def unit_paper(report, content: dict, *, addressee: str = "") -> Paper:
    """A unit's own report under its own header, to the Presidium and the International Department.

    What an upper unit gathers goes to that unit. The same data for another `addressee` is a paper of its own: the
    number and the day of the first one are not repeated on it.
    """
    unit, cycle = report.unit, report.cycle
    name = name_on(unit, cycle.ends_on)
    return Paper(
        superior=unit.superior_line,
        issuer=unit.header_line or name,
        issued_by=name,
        symbol=unit.symbol,
        place=unit.place,
        number=None if addressee else report.paper_number.split("/")[0].strip() or None,
        dated=None if addressee else report.paper_dated,
        year=cycle.due_on.year,
        type_name="BÁO CÁO",
        subject=cycle.subject_vi,
        addressees=[addressee] if addressee else _addressees(report),
        body=_unit_body(name, cycle, content),
        closing=f"Trên đây là báo cáo {cycle.matter_vi} của {name}",
        recipients=_recipients(PaperKind.UNIT, cycle.due_on),
        archive="VT",
        signature=Signature(_signing(report), report.signatory),
        annexes=_unit_annexes(content, name),
    )


def _addressees(report) -> list[str]:
    if report.collected_by is not None:
        return [name_on(report.collected_by.unit, report.cycle.ends_on)]
    return [PRESIDIUM, f"{settings.DEPARTMENT} Tổng Liên đoàn Lao động Việt Nam"]


def _signing(report) -> list[str]:
    """The unit's own lines; where a deputy sent it, for whom: "TM. BAN THƯỜNG VỤ / KT. CHỦ TỊCH" (domain.md 9.5)."""
    unit, post = report.unit, report.signatory_post
    if not post.startswith(tuple(SigningForm.values)):
        return [unit.signature_authority, unit.signature_title]
    return [*([unit.signature_authority] if post.startswith(SigningForm.FOR) else []), post.upper()]


def _unit_body(name: str, cycle, content: dict) -> list:
    intro = Paragraph(
        f"Thực hiện chế độ báo cáo công tác đối ngoại của Tổng Liên đoàn Lao động Việt Nam, {name} báo cáo kết quả "
        f"{cycle.matter_vi} (số liệu từ ngày {cycle.starts_on:%d/%m/%Y} đến ngày {cycle.ends_on:%d/%m/%Y}) như sau:"
    )
    blocks: list = [intro]
    told_in = section_of_figures(cycle)
    for code, title in cycle.layout.titles.items():
        blocks.append(Heading(title))
        text = content["sections"].get(code, "")
        if code == told_in:
            blocks.append(Paragraph(_unit_sentence(content)))
        blocks += blocks_of(text) or ([] if code == told_in else [Paragraph("Không có nội dung trong kỳ.")])
    return blocks


def section_of_figures(cycle) -> str:
    """Where the sentence of the figures stands: under the results; in a report without figures nowhere."""
    codes = cycle.layout.section_codes
    return ("II" if "II" in codes else codes[0]) if cycle.layout.figures and codes else ""


def _unit_sentence(content: dict) -> str:
    """What the figures say in one sentence; a report without activity says so."""
    if content["nothing_to_report"]:
        return "Trong kỳ, đơn vị không phát sinh hoạt động đối ngoại."
    held = [_told(row) for row in content["figures"] if row["value"]]
    if not held:
        return "Số liệu các chỉ tiêu trong kỳ bằng 0 (Phụ lục kèm theo)."
    return "Kết quả trong kỳ: " + "; ".join(held) + " (Phụ lục kèm theo)."


def _told(row: dict) -> str:
    """ "4 đoàn ra", "2 văn bản thỏa thuận quốc tế ký mới", "giá trị viện trợ tiếp nhận: 1.500.000 đồng"."""
    number, measure, label = number_vi(row["value"]), row["measure"], row["label"].lower()
    if row["measure"] == MONEY:
        return f"{label}: {number} {measure}"
    return f"{number} {label}" if label.startswith(f"{measure} ") else f"{number} {measure} {label}"


def _unit_annexes(content: dict, name: str) -> list:
    """Its figures, where the type asks for any; then each annex that has rows."""
    first = [replace(unit_figures_annex(content, name), number="I")] if content["figures"] else []
    return [*first, *unit_lists(content["annexes"])]


def blocks_of(text: str, links: Sequence[tuple[str, str]] = ()) -> list[Block]:
    """Lines as paragraphs; a line that begins with "## " is a heading of the second level."""
    return [
        Heading(line.removeprefix(SUBHEADING), level=2)
        if line.startswith(SUBHEADING)
        else Paragraph(line, links=links)
        for line in text.splitlines()
        if line.strip()
    ]


def _recipients(paper: str, on) -> list[str]:
    return list(Recipient.objects.of_paper(paper, on=on).values_list("text", flat=True))


def name_on(unit: Unit, day) -> str:
    """The unit's official name on that day: a paper of before keeps the name of before."""
    row = next(
        (
            row
            for row in unit.names.filter(is_official=True).order_by("-valid_from")
            if (row.valid_from is None or row.valid_from <= day)
            and (row.valid_to is None or row.valid_to >= day)
        ),
        None,
    )
    return row.name if row else unit.name
