"""A paper as the International Department sends it to the Presidium: long enough to show every part."""

from datetime import date
from decimal import Decimal

from portal.rendering.official import Annex, Column, Heading, Note, Paper, Paragraph, Signature, Table

SENTENCE = (
    "Các cấp công đoàn tiếp tục củng cố quan hệ hữu nghị truyền thống với công đoàn các nước láng giềng, "
    "mở rộng hợp tác với các tổ chức công đoàn khu vực và quốc tế, bảo đảm thiết thực, hiệu quả, "
    "đúng quy định của Đảng và Nhà nước. "
)
WIDE_TITLES = (
    ("TT", 3, "center"),
    ("Tên đoàn, nội dung", 14, "left"),
    ("Trưởng đoàn (chức vụ)", 9, "left"),
    ("Cấp đoàn", 6, "left"),
    ("Số người", 5, "right"),
    ("Nữ", 4, "right"),
    ("Nước đến", 7, "left"),
    ("Đối tác, cơ quan mời", 11, "left"),
    ("Từ ngày", 8, "center"),
    ("Đến ngày", 8, "center"),
    ("Số ngày", 5, "right"),
    ("Trong kế hoạch", 6, "center"),
    ("Kinh phí (đồng)", 9.5, "right"),
    ("Kết quả chính", 13, "left"),
)
GROUPS = {
    "Số người": "Thành phần",
    "Nữ": "Thành phần",
    "Từ ngày": "Thời gian",
    "Đến ngày": "Thời gian",
    "Số ngày": "Thời gian",
}


def wide_annex(rows: int = 40) -> Annex:
    columns = [Column(title, width, align, GROUPS.get(title, "")) for title, width, align in WIDE_TITLES]
    lines = [
        [
            index,
            "Thăm và làm việc, ký Bản ghi nhớ hợp tác giai đoạn 2026 - 2031",
            "Chủ tịch Liên đoàn Lao động tỉnh",
            "Cấp cao",
            6,
            2,
            "Lào",
            "Liên hiệp Công đoàn Lào",
            date(2026, 3, 4),
            date(2026, 3, 8),
            5,
            True,
            185_500_000,
            "Ký Bản ghi nhớ; thống nhất trao đổi đoàn hằng năm",
        ]
        for index in range(1, rows + 1)
    ]
    total = [
        "Tổng cộng",
        None,
        None,
        None,
        6 * rows,
        2 * rows,
        None,
        None,
        None,
        None,
        5 * rows,
        None,
        185_500_000 * rows,
        None,
    ]
    return Annex(
        "Thống kê đoàn ra", columns, lines, total=total, landscape=True, note="Nguồn: báo cáo của các đơn vị."
    )


def summary_annex() -> Annex:
    columns = [
        Column("TT", 4, "center"),
        Column("Chỉ tiêu", 30),
        Column("Đơn vị tính", 10, "center"),
        Column("Kỳ này", 9, "right"),
        Column("Cùng kỳ năm trước", 11, "right"),
        Column("So sánh (%)", 9, "right"),
    ]
    rows = [
        [1, "Đoàn ra", "Đoàn", 14, 12, Decimal("116.7")],
        [2, "Đoàn vào", "Đoàn", 17, 17, Decimal("100.0")],
        [3, "Thỏa thuận đang có hiệu lực", "Thỏa thuận", 41, None, "—"],
    ]
    return Annex("Tổng hợp hoạt động đối ngoại", columns, rows, note="Ghi chú: 51/55 đơn vị đã gửi báo cáo.")


def compliance_annex(rows: int = 55) -> Annex:
    columns = [
        Column("TT", 5, "center"),
        Column("Đơn vị", 36),
        Column("Hạn gửi", 13, "center"),
        Column("Ngày gửi", 13, "center"),
        Column("Tình trạng", 16),
    ]
    lines = [
        [
            index,
            "Liên đoàn Lao động tỉnh Tuyên Quang",
            date(2026, 7, 3),
            date(2026, 7, 2) if index % 9 else None,
            "Đúng hạn" if index % 9 else "Quá hạn",
        ]
        for index in range(1, rows + 1)
    ]
    return Annex("Tình hình chấp hành chế độ báo cáo", columns, lines)


def figures() -> Table:
    columns = [
        Column("TT", 5, "center"),
        Column("Khối đơn vị", 30),
        Column("Số đoàn", 9, "right", "Đoàn ra"),
        Column("Lượt người", 9, "right", "Đoàn ra"),
        Column("Số đoàn", 9, "right", "Đoàn vào"),
        Column("Lượt người", 9, "right", "Đoàn vào"),
    ]
    rows = [
        [1, "Cơ quan Tổng Liên đoàn", 8, 37, 11, 84],
        [2, "Liên đoàn Lao động tỉnh, thành phố", 4, 31, 5, 29],
        [3, "Công đoàn ngành Trung ương và tương đương", 2, 15, 1, 1208],
    ]
    return Table(
        columns,
        rows,
        caption="Bảng 1. Số lượng đoàn ra, đoàn vào 6 tháng đầu năm 2026",
        total=["Tổng cộng", None, 14, 83, 17, 1321],
    )


def body(sentences: int = 3) -> list:
    return [
        Paragraph(
            "Căn cứ Kế hoạch công tác đối ngoại năm 2026 của Tổng Liên đoàn Lao động Việt Nam;", italic=True
        ),
        Paragraph("Ban Đối ngoại báo cáo kết quả công tác đối ngoại 6 tháng đầu năm 2026 như sau:"),
        Heading("Công tác lãnh đạo, chỉ đạo, quản lý"),
        Paragraph(SENTENCE * sentences),
        Heading("Kết quả thực hiện"),
        Heading("Hoạt động song phương", 2),
        Paragraph("Đã có 51/55 đơn vị báo cáo. " + SENTENCE * sentences),
        figures(),
        Note("Nguồn: sổ theo dõi đoàn ra, đoàn vào của các đơn vị."),
        Heading("Đoàn ra", 3),
        Paragraph(SENTENCE * sentences),
        Heading("Đoàn vào", 3),
        Paragraph(SENTENCE * sentences),
        Heading("Hoạt động đa phương", 2),
        Paragraph(SENTENCE * sentences),
        Heading("Đánh giá chung"),
        Paragraph(SENTENCE * sentences),
        Heading("Phương hướng, nhiệm vụ kỳ tới"),
        Paragraph(SENTENCE * sentences),
        Heading("Kiến nghị, đề xuất"),
        Paragraph(SENTENCE * sentences),
    ]


def paper(**changes) -> Paper:
    facts = {
        "superior": "Tổng Liên đoàn Lao động Việt Nam",
        "issuer": "Ban Đối ngoại",
        "issued_by": "Ban Đối ngoại Tổng Liên đoàn Lao động Việt Nam",
        "symbol": "BC-BĐN",
        "place": "Hà Nội",
        "year": 2026,
        "type_name": "Báo cáo",
        "subject": "Công tác đối ngoại 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
        "addressees": ["Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"],
        "body": body(),
        "closing": "Trên đây là Báo cáo công tác đối ngoại 6 tháng đầu năm 2026, Ban Đối ngoại kính trình "
        "Đoàn Chủ tịch xem xét, cho ý kiến chỉ đạo.",
        "recipients": ["Thường trực Đoàn Chủ tịch (để báo cáo)", "Văn phòng Tổng Liên đoàn"],
        "archive": "VT, BĐN",
        "signature": Signature(["TRƯỞNG BAN"]),
        "annexes": [summary_annex(), wide_annex(), compliance_annex()],
    }
    return Paper(**{**facts, **changes})
