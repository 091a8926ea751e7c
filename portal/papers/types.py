"""Types of papers by Nghị định 30/2020/NĐ-CP, Annex III, as far as the office writes them (domain.md 4.3)."""

# The names are printed and are Vietnamese whatever the reader's language.
TYPES = [
    ("TTr", "Tờ trình"),
    ("PTr", "Phiếu trình"),
    ("QĐ", "Quyết định"),
    ("CV", "Công văn"),
    ("TM", "Thư mời"),
    ("T", "Thư"),
    ("CTr", "Chương trình"),
    ("BC", "Báo cáo"),
    ("DS", "Danh sách"),
    ("KH", "Kế hoạch"),
    ("TB", "Thông báo"),
    ("GM", "Giấy mời"),
    ("GUQ", "Giấy ủy quyền"),
]
#: Types whose symbol is that of an official letter: organisation and drafting unit, no type before them.
AS_LETTER = ("CV", "TM", "T")
