"""The ad-hoc report of a matter that arose, in the official form of the unit that reports it."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name
from portal.rendering.docx import official_docx
from portal.rendering.official import Heading, Paper, Paragraph, Signature, official_pdf
from portal.rendering.registry import Printed, printable
from portal.text import PartialDate

from ..models import Matter

WRITERS = {"pdf": official_pdf, "docx": official_docx}
PRESIDIUM = "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"
GOES_ON = "Đang tiếp tục xử lý; sẽ báo cáo bổ sung."


@printable(
    "matter-report",
    label=_("Ad-hoc report of a matter that arose"),
    formats=("pdf", "docx"),
    key_help=_("its number in the register"),
)
def matter_report(key: str, *, user, format: str) -> Printed:
    """The matter as it stands; one that the reader may not see does not exist."""
    rows = Matter.objects.visible_to(user).select_related("unit", "partner")
    matter = rows.get(pk=int(key) if key.isdecimal() else 0)
    return Printed.named(f"bao-cao-dot-xuat-{matter.pk:d}", format, WRITERS[format](matter_paper(matter)))


def matter_paper(matter: Matter) -> Paper:
    """A unit's own paper under its header; the day and the number are the clerk's."""
    unit = matter.unit
    reported = timezone.localtime(matter.reported_at) if matter.reported_at else None
    department = f"{settings.DEPARTMENT} Tổng Liên đoàn Lao động Việt Nam"
    return Paper(
        superior=unit.superior_line,
        issuer=unit.header_line or unit.name,
        issued_by=unit.name,
        symbol=unit.symbol,
        place=unit.place,
        year=(reported or timezone.localtime(matter.created_at)).year,
        type_name="BÁO CÁO ĐỘT XUẤT",
        subject=f"Về việc: {matter.title}",
        addressees=[PRESIDIUM] if unit.is_central else [PRESIDIUM, department],
        body=_body(matter),
        closing=f"Trên đây là báo cáo đột xuất của {unit.name}, kính trình xem xét, cho ý kiến chỉ đạo",
        archive="VT",
        signature=Signature([line for line in (unit.signature_authority, unit.signature_title) if line]),
    )


def _body(matter: Matter) -> list:
    return [
        Heading("Diễn biến"), Paragraph(_occasion(matter)), *_paragraphs(matter.summary),
        Heading("Xử lý ban đầu"), *_handler(matter), *(_paragraphs(matter.response) or [Paragraph(GOES_ON)]),
        Heading("Kết quả"), *(_paragraphs(matter.result) or [Paragraph(GOES_ON)]),
    ]  # fmt: skip


def _occasion(matter: Matter) -> str:
    """When it happened, and with whom."""
    whom = matter.partner.name_vi if matter.partner else country_name(matter.country)
    days = _days(matter.starts_on, matter.ends_on)
    return f"{days or 'Thời gian: chưa xác định'}{f'; đối tác liên quan: {whom}' if whom else ''}."


def _days(first: PartialDate | None, last: PartialDate | None) -> str:
    if first and last and first != last:
        return f"Thời gian: từ {first.display()} đến {last.display()}"
    known = first or last
    return f"Thời gian: {known.display()}" if known else ""


def _handler(matter: Matter) -> list:
    return [Paragraph(f"Người xử lý: {matter.handler}.")] if matter.handler else []


def _paragraphs(text: str) -> list:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
