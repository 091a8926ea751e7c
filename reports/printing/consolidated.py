"""Papers A and B of a cycle (domain.md 9.1), from the kept content alone: every figure leads to what is behind it."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from portal.notifications.services import absolute
from portal.rendering.official import Annex, Block, Heading, Linked, Paper, Paragraph, Signature
from portal.ui.formats import date_vi
from portal.units.models import Unit
from reports.models import Consolidation, Cycle, PaperKind, Recipient, SubmittedVersion

from .annex_lists import consolidated_lists
from .annexes import compliance_annex, summary_annex, unit_figures_annex
from .drawings import figure_blocks, figure_links
from .papers import PRESIDIUM, blocks_of, name_on, section_of_figures

THIS_PERIOD = "Kỳ này"  # the column whose numbers lead on


def consolidated_paper(consolidation: Consolidation) -> Paper:
    """The paper with its annexes; the units' own annexes are merged behind it (`unit_annex_paper`)."""
    cycle, content = consolidation.cycle, consolidation.content
    whole = _front(cycle, consolidation.paper, number=consolidation.number or None, dated=consolidation.dated)
    leads = leading(consolidation)
    return replace(
        whole,
        body=_body(consolidation, leads),
        recipients=recipients_of(consolidation),
        annexes=_annexes(content, cycle, leads) if content else [],
    )


def unit_annex_paper(version: SubmittedVersion) -> Paper:
    """Only the figures of one unit, as they are bound into the consolidated report; each leads to its records."""
    report = version.report
    name = name_on(report.unit, report.cycle.ends_on)
    whole = _front(report.cycle, PaperKind.TO_PRESIDIUM, number=None, dated=None)

    def leads(code: str) -> str:
        page = [report.cycle.code, report.unit.code, version.number, code]
        return absolute(reverse("reports:version-figure", args=page))

    annex = linked(unit_figures_annex(version.content, name), version.content["figures"], leads)
    return replace(whole, annexes=[replace(annex, number="")])


def leading(consolidation: Consolidation) -> Callable[[str], str]:
    """Figure → the whole address of the page that says what is behind it."""
    page = [consolidation.cycle.code, consolidation.paper, consolidation.pk]
    return lambda code: absolute(reverse("reports:issued-figure", args=[*page, code]))


def linked(annex: Annex, figures: list[dict], leads: Callable[[str], str]) -> Annex:
    """The annex whose rows are these figures, with each number of this period leading on."""
    at = [column.title for column in annex.columns].index(THIS_PERIOD)
    rows = [
        [*row[:at], Linked(row[at], leads(figure["code"])), *row[at + 1 :]]
        for row, figure in zip(annex.rows, figures, strict=True)
    ]
    return replace(annex, rows=rows)


def recipients_of(consolidation: Consolidation) -> list[str]:
    """The paper's own lines of Nơi nhận; the dated list of its kind where nobody has set any."""
    own = list(consolidation.recipients.values_list("text", flat=True))
    day = consolidation.dated or consolidation.cycle.due_on
    return own or list(Recipient.objects.of_paper(consolidation.paper, on=day).values_list("text", flat=True))


def _front(cycle: Cycle, paper: str, *, number: str | None, dated) -> Paper:
    """Header, addressee and signature: under whose name the paper goes out."""
    is_inner = paper == PaperKind.TO_PRESIDIUM
    speaker = _speaker(paper)
    issuing = Unit.objects.get(code="TLD-BDN" if is_inner else "TLD")
    authority = [line for line in (issuing.signature_authority, issuing.signature_title) if line]
    return Paper(
        superior=issuing.superior_line,
        issuer=issuing.header_line,
        issued_by=f"{speaker} Tổng Liên đoàn Lao động Việt Nam" if is_inner else speaker,
        symbol=issuing.symbol,
        place=issuing.place,
        number=number,
        dated=dated,
        year=cycle.due_on.year,
        type_name="BÁO CÁO",
        subject=cycle.subject_vi,
        addressees=[PRESIDIUM] if is_inner else [],
        closing=f"Trên đây là báo cáo {cycle.matter_vi}, {speaker} trân trọng báo cáo",
        archive="BĐN" if is_inner else "VT, BĐN",
        signature=Signature(authority),
    )


def _speaker(paper: str) -> str:
    return settings.DEPARTMENT if paper == PaperKind.TO_PRESIDIUM else settings.ORGANISATION


def _body(consolidation: Consolidation, leads: Callable[[str], str]) -> list[Block]:
    cycle, content = consolidation.cycle, consolidation.content
    blocks: list[Block] = [Paragraph(_opening(cycle, _speaker(consolidation.paper)))]
    if consolidation.corrects is not None:
        blocks.append(Paragraph(correction_sentence(consolidation)))
    links = figure_links(content.get("figures", []), leads)
    told_in = section_of_figures(cycle)
    for code, title in cycle.layout.titles.items():
        blocks += [Heading(title), *blocks_of(consolidation.sections.get(code, ""), links)]
        if code == told_in and content:
            blocks += figure_blocks(content, leads)
    return blocks


def _opening(cycle: Cycle, speaker: str) -> str:
    matter = cycle.matter_vi if cycle.title else f"công tác đối ngoại công đoàn {cycle.label_vi}"
    return (
        f"{speaker} báo cáo kết quả {matter} "
        f"(số liệu từ ngày {cycle.starts_on:%d/%m/%Y} đến ngày {cycle.ends_on:%d/%m/%Y}) như sau:"
    )


def correction_sentence(consolidation: Consolidation) -> str:
    """What a corrected paper says of the one before it."""
    former = consolidation.corrects
    assert former is not None
    assert former.issued_at is not None
    symbol = Unit.objects.get(code="TLD-BDN" if former.paper == PaperKind.TO_PRESIDIUM else "TLD").symbol
    number = f"số {former.number}/{symbol}" if former.number else "chưa ghi số"
    day = date_vi(former.dated or former.issued_at.astimezone().date())
    reason = consolidation.correction_reason.strip().rstrip(".")
    return f"Báo cáo này thay thế Báo cáo {number} ngày {day}. Lý do: {reason}."


def _annexes(content: dict, cycle: Cycle, leads: Callable[[str], str]) -> list[Annex]:
    return [
        *([linked(summary_annex(content), content["figures"], leads)] if content["figures"] else []),
        *consolidated_lists(content["annexes"]),
        compliance_annex(content, cycle.label_vi),
    ]
