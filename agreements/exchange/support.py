"""The files of needs of units and of offers of partners."""

from django.utils.translation import gettext_lazy as _

from partners.exchange.kinds import ID, NOTES, SOURCE
from partners.exchange.standing import CURRENCIES, KnownPartner
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Amount, Code, Day, Text, Whole
from portal.text import fold

from ..models import Need, Offer, ResourceKind
from ..services.needs import save_need
from ..services.offers import save_offer

KIND = Column("kind", "Loại nguồn lực", widget=Code(ResourceKind.choices, strict=True), required=True, aliases=("Loại", "Loại hình"), example="đào tạo, tập huấn")  # fmt: skip
AMOUNT = Column("amount", "Số tiền", widget=Amount(), aliases=("Giá trị", "Trị giá"), example="20.000")
CURRENCY = Column("currency", "Loại tiền", widget=CURRENCIES, aliases=("Tiền tệ",), example="USD")


class NeedResource(RecordResource):
    """`needs.csv`: the same again by unit, title and the time by which it is needed."""

    model = Need
    title_column, starts, dated_by = "title", "needed_by", ()
    related, many = ("unit",), ("other_units",)
    columns = (
        ID,
        Units(aliases=("Đơn vị có nhu cầu",), example="LĐLĐ tỉnh Lào Cai"),
        Title("title", "Nội dung cần hỗ trợ", longest=300, aliases=("Nhu cầu", "Nội dung"), example="Đào tạo cán bộ thương lượng tập thể"),
        KIND,
        Column("reason", "Mục đích, đối tượng thụ hưởng", widget=Text(), aliases=("Mục đích",)),
        Column("quantity", "Số lượng, quy mô", widget=Text(120), aliases=("Số lượng",), example="30 cán bộ"),
        Column("needed_by", "Cần trước", widget=Day(), aliases=("Thời hạn",), example="2027"),
        AMOUNT,
        CURRENCY,
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, str(record.needed_by or ""))

    def save_record(self, record, *, by, many):
        save_need(record, by=by, on=self.context.on, many=many)


class OfferResource(RecordResource):
    """`offers.csv`: the same again by unit, title, the day it came and the partner."""

    model = Offer
    title_column, starts, dated_by = "title", "from", ("from", "to")
    related, many = ("unit", "partner"), ("other_units",)
    columns = (
        ID,
        KnownPartner("partner", "Đối tác", required=True, aliases=("Tổ chức",), example="LFTU"),
        Units(aliases=("Đơn vị tiếp nhận",), example="VGCL"),
        Title("title", "Nội dung bạn đề nghị hỗ trợ", longest=300, aliases=("Đề nghị", "Nội dung"), example="Mười suất học bổng"),
        KIND,
        Column("from", "Ngày nhận", "starts_on", Day(), required=True, aliases=("Ngày", "Từ ngày"), example="03/2026"),
        Column("to", "Có giá trị đến", "ends_on", Day(), aliases=("Đến ngày", "Hạn trả lời")),
        AMOUNT,
        CURRENCY,
        Column("places", "Số suất", widget=Whole(0), aliases=("Số chỗ",), example="10"),
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
        save_offer(record, by=by, on=self.context.on, many=many)


register(Kind("needs", _("Needs of support"), NeedResource, "agreements:need-list", order=72))
register(Kind("offers", _("Offers of partners"), OfferResource, "agreements:offer-list", order=74))
