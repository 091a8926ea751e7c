"""The workbook that a unit fills in without a line: figures with their reasons, text by section, checks in the cells."""

import io
from dataclasses import dataclass, field

import xlsxwriter

from reports.models import Cause

FIGURES, TEXTS, GUIDE, SEAL = "Số liệu", "Nội dung", "Hướng dẫn", "_niem_phong"
#: where the cells are that a person fills in; the reader looks for them here (rows and columns counted from 0)
FIRST_ROW = 5
CODE, VALUE, CAUSE, REASON = 0, 5, 6, 7
TEXT_CODE, TEXT = 0, 2
NOTHING_ROW, NOTHING_COLUMN, NOTHING = 3, 2, "Không phát sinh"
LONGEST_TEXT = 30_000  # characters; a cell of a spreadsheet holds 32,767
NOTES = (
    "Chỉ điền các ô màu vàng. Không thêm, xóa, đổi chỗ dòng, cột, trang tính: hệ thống sẽ từ chối biểu đã bị đổi cấu trúc.",
    "Số liệu: để trống nếu đồng ý với số trong sổ theo dõi. Ghi số khác thì phải chọn nguyên nhân và ghi lý do.",
    "Chỉ ghi số, không ghi công thức. 0 nghĩa là có theo dõi và bằng không; ô trống không phải là 0.",
    "Nội dung: mỗi mục một câu là đủ; xuống dòng bằng Alt+Enter.",
    "Trong kỳ không có hoạt động nào: chọn “Không phát sinh” ở đầu trang Số liệu, không cần điền gì thêm.",
    "Gửi lại tệp này trên trang báo cáo của đơn vị; hệ thống trả biên nhận có số, báo lỗi theo từng trang tính và ô.",
    "Tuyệt đối không nhập thông tin thuộc bí mật nhà nước.",
)


@dataclass(frozen=True)
class Blank:
    """What the workbook says: `figures` are rows of the gathered content, `sections` (code, title, guidance, text)."""

    title: str
    serial: str
    seal: str
    figures: list[dict]
    sections: list[tuple[str, str, str, str]]
    is_nothing: bool = False
    lists: dict[str, list[str]] = field(default_factory=dict)


def workbook(blank: Blank) -> bytes:
    """The XLSX; every cell but those to be filled in is locked."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        looks = _looks(book)
        _guide(book.add_worksheet(GUIDE), blank, looks)
        _figures(book.add_worksheet(FIGURES), blank, looks)
        _texts(book.add_worksheet(TEXTS), blank, looks)
        hidden = book.add_worksheet(SEAL)
        hidden.write_column(0, 0, [blank.serial, blank.seal])
        hidden.very_hidden()
        book.set_properties({"title": blank.title, "comments": blank.serial})
    return file.getvalue()


def _looks(book) -> dict:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    edge = {**base, "border": 1, "border_color": "#8A94A0"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14, "text_wrap": False}),
        "plain": book.add_format(base),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#E8EDF3"}),
        "cell": book.add_format(edge),
        "number": book.add_format({**edge, "num_format": "#,##0.##", "align": "right"}),
        "fill": book.add_format({**edge, "bg_color": "#FFF8DC", "locked": False}),
        "fill_number": book.add_format(
            {**edge, "bg_color": "#FFF8DC", "locked": False, "num_format": "#,##0.##", "align": "right"}
        ),
    }


def _guide(sheet, blank: Blank, looks: dict) -> None:
    sheet.set_column(0, 0, 110)
    sheet.write(0, 0, blank.title, looks["title"])
    sheet.write(1, 0, f"Số của biểu: {blank.serial}", looks["plain"])
    for row, note in enumerate(NOTES, 3):
        sheet.write(row, 0, note, looks["plain"])
    sheet.protect("", {"select_locked_cells": True})


def _figures(sheet, blank: Blank, looks: dict) -> None:
    for column, width in enumerate((2, 44, 14, 16, 16, 16, 30, 44)):
        sheet.set_column(column, column, width)
    sheet.set_column(CODE, CODE, None, None, {"hidden": True})
    sheet.write(0, 1, blank.title, looks["title"])
    sheet.write(NOTHING_ROW, 1, "Trong kỳ không có hoạt động đối ngoại nào?", looks["plain"])
    sheet.write(NOTHING_ROW, NOTHING_COLUMN, NOTHING if blank.is_nothing else "", looks["fill"])
    sheet.data_validation(
        NOTHING_ROW, NOTHING_COLUMN, NOTHING_ROW, NOTHING_COLUMN,
        {"validate": "list", "source": [NOTHING], "error_message": f"Chọn “{NOTHING}” hoặc để trống."},
    )  # fmt: skip
    heads = (
        "",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Theo sổ theo dõi",
        "Cùng kỳ năm trước",
        "Số báo cáo",
        "Nguyên nhân",
        "Lý do",
    )
    sheet.write_row(FIRST_ROW - 1, 0, heads, looks["head"])
    for row, figure in enumerate(blank.figures, FIRST_ROW):
        _figure(sheet, row, figure, looks)
    if blank.figures:
        _checks(sheet, FIRST_ROW + len(blank.figures) - 1)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _figure(sheet, row: int, figure: dict, looks: dict) -> None:
    sheet.write(row, CODE, figure["code"], looks["cell"])
    sheet.write(row, 1, figure["label"], looks["cell"])
    sheet.write(row, 2, figure["measure"], looks["cell"])
    for column, number in ((3, figure["proposed"]), (4, figure["previous"])):
        sheet.write(row, column, "" if number is None else number, looks["number"])
    corrected = figure["is_corrected"]
    sheet.write(row, VALUE, figure["value"] if corrected else "", looks["fill_number"])
    cause = Cause(figure["cause"]).label if corrected and figure["cause"] else ""
    sheet.write(row, CAUSE, str(cause), looks["fill"])
    sheet.write(row, REASON, figure["reason"] if corrected else "", looks["fill"])


def _checks(sheet, last: int) -> None:
    sheet.data_validation(
        FIRST_ROW, VALUE, last, VALUE,
        {
            "validate": "decimal", "criteria": ">=", "value": 0, "ignore_blank": True,
            "error_title": "Số báo cáo", "error_message": "Cần một số từ 0 trở lên, hoặc để trống.",
        },
    )  # fmt: skip
    sheet.data_validation(
        FIRST_ROW, CAUSE, last, CAUSE,
        {"validate": "list", "source": [str(label) for label in Cause.labels], "error_message": "Chọn trong danh sách."},
    )  # fmt: skip
    sheet.data_validation(
        FIRST_ROW, REASON, last, REASON,
        {"validate": "length", "criteria": "<=", "value": 300, "error_message": "Lý do dài nhất 300 ký tự."},
    )  # fmt: skip


def _texts(sheet, blank: Blank, looks: dict) -> None:
    sheet.set_column(TEXT_CODE, TEXT_CODE, None, None, {"hidden": True})
    sheet.set_column(1, 1, 40)
    sheet.set_column(TEXT, TEXT, 110)
    sheet.write_row(0, 0, ("", "Mục", "Nội dung báo cáo"), looks["head"])
    for row, (code, title, guidance, text) in enumerate(blank.sections, 1):
        sheet.set_row(row, 150)
        sheet.write(row, TEXT_CODE, code, looks["cell"])
        sheet.write(row, 1, f"{code}. {title}\n{guidance}".strip(), looks["cell"])
        sheet.write_string(row, TEXT, text[:LONGEST_TEXT], looks["fill"])
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
