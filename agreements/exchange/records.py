"""The files of agreements and resources: their columns, and how a row is read."""

from django.utils.translation import gettext_lazy as _

from partners.exchange import PartnersColumn
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Address, Amount, Code, Country, Day, Text, Tick, Whole
from portal.money.currencies import currency_choices
from portal.text import fold

from ..models import Agreement, AgreementKind, Direction, Resource, ResourceKind
from ..services import save_agreement, save_resource

ID = Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được")
SOURCE = Column("source_url", "Nguồn", widget=Address(500), example="https://congdoan.vn")
NOTES = Column("notes", "Ghi chú", widget=Text())
LONGEST_NOTICE = 3650  # ten years: more is a slip of the pen
KINDS = {"MOU": AgreementKind.MOU, "exchange_programme": AgreementKind.COOPERATION_PROGRAMME, "thỏa thuận": AgreementKind.COOPERATION_AGREEMENT}  # fmt: skip


class AgreementResource(RecordResource):
    """`agreements.csv`. Kind `other` without a day of signing was agreed in talks, not signed."""

    model = Agreement
    starts, dated_by = "valid_from", ("signed_on", "valid_from")
    columns = (
        ID,
        Column("kind", "Loại thỏa thuận", widget=Code(AgreementKind.choices, also=KINDS, strict=True), aliases=("Loại văn bản", "Loại"), example="Bản ghi nhớ"),
        Units(aliases=("Đơn vị ký", "Đơn vị ký kết"), example="LĐLĐ tỉnh Quảng Trị"),
        PartnersColumn(aliases=("Các đối tác",), example="Liên hiệp Công đoàn tỉnh Savannakhet"),
        Column("country", "Nước", widget=Country(), aliases=("Quốc gia",), example="Lào"),
        Title("subject_vi", "Tên thỏa thuận", aliases=("Thỏa thuận", "Nội dung", "Tên văn bản"), example="Bản ghi nhớ hợp tác giai đoạn 2025-2030"),
        Column("signed_on", "Ngày ký", widget=Day(), example="10/2025"),
        Column("valid_from", "Hiệu lực từ", "starts_on", Day(), aliases=("Có hiệu lực từ",), example="2025"),
        Column("valid_to", "Hết hiệu lực", "ends_on", Day(), aliases=("Hiệu lực đến", "Hết hạn", "Hết hiệu lực ngày"), example="2030"),
        Column("place", "Nơi ký", widget=Text(150), aliases=("Địa điểm", "Nơi ký kết"), example="Đông Hà"),
        Column("fields_of_cooperation", "Lĩnh vực hợp tác", widget=Text(400), example="Đào tạo cán bộ, an toàn lao động"),
        Column("content", "Nội dung chính", widget=Text()),
        Column("languages", "Ngôn ngữ văn bản", widget=Text(120), aliases=("Ngôn ngữ",), example="Tiếng Việt, tiếng Lào"),
        Column("our_signatory", "Người ký phía Việt Nam", widget=Text(150), aliases=("Người ký của ta",), hint="Có thể chỉ ghi chức vụ"),
        Column("our_signatory_post", "Chức vụ người ký phía Việt Nam", widget=Text(150), example="Chủ tịch"),
        Column("foreign_signatory", "Người ký phía đối tác", widget=Text(150), aliases=("Người ký của bạn",), hint="Có thể chỉ ghi chức vụ"),
        Column("foreign_signatory_post", "Chức vụ người ký phía đối tác", widget=Text(150), example="Chủ tịch"),
        Column("auto_renewal", "Tự động gia hạn", widget=Tick(), hint="có hoặc không", example="không"),
        Column("notice_days", "Số ngày báo trước", widget=Whole(1, most=LONGEST_NOTICE), aliases=("Báo trước (ngày)", "Thời hạn báo trước"), hint="Số ngày phải báo trước khi không gia hạn hoặc chấm dứt", example="90"),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, str(record.signed_on or record.starts_on or ""))

    def nature_of_row(self, row):
        title, unit, start = super().nature_of_row(row)
        return (title, unit, str(row[VALUES].get("signed_on") or start))

    def settle(self, record, row, *, is_new):
        if is_new and not row[VALUES].get("kind"):
            record.kind = AgreementKind.OTHER

    def save_record(self, record, *, by, many):
        save_agreement(record, by=by, many=many)


class ResourceResource(RecordResource):
    """`resources.csv`: aid and projects in both directions; the file does not say which, its words may."""

    model = Resource
    title_column, starts, dated_by = "title_vi", "from", ("from", "to")
    columns = (
        ID,
        Units(aliases=("Đơn vị thụ hưởng", "Đơn vị tiếp nhận"), example="Trường Đại học Công đoàn"),
        PartnersColumn(aliases=("Nhà tài trợ, đối tác", "Nhà tài trợ"), example="ILO"),
        Title("title_vi", "Tên dự án, khoản hỗ trợ", aliases=("Nguồn lực", "Tên dự án", "Nội dung"), example="Dự án nâng cao năng lực đối thoại xã hội"),
        Column("kind", "Loại nguồn lực", widget=Code(ResourceKind.choices, strict=True), required=True, aliases=("Loại", "Loại hình"), example="technical"),
        Column("direction", "Tiếp nhận hay hỗ trợ", widget=Code(Direction.choices), aliases=("Nhận/trao",)),
        Column("amount", "Số tiền", widget=Amount(), aliases=("Giá trị", "Trị giá"), example="22.500"),
        Column("currency", "Loại tiền", widget=Code(currency_choices(), also={"đồng": "VND", "đ": "VND", "đô la Mỹ": "USD"}, strict=True), aliases=("Đơn vị tiền", "Tiền tệ"), example="USD"),
        Column("from", "Từ", "starts_on", Day(), aliases=("Từ ngày", "Bắt đầu"), example="01/2025"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày", "Kết thúc"), example="12/2026"),
        Column("place", "Nơi sử dụng", widget=Text(200), aliases=("Địa điểm", "Địa bàn")),
        Column("purpose", "Mục đích, nội dung", widget=Text()),
        Column("approval_number", "Số văn bản phê duyệt", widget=Text(80), aliases=("Quyết định phê duyệt",), example="120/QĐ-TLĐ"),
        Column("approved_on", "Ngày phê duyệt", widget=Day(), example="05/01/2026"),
        Column("approval_authority", "Cơ quan phê duyệt", widget=Text(200)),
        Column("counterpart_vnd", "Đối ứng (đồng)", widget=Amount(), aliases=("Vốn đối ứng",)),
        Column("received_vnd", "Lũy kế tiếp nhận (đồng)", widget=Amount(), aliases=("Đã tiếp nhận",), hint="Bỏ qua khi khoản này đã có các lần ghi tiền"),
        Column("disbursed_vnd", "Lũy kế giải ngân (đồng)", widget=Amount(), aliases=("Đã giải ngân",), hint="Bỏ qua khi khoản này đã có các lần ghi tiền"),
        Column("settled_vnd", "Lũy kế quyết toán (đồng)", widget=Amount(), aliases=("Đã quyết toán",), hint="Bỏ qua khi khoản này đã có các lần ghi tiền"),
        Column("places", "Suất đào tạo", widget=Whole()),
        Column("progress", "Tiến độ", widget=Text()),
        Column("difficulties", "Vướng mắc", widget=Text(), aliases=("Khó khăn",)),
        Column("excess_reason", "Lý do vượt cam kết", widget=Text(300)),
        Column("distinct_reason", "Lý do không trùng", widget=Text(300), hint="Chỉ khi đã có khoản tương tự do đơn vị khác nhập"),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        words = f" {fold(record.title)} "
        if is_new and not row[VALUES].get("direction"):
            record.direction = (
                Direction.GIVEN if any(f" {sign} " in words for sign in GIVING) else Direction.RECEIVED
            )
        if is_new:
            record.is_project = " du an " in words or " chuong trinh " in words

    def save_record(self, record, *, by, many):
        save_resource(record, by=by, on=self.context.on, many=many)


# Signs in a title that we are the ones who give.
GIVING = ("ung ho", "quyen gop", "trao tang", "hoc vien lao", "sinh vien lao")

register(Kind("agreements", _("Agreements"), AgreementResource, "agreements:agreement-list", order=40))
register(Kind("resources", _("External resources"), ResourceResource, "agreements:resource-list", order=70))
