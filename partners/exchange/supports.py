"""The file of mutual support: one row for each statement, vote, campaign or gift."""

from django.utils.translation import gettext_lazy as _

from partners.models import Flow, Support, SupportKind
from partners.services import save_support
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Amount, Code, Day, Text
from portal.text import fold

from .kinds import ID, NOTES, SOURCE
from .standing import CURRENCIES, KnownPartner

WHOSE: dict[str, str] = {
    "ta ủng hộ bạn": Flow.OURS, "ta": Flow.OURS, "bạn ủng hộ ta": Flow.THEIRS, "bạn": Flow.THEIRS,
    "ủng hộ lẫn nhau": Flow.BOTH,
}  # fmt: skip


class SupportResource(RecordResource):
    """`supports.csv`: the same again by unit, title, start and partner."""

    model = Support
    title_column, starts, dated_by = "title", "from", ("from", "to")
    related, many = ("unit", "partner"), ("other_units",)
    columns = (
        ID,
        KnownPartner("partner", "Đối tác", required=True, aliases=("Tổ chức",), example="CTC"),
        Units(aliases=("Đơn vị thực hiện",), example="VGCL"),
        Column("flow", "Bên nào ủng hộ bên nào", widget=Code(Flow.choices, also=WHOSE, strict=True), required=True, example="Ta ủng hộ bạn"),
        Column("kind", "Hình thức", widget=Code(SupportKind.choices, strict=True), required=True, aliases=("Loại",), example="ra tuyên bố"),
        Title("title", "Nội dung ủng hộ", longest=300, aliases=("Nội dung",), example="Tuyên bố phản đối chính sách bao vây, cấm vận"),
        Column("from", "Từ", "starts_on", Day(), aliases=("Ngày", "Từ ngày"), example="06/2026"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày",)),
        Column("amount", "Số tiền", widget=Amount(), aliases=("Trị giá",), example="200.000.000"),
        Column("currency", "Loại tiền", widget=CURRENCIES, aliases=("Tiền tệ",), example="VND"),
        Column("result", "Kết quả", widget=Text(300)),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, f"{record.starts_on or ''}|{record.partner_id}")

    def nature_of_row(self, row):
        title, unit, start = super().nature_of_row(row)
        found = row[VALUES].get("partner")
        return (title, unit, f"{start}|{found.matched[0].pk if found and found.matched else None}")

    def save_record(self, record, *, by, many):
        save_support(record, by=by, on=self.context.on, many=many)


register(Kind("supports", _("Mutual support"), SupportResource, "partners:support-list", order=66))
