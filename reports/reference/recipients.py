"""Nơi nhận of the papers that the portal prints; editable and dated, because bodies end and change their names."""

import datetime as dt

from django.db import transaction

from reports.models import PaperKind, Recipient

SINCE = dt.date(
    2025, 3, 1
)  # the Ministry of Foreign Affairs took over from the Central Commission for External Relations
LINES = {
    PaperKind.TO_PRESIDIUM: ("Các đồng chí Phó Chủ tịch Tổng Liên đoàn", "Văn phòng Tổng Liên đoàn"),
    PaperKind.OUTWARD: (
        "Ban Bí thư Trung ương Đảng (để báo cáo)",
        "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        "Bộ Ngoại giao",
        "Các đồng chí Ủy viên Đoàn Chủ tịch Tổng Liên đoàn",
    ),
    PaperKind.UNIT: ("Thường trực Ban Thường vụ",),
}


@transaction.atomic
def load_recipients() -> int:
    """Add the lines of a paper that has none yet; what an administrator changed stays."""
    added = 0
    for paper, lines in LINES.items():
        if Recipient.objects.filter(paper=paper).exists():
            continue
        for order, text in enumerate(lines, 1):
            Recipient.objects.create(paper=paper, text=text, order=10 * order, valid_from=SINCE)
            added += 1
    return added
