"""The indicators and the types of reports that every portal begins with; what was changed afterwards stays."""

import csv
import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from portal.deadlines.models import PeriodKind
from portal.units.models import UnitType
from reports.models import (
    FigureSpec,
    Indicator,
    IndicatorVersion,
    Layout,
    Nature,
    ReportType,
    SectionSpec,
    TypeVersion,
)

DATA = Path(__file__).resolve().parent.parent / "data"
SINCE = dt.date(2000, 1, 1)  # early enough for every figure that may be loaded
PERIODIC, THEMATIC, AD_HOC = "dinh-ky", "chuyen-de", "dot-xuat"

#: domain.md section 3, the skeleton of the text; the second column is what the officer reads above the box
SECTIONS = (
    SectionSpec(
        "I", "Công tác lãnh đạo, chỉ đạo, quản lý",
        "Đơn vị đã ban hành văn bản nào, thực hiện theo kế hoạch nào, các hoạt động được phê duyệt ra sao?",
    ),
    SectionSpec(
        "II", "Kết quả thực hiện",
        "Kết quả đạt được: song phương, đa phương, nguồn lực, thông tin đối ngoại, tập huấn, nghiên cứu.",
    ),
    SectionSpec("III", "Đánh giá chung", "Ưu điểm, hạn chế, nguyên nhân, bài học kinh nghiệm."),
    SectionSpec(
        "IV", "Phương hướng, nhiệm vụ kỳ tới", "Việc sắp tới: các đoàn, thỏa thuận, hội nghị kèm thời gian."
    ),
    SectionSpec("V", "Kiến nghị, đề xuất", "Kiến nghị với Đoàn Chủ tịch, với Ban Đối ngoại."),
)  # fmt: skip
#: domain.md 9.6: federations, sector and corporation unions report
REPORTING = (UnitType.PROVINCIAL_FEDERATION, UnitType.SECTOR_UNION, UnitType.CORPORATION_UNION)
ANNEXES = ("II", "III", "IV", "IV-b", "V", "VI", "VII", "VIII", "IX", "X", "XI")


@transaction.atomic
def load_indicators() -> int:
    """Add the indicators of annex I that are not there yet."""
    known = set(Indicator.objects.values_list("code", flat=True))
    added = 0
    with (DATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), 1):
            if row["code"] not in known:
                _add_indicator(order, row)
                added += 1
    return added


def _add_indicator(order: int, row: dict[str, str]) -> None:
    indicator = Indicator.objects.create(code=row["code"], order=10 * order)
    IndicatorVersion.objects.create(
        indicator=indicator, number=1, valid_from=SINCE, label=row["label"], measure=row["measure"],
        definition=row["definition"], query=row["query"], weight=row["weight"], across_units=row["across_units"],
        across_periods=row["across_periods"], dimensions=row["dimensions"].split(), is_money=row["is_money"] == "1",
        counts_activity=row["counts_activity"] == "1", source=row["source"],
    )  # fmt: skip


@transaction.atomic
def load_types() -> int:
    """Add the periodic, the thematic and the ad hoc report where there is none of that code."""
    periodic = Layout(
        SECTIONS,
        tuple(FigureSpec(code) for code in Indicator.objects.in_use().values_list("code", flat=True)),
        ANNEXES,
        tuple(REPORTING),
        tuple(PeriodKind.values),
    )
    free = Layout(
        (
            SectionSpec("I", "Tình hình, kết quả thực hiện", "Những việc đã làm về nội dung được yêu cầu."),
            SectionSpec("II", "Khó khăn, vướng mắc", "Nguyên nhân, cách khắc phục."),
            SectionSpec("III", "Kiến nghị, đề xuất", "Kiến nghị với Đoàn Chủ tịch, với Ban Đối ngoại."),
        ),
        unit_types=tuple(REPORTING),
    )
    return sum(
        (
            _add_type(PERIODIC, "Báo cáo định kỳ công tác đối ngoại", Nature.PERIODIC, periodic),
            _add_type(THEMATIC, "Báo cáo chuyên đề", Nature.THEMATIC, free),
            _add_type(AD_HOC, "Báo cáo đột xuất", Nature.AD_HOC, free),
        )
    )


def _add_type(code: str, name: str, nature: Nature, layout: Layout) -> int:
    """Its deadlines are those of the windows of periods until an administrator sets others by kind of unit."""
    if ReportType.objects.filter(code=code).exists():
        return 0
    made = ReportType.objects.create(code=code, name=name, nature=nature)
    TypeVersion.objects.create(type=made, number=1, content=layout.kept(), published_at=timezone.now())
    return 1
