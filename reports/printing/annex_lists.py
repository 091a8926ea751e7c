"""The annexes that list what stands behind a report, in their order, with the columns of domain.md section 3."""

from collections.abc import Callable

from agreements.printing.annexes import agreement_annex, planned_annex, resource_annex
from delegations.printing.annexes import conference_annex, incoming_annex, outgoing_annex
from delegations.printing.plans import performance_annex
from portal.rendering.listing import numbered_list
from portal.rendering.official import Annex
from portal.rendering.table import Column


def information_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL VII: external information."""
    columns = [
        Column("Hình thức", 9), Column("Tên", 24), Column("Ngôn ngữ", 8), Column("Kênh", 13), Column("Đối tượng", 12),
        Column("Ngày", 10), Column("Số lượng, lượt xem", 8, "right"), Column("Chủ đề", 14), Column("Đơn vị thực hiện", 11),
    ]  # fmt: skip
    return numbered_list("VII", "Thông tin đối ngoại", columns, rows, with_unit=with_unit)


def membership_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL VIII: each body with our part in it, what we put forward, dues and reports."""
    columns = [
        Column("Tổ chức", 14), Column("Tư cách", 9), Column("Hoạt động tham gia", 19), Column("Cấp dự", 7),
        Column("Phát biểu, sáng kiến đóng góp", 14), Column("Phải nộp", 8, group="Niên liễm"),
        Column("Đã nộp", 8, group="Niên liễm"), Column("Ngày nộp", 9, group="Niên liễm"),
        Column("Báo cáo thành viên đã gửi", 12), Column("Ghi chú", 10),
    ]  # fmt: skip
    return numbered_list(
        "VIII", "Đối ngoại đa phương, nghĩa vụ thành viên", columns, rows, with_unit=with_unit
    )


def seats_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL IX: seats held with their terms, who stands, and who is prepared."""
    columns = [
        Column("Chức danh", 17), Column("Tổ chức", 18), Column("Người giữ (đơn vị)", 15), Column("Nhiệm kỳ", 11),
        Column("Ứng cử mới", 14), Column("Kết quả", 12), Column("Nguồn dự kiến", 14), Column("Ngoại ngữ", 10),
    ]  # fmt: skip
    return numbered_list("IX", "Chức danh quốc tế và nguồn nhân sự", columns, rows, with_unit=with_unit)


def officers_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL X: officers of each unit and the courses it held; the unit is a column of the annex itself."""
    columns = [
        Column("Đơn vị", 22), Column("Chuyên trách / kiêm nhiệm", 18), Column("Trình độ", 20), Column("Ngoại ngữ", 20),
        Column("Lớp tập huấn (số lớp, lượt người)", 16), Column("Nguồn", 14),
    ]  # fmt: skip
    return numbered_list("X", "Cán bộ đối ngoại, tập huấn", columns, rows, with_unit=False)


#: Annex → how its rows are printed, in the order of the paper; I and XII are made of figures and deadlines.
PRINTED: dict[str, Callable[..., Annex]] = {
    "II": outgoing_annex,
    "III": incoming_annex,
    "IV": agreement_annex,
    "IV-b": planned_annex,
    "V": conference_annex,
    "VI": resource_annex,
    "VII": information_annex,
    "VIII": membership_annex,
    "IX": seats_annex,
    "X": officers_annex,
    "XI": performance_annex,
}
#: In the report of a year alone: printed where they have rows, for shorter periods keep none.
OF_THE_YEAR = ("IV-b", "XI")


def unit_lists(rows: dict[str, list[dict]]) -> list[Annex]:
    """The annexes of a unit's report: those that have rows."""
    return [make(rows[code], with_unit=False) for code, make in PRINTED.items() if rows.get(code)]


def consolidated_lists(rows: dict[str, list[dict]]) -> list[Annex]:
    """The annexes of the consolidated report: all that its type asks for, with their units; an empty one says so."""
    return [
        make(rows[code], with_unit=True)
        for code, make in PRINTED.items()
        if code in rows and (rows[code] or code not in OF_THE_YEAR)
    ]
