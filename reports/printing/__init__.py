"""What the reports' app prints: the unit's report and the consolidated papers, as PDF, Word file and workbook."""

from django.utils.translation import gettext_lazy as _

from portal.rendering.docx import official_docx
from portal.rendering.official import official_pdf
from portal.rendering.registry import Printed, printable
from portal.rendering.xlsx import annexes_xlsx
from reports.figures.gather import gather
from reports.models import Consolidation, Report, ReviewState

from . import resolution  # noqa: F401 - it registers its kind of paper
from .consolidated import consolidated_paper, unit_annex_paper
from .papers import unit_paper

__all__ = ["consolidated_paper", "content_of", "unit_annex_paper", "unit_paper"]

WRITERS = {"pdf": official_pdf, "docx": official_docx, "xlsx": annexes_xlsx}


def content_of(report: Report) -> dict:
    """What was sent, once it was sent; before, what the draft says now (the preview)."""
    if report.state in (ReviewState.SUBMITTED, ReviewState.ACCEPTED):
        return report.versions.first().content
    return gather(report)


@printable(
    "unit-report",
    label=_("Periodic report of a unit"),
    formats=("pdf", "docx", "xlsx"),
    key_help=_(
        "period and unit, and to whom else: 2026-H1:LDLD-15-2025 or 2026-H1:LDLD-15-2025:Tỉnh ủy Lào Cai"
    ),
)
def unit_report(key: str, *, user, format: str) -> Printed:
    """The unit's report as it stands: sent version or draft; for another addressee where the key names one."""
    code, _colon, rest = key.partition(":")
    unit, _colon, addressee = rest.partition(":")
    report = (
        Report.objects.visible_to(user)
        .live()
        .select_related("cycle", "unit", "collected_by__unit")
        .get(cycle__code=code.upper(), unit__code=unit)
    )
    paper = unit_paper(report, content_of(report), addressee=addressee.strip())
    return Printed.named(f"bao-cao-{code}-{unit}".lower(), format, WRITERS[format](paper))


@printable(
    "consolidated-report",
    label=_("Consolidated report"),
    formats=("pdf", "docx", "xlsx"),
    key_help=_("period, with :outward for the paper outward, for example 2026-H1 or 2026-H1:outward"),
)
def consolidated_report(key: str, *, user, format: str) -> Printed:
    """The latest consolidated report of a period: the stored file where it was issued, else the draft."""
    code, _colon, paper = key.partition(":")
    rows = Consolidation.objects.visible_to(user).select_related("cycle", "pdf", "docx")
    consolidation = rows.filter(cycle__code=code.upper(), paper=paper or "to_presidium").latest("pk")
    stored = {"pdf": consolidation.pdf, "docx": consolidation.docx}.get(format)
    if stored is not None:
        with stored.file.open("rb") as file:
            return Printed.named(f"bao-cao-tong-hop-{code}".lower(), format, file.read())
    return Printed.named(
        f"bao-cao-tong-hop-{code}".lower(), format, WRITERS[format](consolidated_paper(consolidation))
    )
