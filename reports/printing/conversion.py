"""The comparison of then and now as a workbook: every figure, every unit of today with the units it gathers."""

from portal.rendering.xlsx import Sheet, SheetColumn, write_book
from portal.ui.formats import number_vi

from ..figures.then_and_now import Comparison, Row, Side
from ..models import Cycle

COLUMNS = [
    SheetColumn("Chỉ tiêu", 34), SheetColumn("Đơn vị hiện nay", 34), SheetColumn("Gồm, một phần của", 34),
    SheetColumn("Kỳ này, theo báo cáo khi đó", 44), SheetColumn("Kỳ này, quy đổi", 16),
    SheetColumn("Kỳ so sánh, theo báo cáo khi đó", 44), SheetColumn("Kỳ so sánh, quy đổi", 16), SheetColumn("Ghi chú", 36),
]  # fmt: skip


def comparison_book(cycle: Cycle, before: str, found: Comparison) -> bytes:
    rows = [_row(row) for lines in found.rows.values() for row in lines]
    notes = [
        f"{cycle.label_vi} so với {before}",
        "Quy đổi theo quá trình sáp nhập, chia tách đơn vị; hoạt động chung của các đơn vị đã nhập tính một lần.",
    ]
    return write_book(
        [Sheet("Quy đổi", COLUMNS, rows, "SỐ LIỆU KHI ĐÓ VÀ QUY ĐỔI THEO ĐƠN VỊ HIỆN NAY", notes)]
    )


def _row(row: Row) -> list:
    gathers = [f"gồm {', '.join(row.gathers)}"] if row.gathers else []
    gathers += [f"một phần {', '.join(row.parts_of)}"] if row.parts_of else []
    remarks = ["chưa có quy tắc chia"] if row.needs_rule else []
    remarks += ["có dữ liệu lịch sử"] if row.now.is_historical or row.before.is_historical else []
    return [
        row.figure.label_vi, row.unit.short_name, "; ".join(gathers), _then(row.now), row.now.value, _then(row.before),
        row.before.value, "; ".join(remarks),
    ]  # fmt: skip


def _then(side: Side) -> str:
    return "; ".join(
        f"{name}: {'–' if value is None else number_vi(value)}" for name, value, _mark in side.then
    )
