"""The files of delegations and conferences: their columns, and how a row is read."""

from django.utils.translation import gettext_lazy as _

from partners.exchange import PartnersColumn
from portal.exchange.columns import VALUES, Column, Stretch, Title, Units
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Address, Code, Country, Day, Text, Whole
from portal.text import fold

from ..models import Delegation, Direction, Event, Mode, Purpose
from ..models.choices import EventKind, OurRole
from ..services import save_delegation, save_event

ONLINE = "online"
# The collector's codes and the words of officers, beside the portal's own codes and labels.
DIRECTIONS = {
    "outbound": Direction.OUTGOING,
    "inbound": Direction.INCOMING,
    "domestic_event": Direction.DOMESTIC,
    "đoàn ra": Direction.OUTGOING,
    "đoàn vào": Direction.INCOMING,
    "đi": Direction.OUTGOING,
    "đến": Direction.INCOMING,
    "tại chỗ": Direction.DOMESTIC,
    "trong nước": Direction.DOMESTIC,
    "hội đàm trực tuyến": ONLINE,
}
ID = Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được")
SOURCE = Column("source_url", "Nguồn", widget=Address(500), example="https://congdoan.vn")
NOTES = Column("notes", "Ghi chú", widget=Text())
RESULT = Column("result", "Kết quả", widget=Text(), aliases=("Kết quả chính",))


class DirectionColumn(Column):
    """`online` says how, not whence: such talks are held at home, in the mode "online"."""

    def __init__(self):
        choices = [*Direction.choices, (ONLINE, Mode.ONLINE.label)]
        super().__init__(
            "direction", "Loại đoàn", widget=Code(choices, also=DIRECTIONS, strict=True), required=True,
            aliases=("Hướng đoàn", "Hướng", "Đoàn ra/đoàn vào"), example="Đoàn ra",
        )  # fmt: skip

    def apply(self, record, value, row) -> None:
        if value == ONLINE:
            record.mode = Mode.ONLINE
            record.direction = record.direction or Direction.DOMESTIC
        else:
            record.direction = value

    def export(self, instance, **kwargs):
        return ONLINE if instance.mode == Mode.ONLINE else instance.direction


class DelegationResource(RecordResource):
    """`delegations.csv`."""

    model = Delegation
    columns = (
        ID,
        DirectionColumn(),
        Units(aliases=("Đơn vị chủ trì", "Đơn vị đón đoàn"), example="LĐLĐ tỉnh Lào Cai"),
        PartnersColumn(aliases=("Các đối tác",), example="Tổng Công hội tỉnh Vân Nam"),
        Column("country", "Nước", widget=Country(), aliases=("Quốc gia",), example="Trung Quốc"),
        Column("purpose_type", "Loại mục đích", "purpose", Code(Purpose.choices), aliases=("Mục đích",), example="Trao đổi kinh nghiệm"),
        Title("subject_vi", "Tên đoàn, mục đích", aliases=("Nội dung", "Tên đoàn", "Đoàn"), example="Trao đổi kinh nghiệm công đoàn hai tỉnh"),
        Column("head_name", "Trưởng đoàn", widget=Text(150), example="(họ và tên)"),
        Column("head_position", "Chức vụ trưởng đoàn", "head_post", Text(200), example="Chủ tịch LĐLĐ tỉnh"),
        Column("size", "Số người", widget=Whole(least=1), aliases=("Số lượng người", "Số lượng"), example="6"),
        Column("women", "Số nữ", widget=Whole(), aliases=("Nữ",)),
        Column("start_date", "Từ ngày", "starts_on", Day(), aliases=("Từ", "Ngày bắt đầu"), example="04/11/2024"),
        Column("end_date", "Đến ngày", "ends_on", Day(), aliases=("Đến", "Ngày kết thúc"), example="06/11/2024"),
        Column("place", "Địa điểm", widget=Text(200), example="Côn Minh"),
        RESULT,
        NOTES,
        SOURCE,
    )  # fmt: skip

    def save_record(self, record, *, by, many):
        save_delegation(record, by=by, many=many)


def kind_of_event(title: str) -> str:
    """What the title itself says; else a conference."""
    first = {
        "hoi thao": EventKind.SEMINAR, "toa dam": EventKind.ROUNDTABLE, "dien dan": EventKind.FORUM,
        "dai hoi": EventKind.CONGRESS, "ky hop": EventKind.SESSION, "tap huan": EventKind.TRAINING,
    }  # fmt: skip
    words = fold(title)
    return next((kind for start, kind in first.items() if words.startswith(start)), EventKind.CONFERENCE)


class EventResource(RecordResource):
    """`events.csv`. Its one column `dates` holds start and end."""

    model = Event
    title_column, starts, dated_by = "title_vi", "dates", ("dates",)
    columns = (
        ID,
        Units(aliases=("Đơn vị chủ trì",), example="LĐLĐ TP Hà Nội"),
        PartnersColumn("partners", aliases=("Các đối tác",), example="ILO; FES"),
        Title("title_vi", "Tên hội nghị, hội thảo", aliases=("Hội nghị, hội thảo", "Tên hội nghị", "Nội dung"), example="Hội thảo quốc tế về an toàn, vệ sinh lao động"),
        Column("kind", "Loại", "event_kind", Code(EventKind.choices), aliases=("Hình thức tổ chức",)),
        Column("our_role", "Vai trò của ta", widget=Code(OurRole.choices), aliases=("Vai trò",)),
        Stretch("dates", "Thời gian", example="24/05/2022 - 25/05/2022"),
        Column("place", "Địa điểm", widget=Text(200), example="Hà Nội"),
        Column("country", "Nước", widget=Country(), aliases=("Quốc gia",)),
        Column("participants", "Số đại biểu", widget=Whole(least=1), aliases=("Tổng số đại biểu",), example="80"),
        Column("countries_count", "Số nước", widget=Whole(), aliases=("Số quốc gia",), example="12"),
        RESULT,
        NOTES,
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        if is_new and not row[VALUES].get("kind"):
            record.event_kind = kind_of_event(record.title)

    def save_record(self, record, *, by, many):
        save_event(record, by=by, many=many)


register(Kind("delegations", _("Delegations"), DelegationResource, "delegations:delegation-list", order=30))
register(Kind("events", _("Conferences"), EventResource, "delegations:event-list", order=50))
