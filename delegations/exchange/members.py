"""The file of members of delegations: who goes, as what, from where. Personal data, kept to what is needed."""

from django.utils.translation import gettext_lazy as _

from portal.exchange.columns import VALUES, Aside, Column, Title
from portal.exchange.registry import Kind, register
from portal.exchange.widgets import Code, Country, Day, Text
from portal.text import fold

from ..models import Member, MemberRole, PassportKind
from ..services.members import save_member
from .rows import ActivityColumn, ExactDay, RowResource

WOMAN, MAN = "woman", "man"
ROLES = {
    "phiên dịch": MemberRole.INTERPRETER,
    "thư ký": MemberRole.INTERPRETER,
    "phó đoàn": MemberRole.DEPUTY,
    "đoàn viên": MemberRole.MEMBER,
}


class Sex(Column):
    """A woman or not; left empty it is not stated."""

    def apply(self, record, value, row) -> None:
        record.is_woman = value == WOMAN

    def get_value(self, instance):
        return {True: WOMAN, False: MAN}.get(instance.is_woman, "")


class MemberResource(RowResource):
    """The same again: the same name in the same delegation. What a decision says of a member is not in the file."""

    model = Member
    title_column = "name"
    texts = ("name", "post", "unit_written", "managing_authority", "reason")
    columns = (
        ActivityColumn("activity", "Đoàn", "delegation", Text(400), required=True, aliases=("Mã đoàn", "Tên đoàn"), example="ĐR-2026-001", hint="Mã đoàn hoặc tên đoàn"),
        Aside("starts", "Ngày bắt đầu đoàn", "starts", Day(), hint="Chỉ cần khi có nhiều đoàn cùng tên"),
        Title("name", "Họ và tên", "name", longest=150, aliases=("Họ tên", "Tên", "Thành viên"), example="(họ và tên)"),
        Column("role", "Tư cách", widget=Code(MemberRole.choices, also=ROLES, strict=True), aliases=("Vai trò", "Chức danh trong đoàn")),
        Column("post", "Chức vụ", widget=Text(200), example="Phó Chủ tịch"),
        Column("unit", "Đơn vị, tổ chức", "unit_written", Text(200), aliases=("Đơn vị", "Đơn vị công tác"), example="LĐLĐ tỉnh Lào Cai"),
        Sex("sex", "Giới tính", "is_woman", Code([(WOMAN, _("woman")), (MAN, _("man"))], also={"nữ": WOMAN, "nam": MAN}, strict=True), aliases=("Nữ/nam",), example="nữ"),
        Column("managing_authority", "Cơ quan quản lý", widget=Text(200), example="Ban Thường vụ Tỉnh ủy"),
        Column("reason", "Lý do cử", widget=Text(300)),
        Column("nationality", "Quốc tịch", widget=Country()),
        Column("passport_kind", "Loại hộ chiếu", widget=Code(PassportKind.choices, strict=True)),
        Column("passport_expires_on", "Hộ chiếu có giá trị đến", widget=ExactDay(), hint="Không ghi số hộ chiếu"),
    )  # fmt: skip

    def nature(self, record):
        return (*self.of(record), fold(record.name))

    def nature_of_row(self, row):
        return (*self.of_row(row), fold(row[VALUES]["name"]))

    def save_record(self, record, *, by, many):
        save_member(record, by=by, on=self.context.on)


register(
    Kind("members", _("Members of delegations"), MemberResource, "delegations:delegation-list", order=34)
)
