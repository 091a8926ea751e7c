"""The workbook to fill in: the header with an example, the codes that may be written, and how to."""

from portal.rendering.xlsx import Sheet, SheetColumn, write_book

from .columns import Matched
from .registry import Kind
from .widgets import Code, Country, Day, Stretch

EXAMPLE = "Ví dụ"
NOTES = (
    "Mỗi dòng là một bản ghi. Dòng “Ví dụ” không được nhập, có thể để nguyên hoặc xóa.",
    "Có thể xóa cột không dùng và đổi thứ tự cột; cột có dấu * phải có nội dung.",
    "Ô trống nghĩa là chưa rõ, không phải bằng 0, và không xóa nội dung đã có trong hệ thống.",
    "Ngày viết dd/mm/yyyy, hoặc chỉ mm/yyyy, hoặc chỉ yyyy. Số viết 1.234,5.",
    "Tên đơn vị, đối tác chưa khớp vẫn được nhập nguyên văn và liệt kê để đối chiếu sau.",
    "Nhập lại cùng một tệp không tạo bản ghi trùng.",
    "Tuyệt đối không nhập thông tin thuộc bí mật nhà nước.",
)


def workbook(kind: Kind) -> bytes:
    """An XLSX that the import of `kind` reads; its example row is left out by the import."""
    columns = kind.resource.columns
    has_key = any(column.column_name == "id" for column in columns)
    heads = [SheetColumn(f"{column.label} *" if column.required else column.label, 22) for column in columns]
    example = [[EXAMPLE if column.column_name == "id" else column.example for column in columns]]
    lists = [[column.label, label, code] for column in columns for code, label in _allowed(column)]
    guide = [[column.label, column.column_name, _how(column)] for column in columns]
    return write_book(
        [
            Sheet("Nhập liệu", heads, example if has_key else []),
            Sheet("Danh mục", [SheetColumn("Cột", 28), SheetColumn("Viết", 40), SheetColumn("Hoặc mã", 28)], lists),
            Sheet("Hướng dẫn", [SheetColumn("Cột", 28), SheetColumn("Tên cột trong dữ liệu", 24), SheetColumn("Cách ghi", 70)],
                  [*guide, *([note, "", ""] for note in NOTES)]),
        ]
    )  # fmt: skip


def _allowed(column) -> list[tuple[str, str]]:
    return column.widget.labels("vi") if isinstance(column.widget, Code) else []


def _how(column) -> str:
    """How a cell of the column is written."""
    if column.hint:
        return column.hint
    if isinstance(column, Matched):
        return "Tên đầy đủ, tên viết tắt hoặc tên khác; nhiều tên cách nhau bằng dấu ;"
    kinds = (
        (Code, "Chọn trong sheet Danh mục"),
        (Country, "Tên nước hoặc mã hai chữ"),
        (Day, "dd/mm/yyyy, mm/yyyy hoặc yyyy"),
        (Stretch, "Một ngày, hoặc ngày đầu - ngày cuối"),
    )
    return next((text for widget, text in kinds if isinstance(column.widget, widget)), "")
