"""The file of other activities: its columns, and how a row is read."""

from django.utils.translation import gettext_lazy as _

from partners.exchange import PartnersColumn
from portal.exchange.columns import Column, Title, Units
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Address, Code, Country, Day, Text, Whole

from ..models import Activity
from ..models.activity import ActivityKind, AudienceKind, ChannelKind, MediaKind, ResearchKind
from ..services.activities import save_activity


class ActivityResource(RecordResource):
    """`media_research_training.csv`: what is no trip, visit, conference, agreement or resource."""

    model = Activity
    starts, dated_by = "date", ("date", "end_date")
    columns = (
        Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được"),
        Column("kind", "Loại hoạt động", widget=Code(ActivityKind.choices, strict=True), required=True, aliases=("Loại",), example="Nghiên cứu"),
        Units(example="Công đoàn Dệt May Việt Nam"),
        PartnersColumn(aliases=("Các đối tác",)),
        Column("country", "Nước", widget=Country(), aliases=("Quốc gia",)),
        Title("subject_vi", "Tên hoạt động", aliases=("Hoạt động", "Nội dung"), example="Bản tin đối ngoại công đoàn số 2"),
        Column("date", "Từ ngày", "starts_on", Day(), aliases=("Ngày", "Thời gian", "Từ"), example="06/2025"),
        Column("end_date", "Đến ngày", "ends_on", Day(), aliases=("Đến",)),
        Column("place", "Địa điểm", widget=Text(150)),
        Column("media_kind", "Hình thức thông tin", widget=Code(MediaKind.choices, strict=True), aliases=("Hình thức",)),
        Column("language", "Ngôn ngữ", widget=Text(100)),
        Column("channel_kind", "Loại kênh", widget=Code(ChannelKind.choices, strict=True)),
        Column("channel", "Kênh", widget=Text(150)),
        Column("audience_kind", "Loại đối tượng", widget=Code(AudienceKind.choices, strict=True)),
        Column("audience", "Đối tượng", widget=Text(150)),
        Column("topic", "Chủ đề", widget=Text(200)),
        Column("research_kind", "Loại nghiên cứu", widget=Code(ResearchKind.choices, strict=True)),
        Column("quantity", "Số lượng", widget=Whole(), example="1"),
        Column("participants", "Số người tham gia", widget=Whole(), aliases=("Số người",)),
        Column("result", "Kết quả", widget=Text()),
        Column("notes", "Ghi chú", widget=Text()),
        Column("source_url", "Nguồn", widget=Address(500), example="https://congdoan.vn"),
    )  # fmt: skip

    def save_record(self, record, *, by, many):
        save_activity(record, by=by, many=many)


register(
    Kind(
        "other_activities",
        _("Other activities"),
        ActivityResource,
        "reports:activity-list",
        order=80,
        aliases=("activities", "media_research_training"),
    )
)
