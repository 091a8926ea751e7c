"""Annexes IV, IV-b and VI with the columns of domain.md section 3 (usual practice; no official template)."""

from portal.rendering.listing import numbered_list
from portal.rendering.official import Annex
from portal.rendering.table import Column


def agreement_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL IV: agreements signed in the period and in force at its end."""
    columns = [
        Column("Tên thỏa thuận", 15), Column("Loại", 7), Column("Bên ký Việt Nam", 9), Column("Bên ký nước ngoài, nước", 11),
        Column("Người ký (chức vụ)", 8.5), Column("Ngày, nơi ký", 8), Column("Ngôn ngữ", 6), Column("Hiệu lực", 8),
        Column("Lĩnh vực, nội dung chính", 12), Column("Tình hình thực hiện", 10), Column("Vướng mắc", 7), Column("Kiến nghị", 6),
        Column("Ngày báo cáo", 6.5),
    ]  # fmt: skip
    return numbered_list("IV", "Ký kết và thực hiện thỏa thuận quốc tế", columns, rows, with_unit=with_unit)


def planned_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL IV-b: what is planned to be signed next year."""
    columns = [
        Column("Tên thỏa thuận", 26), Column("Đối tác", 20), Column("Nội dung", 22), Column("Thời điểm", 11),
        Column("Cấp ký", 11), Column("Ghi chú", 10),
    ]  # fmt: skip
    return numbered_list(
        "IV-b", "Dự kiến ký kết thỏa thuận quốc tế năm sau", columns, rows, with_unit=with_unit
    )


def resource_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL VI: aid of foreign NGOs and other outside resources, with the sums of the period and up to its end."""
    columns = [
        Column("Tên khoản viện trợ", 14), Column("Bên tài trợ, nước", 10), Column("Chủ khoản, đơn vị thụ hưởng", 9),
        Column("Địa bàn", 6), Column("Loại", 6.5), Column("Quyết định phê duyệt", 8), Column("Thời gian", 7),
        Column("Tổng cam kết (nguyên tệ, đồng)", 9), Column("Đối ứng (đồng)", 7, "right"),
        Column("Tiếp nhận trong kỳ", 7.5, "right"), Column("Tiếp nhận lũy kế", 7.5, "right"),
        Column("Giải ngân trong kỳ", 7.5, "right"), Column("Giải ngân lũy kế", 7.5, "right"),
        Column("Tiến độ", 8), Column("Vướng mắc", 7),
    ]  # fmt: skip
    return numbered_list("VI", "Viện trợ và nguồn lực bên ngoài", columns, rows, with_unit=with_unit)
