"""The library made for demonstration: directives by their numbers, guidance and forms, confirmations, questions."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import slugify

from portal.demo.world import CENTRE, World
from portal.documents.models import Kind
from portal.documents.services import stored
from portal.rendering.xlsx import Sheet, SheetColumn, write_book
from portal.text import fold
from portal.units.models import Unit
from reports.models import LibraryItem, LibraryKind, Question, Receipt
from reports.services.library import addressees_of

K, DAY = LibraryKind, dt.timedelta(days=1)
HEADS = ("STT", "Nội dung", "Thời gian", "Ghi chú")


@dataclass(frozen=True)
class Paper:
    """`sent` and `due` are days before and after the day on which the portal is shown; no `due`: only to read."""

    kind: str
    title: str
    number: str = ""
    issued: str = ""
    authority: str = ""
    summary: str = ""
    sent: int = 200
    due: int | None = None
    asks: bool = False


PAPERS = (
    Paper(K.REGULATION, "Quyết định 272-QĐ/TW", "272-QĐ/TW", "2015-01-21", "Bộ Chính trị", "Quy chế quản lý thống nhất các hoạt động đối ngoại."),
    Paper(K.GUIDANCE, "Hướng dẫn 05-HD/BĐNTW", "05-HD/BĐNTW", "2019-03-26", "Ban Đối ngoại Trung ương", "Hướng dẫn thực hiện quy chế quản lý thống nhất các hoạt động đối ngoại."),
    Paper(K.DIRECTIVE, "Chỉ thị 12-CT/TW về đối ngoại nhân dân", "12-CT/TW", "2022-01-05", "Ban Bí thư", "Các cấp công đoàn quán triệt và thực hiện.", asks=True),
    Paper(K.DIRECTIVE, "Nghị quyết 15/NQ-BCH", "15/NQ-BCH", "2022-02-11", "Ban Chấp hành Tổng Liên đoàn", "Triển khai nhiệm vụ công tác đối ngoại công đoàn.", asks=True),
    Paper(K.DIRECTIVE, "Kế hoạch 240/KH-TLĐ", "240/KH-TLĐ", "2022-08-22", "Tổng Liên đoàn", "Kế hoạch thực hiện Chỉ thị 12-CT/TW.", asks=True),
    Paper(K.REGULATION, "Quyết định 933/QĐ-TLĐ về thể loại, thẩm quyền, thể thức văn bản", "933/QĐ-TLĐ", "2024-05-14", "Tổng Liên đoàn"),
    Paper(K.FORM, "Mẫu báo cáo công tác đối ngoại định kỳ của đơn vị", authority="Ban Đối ngoại", summary="Dùng cho báo cáo 6 tháng và năm.", sent=60),
    Paper(K.FORM, "Mẫu danh sách đoàn ra, đoàn vào", authority="Ban Đối ngoại", summary="Kèm theo tờ trình và báo cáo đoàn.", sent=60),
    Paper(K.GUIDANCE, "Hướng dẫn rà soát thỏa thuận quốc tế của đơn vị", authority="Ban Đối ngoại", summary="Rà soát thỏa thuận đang có hiệu lực, cập nhật vào sổ của đơn vị và xác nhận đã thực hiện.", sent=25, due=9, asks=True),
    Paper(K.GUIDANCE, "Hướng dẫn cập nhật cán bộ làm công tác đối ngoại", authority="Ban Đối ngoại", summary="Cập nhật cán bộ chuyên trách, kiêm nhiệm của đơn vị.", sent=30, due=-6, asks=True),
)  # fmt: skip
QUESTIONS = (
    ("Đoàn ra do doanh nghiệp đài thọ toàn bộ chi phí có đưa vào thống kê không?", "Có. Ghi đoàn như các đoàn khác và nêu nguồn kinh phí."),
    ("Hội đàm trực tuyến với đối tác nước ngoài được ghi ở mục nào?", "Ghi là hoạt động trực tuyến trong sổ đoàn; không tính lượt người đi nước ngoài."),
    ("Thỏa thuận do chính quyền tỉnh ký, công đoàn tham gia thực hiện thì đơn vị có phải báo cáo không?", ""),
)  # fmt: skip


def library_of(world: World) -> int:
    """Documents that are not there yet, with what units have confirmed of them. How many rows are new."""
    centre, added = world.units[CENTRE], 0
    for number, paper in enumerate(PAPERS):
        key = f"demo:library:{number:02d}"
        if world.is_new(LibraryItem, key):
            item = _item(world, paper, centre, key)
            added += 1 + (_receipts(world, item) if item.asks else 0)
    return added + sum(_question(world, number) for number in range(len(QUESTIONS)))


def _item(world: World, paper: Paper, centre: Unit, key: str) -> LibraryItem:
    sent = world.working_day(world.on - paper.sent * DAY)
    issued = dt.date.fromisoformat(paper.issued) if paper.issued else sent
    item = LibraryItem(
        unit=centre, kind=paper.kind, title=paper.title, number=paper.number, issued_on=issued,
        authority=paper.authority, summary=paper.summary, valid_from=issued,
        asks_reading=paper.asks, asks_doing=paper.due is not None,
        due_on=world.on + paper.due * DAY if paper.due is not None else None, sent_at=world.at(sent, 9),
    )  # fmt: skip
    world.mark(item, key, sent)
    item.derive()
    item.full_clean()
    item.save()
    if paper.kind == K.FORM:
        stored(
            _file(paper), f"{slugify(fold(paper.title))}.xlsx", target=item, by=None, title=paper.title,
            kind=Kind.OTHER, frozen=False,
        )  # fmt: skip
    return item


def _file(paper: Paper) -> bytes:
    """A form to fill in."""
    return write_book([Sheet("Biểu mẫu", [SheetColumn(head) for head in HEADS], [], paper.title)])


def _receipts(world: World, item: LibraryItem) -> int:
    """Most units have read it, fewer have done it; each of those with an account by its officer."""
    rows, sent = [], item.sent_at.astimezone().date()
    days = (world.on - sent).days
    for unit in addressees_of(item, on=world.on):
        chance = world.chance("library", item.source_key, unit.code)
        officer = world.officer_of(unit)
        row = Receipt(item=item, unit=unit)
        if chance.random() < (0.95 if days > 100 else 0.7):
            read = world.working_day(sent + chance.randint(0, min(days, 12)) * DAY)
            row.read_at = world.at(min(read, world.on), 10)
            row.read_by_name = str(officer or "")
            if item.asks_doing and chance.random() < 0.6:
                row.done_at, row.done_by_name = row.read_at + dt.timedelta(hours=3), row.read_by_name
        rows.append(row)
    return len(Receipt.objects.bulk_create(rows))


def _question(world: World, number: int) -> int:
    """Asked by a unit; what is answered is shared without its name."""
    key, (text, answer) = f"demo:question:{number:02d}", QUESTIONS[number]
    if not world.reporting or not world.is_new(Question, key):
        return 0
    unit = world.reporting[number * 7 % len(world.reporting)]
    asked = world.working_day(world.on - (20 - 6 * number) * DAY)
    row = Question(unit=unit, text=text, asked_by=world.officer_of(unit), asked_at=world.at(asked, 14))
    if answer:
        row.answer, row.is_shared = answer, True
        row.answered_at, row.answered_by_name = world.at(world.working_day(asked + DAY), 9), "Ban Đối ngoại"
    world.mark(row, key, asked)
    row.derive()
    row.full_clean()
    row.save()
    return 1
