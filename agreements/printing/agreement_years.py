"""The yearly report on agreements on paper, with annexes IV and IV-b (Law 70/2020 Art 42, 46)."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import Draft, Wanted, kind
from portal.papers.wording import Gaps, ended
from portal.rendering.official import Annex
from portal.units.models import UnitType

from ..figures.agreement_years import annexes_of
from ..models import AgreementYear
from .annexes import agreement_annex, planned_annex

ADDRESSEES = ("Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam", "Ban Đối ngoại Tổng Liên đoàn")
OUTWARD = ("Bộ Ngoại giao",)


def annexes(rows: dict[str, list[dict]]) -> list[Annex]:
    """Annex IV of the year and IV-b of the next, from `figures.agreement_years`."""
    return [agreement_annex(rows["iv"], with_unit=False), planned_annex(rows["iv_b"], with_unit=False)]


def report(record: AgreementYear, wanted: Wanted) -> Draft:
    """Báo cáo: how many, the assessment, the plan, the proposals; both annexes hang on it."""
    gaps, rows = Gaps(), annexes_of(record, on=wanted.on)
    speaker = settings.ORGANISATION if record.unit.unit_type == UnitType.CONFEDERATION else record.unit.name
    body = [
        "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14.",
        f"{speaker} báo cáo tình hình ký kết và thực hiện thỏa thuận quốc tế năm {record.year}, kế hoạch năm "
        f"{record.year + 1} như sau:",
        "# Tình hình ký kết và thực hiện",
        f"Số thỏa thuận đã ký trong năm hoặc đang có hiệu lực: {len(rows['iv'])} (Phụ lục IV). "
        f"{ended(gaps.say(record.assessment, _('the assessment of the year')))}",
        f"# Kế hoạch ký kết năm {record.year + 1}",
        f"Số thỏa thuận dự kiến ký: {len(rows['iv_b'])} (Phụ lục IV-b)." if rows["iv_b"] else "Không có thỏa thuận dự kiến ký.",
        *(["# Kiến nghị, đề xuất", ended(record.proposals)] if record.proposals.strip() else []),
        f"{speaker} trân trọng báo cáo.",
    ]  # fmt: skip
    told = OUTWARD if record.unit.unit_type == UnitType.CONFEDERATION else ADDRESSEES
    return Draft(
        f"Tình hình ký kết, thực hiện thỏa thuận quốc tế năm {record.year} và kế hoạch năm {record.year + 1}",
        "\n".join(body), told, content={"tables": {}, "annexes": [_kept(one) for one in annexes(rows)]},
        missing=tuple(gaps.missing),
    )  # fmt: skip


def _kept(annex: Annex) -> dict:
    """The annex as a paper keeps it."""
    columns = [[column.title, column.width, column.align] for column in annex.columns]
    return {
        "title": annex.title, "columns": columns, "rows": annex.rows, "landscape": annex.landscape, "note": annex.note,
    }  # fmt: skip


kind(
    "agreement-year", _("Yearly report on agreements"), "BC", of="agreements.agreementyear", name="BÁO CÁO", draft=report,
    order=10,
)  # fmt: skip
