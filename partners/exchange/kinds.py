"""The files of partners and positions: their columns, and what makes a row the same again."""

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner, PartnerType, Position, PositionKind, PriorityGroup, RelationshipLevel
from partners.reference import source_key
from partners.services import save_partner
from portal.access.permissions import Permission
from portal.exchange import refusals
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.refusals import RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Address, Code, Country, Day, Text
from portal.records.services import save_record
from portal.text import fold, normalise

from .matching import PartnerColumn

ID = Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được")
SOURCE = Column(
    "source_url", "Nguồn", widget=Address(500), aliases=("Đường dẫn nguồn",), example="https://congdoan.vn"
)
NOTES = Column("notes", "Ghi chú", widget=Text())


class PartnerResource(RecordResource):
    """`partners.csv`: a partner is the same again by country and English name, else Vietnamese name."""

    model = Partner
    permission = Permission.PARTNER_EDIT
    title_column = "name_vi"
    related, many, dated_by, starts = (), (), (), ""
    columns = (
        Column("acronym", "Tên viết tắt", widget=Text(40), aliases=("Viết tắt",), example="LFTU"),
        Column("name_en", "Tên tiếng Anh", widget=Text(250), example="Lao Federation of Trade Unions"),
        Title("name_vi", "Tên tiếng Việt", "name_vi", longest=250, aliases=("Đối tác", "Tên đối tác"), example="Tổng Công đoàn Lào"),
        Column("name_own", "Tên bằng tiếng nước sở tại", widget=Text(250)),
        Column("type", "Loại đối tác", "partner_type", Code(PartnerType.choices, strict=True), required=True, example="Tổ chức công đoàn quốc gia"),
        Column("country", "Nước", "country", Country(), aliases=("Quốc gia",), example="Lào"),
        Column("international_affiliation", "Tổ chức quốc tế tham gia", "affiliation", Text(200), example="WFTU, ATUC"),
        Column("priority_group", "Nhóm ưu tiên", widget=Code(PriorityGroup.choices), example="Láng giềng"),
        Column("relationship_level", "Tầm quan hệ", widget=Code(RelationshipLevel.choices)),
        Column("framework", "Khuôn khổ", widget=Text(250)),
        Column("registration_number", "Số giấy đăng ký", widget=Text(80)),
        Column("website", "Trang tin", widget=Address(300)),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def key(self, row) -> str:
        return source_key(
            {"country": row[VALUES].get("country") or "", "name_en": row[VALUES].get("name_en") or ""}
        )

    def nature(self, record):
        return (fold(record.name_vi), None, record.country)

    def nature_of_row(self, row):
        return (fold(row[VALUES]["name_vi"]), None, row[VALUES].get("country") or "")

    def written_titles(self, dataset) -> Q:
        names = {normalise(str(name)) for name in dataset["name_vi"]}
        english = (
            {normalise(str(name)) for name in dataset["name_en"]} if "name_en" in dataset.headers else set()
        )
        return Q(name_vi__in=names) | Q(name_en__in=english - {""})

    def before_import_row(self, row, **kwargs):
        """A partner known by its English name alone is entered under it."""
        if not str(row.get("name_vi", "")).strip():
            row["name_vi"] = row.get("name_en", "")
        super().before_import_row(row, **kwargs)

    def settle(self, record, row, *, is_new):
        record.affiliation = ", ".join(filter(None, map(str.strip, record.affiliation.split(";"))))
        if is_new and row[VALUES].get("name_en"):
            record.source_key = self.key(row)

    def save_record(self, record, *, by, many):
        save_partner(record, by=by)


SEATS = ("pho chu tich", "chu tich", "uy vien", "pho tong thu ky", "tong thu ky", "thu ky", "tong giam sat")


def kind_of_position(title: str) -> str:
    """An elected seat only where the title says so; "Chưa là thành viên" is no membership."""
    words = fold(title)
    if words.startswith(SEATS):
        return PositionKind.ELECTED_SEAT
    if words.startswith("thanh vien"):
        return PositionKind.MEMBERSHIP
    return PositionKind.CANDIDACY if words.startswith("ung cu vien") else PositionKind.ROLE


class PositionResource(RecordResource):
    """`positions.csv`. The kind follows from the title unless the file states it."""

    model = Position
    permission = Permission.PARTNER_EDIT
    title_column, starts, dated_by = "position", "from", ("from", "to")
    related, many = ("unit", "partner"), ("other_units",)
    columns = (
        ID,
        PartnerColumn("organisation", "Tổ chức quốc tế", written="organisation_written", aliases=("Tổ chức",), example="WFTU"),
        Title("position", "Vị trí", longest=250, aliases=("Chức danh", "Vị trí, chức danh"), example="Ủy viên Ban Chấp hành"),
        Column("kind", "Loại vị trí", widget=Code(PositionKind.choices)),
        Column("holder_name", "Người giữ", "holder", Text(150), aliases=("Người đảm nhiệm",), example="(họ và tên)"),
        Units("body", "Đơn vị", aliases=("unit",), example="VGCL"),
        Column("from", "Từ", "starts_on", Day(), aliases=("Từ ngày",), example="05/2022"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày",)),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        if is_new and not row[VALUES].get("kind"):
            record.kind = kind_of_position(record.title)
        if record.starts_on and record.ends_on and record.ends_on.surely_before(record.starts_on):
            sentence = _now("found %(found)s, expected %(expected)s or later.")
            values = {"found": record.ends_on.display(), "expected": record.starts_on.display()}
            column = self.fields["to"]
            raise RowRefusedError([self._refusal(column, row, refusals.END_BEFORE_START, sentence % values)])

    def nature(self, record):
        organisation = str(record.partner_id or fold(record.organisation_written))
        return (
            fold(record.title),
            record.unit_id,
            f"{record.starts_on or ''}|{organisation}|{fold(record.holder)}",
        )

    def nature_of_row(self, row):
        title, unit, start = super().nature_of_row(row)
        found = row[VALUES].get("organisation")
        partner = (
            str(found.matched[0].pk) if found and found.matched else fold(found.unmatched[0]) if found else ""
        )
        return (title, unit, f"{start}|{partner}|{fold(row[VALUES].get('holder_name') or '')}")

    def save_record(self, record, *, by, many):
        save_record(record, by=by, many=many)


register(Kind("partners", _("Partners"), PartnerResource, "partners:partner-list", order=10))
register(
    Kind("positions", _("International positions"), PositionResource, "partners:position-list", order=60)
)
