"""The file of programmes by day, of delegations and of conferences (their sessions)."""

from django.utils.translation import gettext_lazy as _

from portal.exchange.columns import VALUES, Aside, Column, Title
from portal.exchange.registry import Kind, register
from portal.exchange.widgets import Code, Day, Text
from portal.text import fold

from ..models import Delegation, Event, ProgrammeItem, ProgrammeKind
from ..services.programme import save_programme
from .rows import ActivityColumn, Clock, ExactDay, RowResource


class ProgrammeResource(RowResource):
    """The same again: the same words on the same day."""

    model = ProgrammeItem
    parents, parent = (Delegation, Event), "activity"
    title_column = "text"
    texts = ("text", "text_second", "place", "who")
    columns = (
        ActivityColumn("activity", "Đoàn hoặc hội nghị", "activity", Text(400), required=True, aliases=("Mã đoàn", "Tên đoàn", "Hội nghị"), example="ĐR-2026-001", hint="Mã đoàn, hoặc tên đoàn, tên hội nghị"),
        Aside("starts", "Ngày bắt đầu đoàn, hội nghị", "starts", Day(), hint="Chỉ cần khi có nhiều đoàn, hội nghị cùng tên"),
        Column("day", "Ngày", widget=ExactDay(), required=True, example="06/04/2026"),
        Column("from", "Từ giờ", "starts_at", Clock(), aliases=("Giờ", "Thời gian", "Bắt đầu"), example="08:30"),
        Column("to", "Đến giờ", "ends_at", Clock(), aliases=("Kết thúc",), example="11:00"),
        Column("kind", "Loại", widget=Code(ProgrammeKind.choices, strict=True), aliases=("Loại hoạt động",)),
        Title("text", "Nội dung", "text", aliases=("Hoạt động", "Nội dung hoạt động"), example="Hội đàm với lãnh đạo Tổng Công hội"),
        Column("text_second", "Nội dung (ngoại ngữ)", widget=Text(400), aliases=("Nội dung, ngôn ngữ thứ hai",)),
        Column("place", "Địa điểm", widget=Text(200), example="Trụ sở Tổng Công hội"),
        Column("who", "Người đón, trình bày (chức vụ)", widget=Text(250), aliases=("Chủ trì", "Người trình bày")),
    )  # fmt: skip

    def nature(self, record):
        return (*self.of(record), str(record.day), fold(record.text))

    def nature_of_row(self, row):
        return (*self.of_row(row), str(row[VALUES]["day"]), fold(row[VALUES]["text"]))

    def save_record(self, record, *, by, many):
        save_programme(record.activity, by=by, changed=[record])


register(
    Kind("programme", _("Programmes by day"), ProgrammeResource, "delegations:delegation-list", order=36)
)
