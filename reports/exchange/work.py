"""The files of inspections, of planned courses and of programmes of coordination: their columns, how a row is read."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from delegations.exchange.rows import ExactDay
from portal.exchange import refusals
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.refusals import CellRefusedError, RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Address, Code, Text, Whole
from portal.text import fold

from ..models import Coordination, Course, Inspection, InspectionStage
from ..models.work import BodyKind, InspectionKind
from ..services.coordination import save_coordination
from ..services.courses import save_course
from ..services.inspections import check_inspection, check_planned, save_inspection

ID = Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được")
SOURCE = Column("source_url", "Nguồn", widget=Address(500), example="https://congdoan.vn")


class Inspected(Units):
    """The unit that is inspected; what nobody knows is refused, for remedies are asked of it."""

    def clean(self, row, **kwargs):
        found = super().clean(row)
        if len(found.matched) != 1 or found.unmatched:
            sentence = _now("found “%(found)s”, expected the name of one unit.")
            raise CellRefusedError(refusals.UNKNOWN_CHOICE, sentence % {"found": self.cell(row)[:80]})
        return found

    def apply(self, record, value, row) -> None:
        [record.inspected] = value.matched

    def export(self, instance, **kwargs):
        return instance.inspected.name if instance.inspected_id else ""


class OfItsWay(Column):
    """What a step of an inspection keeps: read for one that is new, for one that is there its own steps do it."""

    def apply(self, record, value, row) -> None:
        if record.pk is None:
            super().apply(record, value, row)


class PlannedResource(RecordResource):
    """What a plan of a year holds. The same again by unit, title and year."""

    starts, dated_by = "year", ()
    title_column = "title"
    related, many = ("unit",), ("other_units",)

    def nature(self, record):
        return (fold(record.title), record.unit_id, str(record.year or ""))

    def nature_of_row(self, row):
        title, unit, _year = super().nature_of_row(row)
        day = row[VALUES].get("planned_on")
        return (title, unit, str(row[VALUES].get("year") or (day.year if day else "")))

    def settle(self, record, row, *, is_new):
        if not record.year and record.planned_on:
            record.year = record.planned_on.year
        if not record.year:
            sentence = _now("found nothing, expected the year of the plan.")
            raise RowRefusedError([self._refusal(self.fields["year"], row, refusals.MISSING, sentence)])


class InspectionResource(PlannedResource):
    """`inspections.csv`: planned ones, and those that took place before the portal with what came of them."""

    model = Inspection
    related = ("unit", "inspected")
    columns = (
        ID,
        Title("title", "Nội dung kiểm tra", longest=300, aliases=("Cuộc kiểm tra", "Nội dung"), example="Kiểm tra việc thực hiện quy chế quản lý đối ngoại"),
        Column("kind", "Hình thức", widget=Code(InspectionKind.choices, also={"kiểm tra": "inspection", "giám sát": "supervision"}, strict=True), required=True, aliases=("Loại",), example="Kiểm tra"),
        Units("unit", "Đơn vị kiểm tra", aliases=("Đơn vị chủ trì",), example="Tổng Liên đoàn Lao động Việt Nam"),
        Inspected("inspected", "Đơn vị được kiểm tra", required=True, hint="Tên một đơn vị", example="LĐLĐ tỉnh Lào Cai"),
        Column("year", "Năm kế hoạch", widget=Whole(1990, 2100), aliases=("Năm",), example="2026"),
        Column("planned_on", "Ngày dự kiến", widget=ExactDay(), aliases=("Dự kiến",)),
        OfItsWay("decision_number", "Số quyết định", widget=Text(60), example="12/QĐ-UBKT"),
        OfItsWay("decided_on", "Ngày quyết định", widget=ExactDay()),
        OfItsWay("held_on", "Ngày kiểm tra", widget=ExactDay(), aliases=("Ngày lập biên bản",)),
        OfItsWay("findings", "Kết quả kiểm tra", widget=Text()),
        OfItsWay("concluded_on", "Ngày kết luận", widget=ExactDay()),
        OfItsWay("conclusion", "Kết luận", widget=Text()),
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        super().settle(record, row, is_new=is_new)
        if is_new:
            self._stand(record, row)
        self._translating(lambda: check_inspection(record, on=self.context.on))

    def _stand(self, record, row) -> None:
        """A new one stands where the last of its days leaves it."""
        if bool(record.conclusion) != bool(record.concluded_on):
            name = "concluded_on" if record.conclusion else "conclusion"
            sentence = _now("found nothing, expected day and text of the conclusion together.")
            raise RowRefusedError([self._refusal(self.fields[name], row, refusals.MISSING, sentence)])
        for day, stage in (
            (record.concluded_on, InspectionStage.CONCLUDED),
            (record.held_on, InspectionStage.HELD),
            (record.decided_on, InspectionStage.DECIDED),
        ):
            if day:
                record.stage = stage
                return

    def save_record(self, record, *, by, many):
        save_inspection(record, by=by, many=many)


class CourseResource(PlannedResource):
    """`courses.csv`: the plan of courses."""

    model = Course
    columns = (
        ID,
        Title("title", "Lớp bồi dưỡng", longest=300, aliases=("Tên lớp", "Lớp"), example="Bồi dưỡng nghiệp vụ đối ngoại"),
        Units(aliases=("Đơn vị tổ chức",), example="LĐLĐ tỉnh Lào Cai"),
        Column("year", "Năm kế hoạch", widget=Whole(1990, 2100), aliases=("Năm",), example="2026"),
        Column("planned_on", "Ngày dự kiến", widget=ExactDay(), aliases=("Dự kiến",)),
        Column("topic", "Chủ đề", widget=Text(200), example="Lễ tân đối ngoại"),
        Column("audience", "Đối tượng", widget=Text(200), example="Cán bộ kiêm nhiệm"),
        Column("planned_people", "Số người dự kiến", widget=Whole(), aliases=("Số người",), example="30"),
        Column("funding_source", "Nguồn kinh phí", widget=Text(150), example="Tài chính công đoàn"),
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        super().settle(record, row, is_new=is_new)
        self._translating(lambda: check_planned(record))

    def save_record(self, record, *, by, many):
        save_course(record, by=by, many=many)


class CoordinationResource(RecordResource):
    """`coordination.csv`: programmes with bodies of the Party, the State and the Front. Again by unit, title and body."""

    model = Coordination
    starts, dated_by = "body", ()
    title_column = "title"
    related, many = ("unit",), ("other_units",)
    columns = (
        ID,
        Title("title", "Chương trình phối hợp", longest=300, aliases=("Tên chương trình", "Nội dung"), example="Phối hợp công tác đối ngoại nhân dân"),
        Units(example="LĐLĐ tỉnh Lào Cai"),
        Column("body_kind", "Khối cơ quan", widget=Code(BodyKind.choices, also={"Đảng": "party", "Nhà nước": "state", "Mặt trận": "front"}, strict=True), required=True, aliases=("Khối",), example="Nhà nước"),
        Column("body", "Cơ quan phối hợp", widget=Text(200), required=True, aliases=("Cơ quan",), example="Sở Ngoại vụ"),
        Column("number", "Số văn bản", widget=Text(80), aliases=("Số, ký hiệu",), example="05/CTr-SNgV-LĐLĐ"),
        Column("signed_on", "Ngày ký", widget=ExactDay()),
        Column("valid_from", "Hiệu lực từ", widget=ExactDay(), aliases=("Từ ngày",)),
        Column("valid_to", "Hiệu lực đến", widget=ExactDay(), aliases=("Đến ngày",)),
        Column("summary", "Tóm tắt", widget=Text()),
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, fold(record.body))

    def nature_of_row(self, row):
        title, unit, _start = super().nature_of_row(row)
        return (title, unit, fold(row[VALUES]["body"]))

    def save_record(self, record, *, by, many):
        save_coordination(record, by=by, many=many)


register(
    Kind(
        "inspections",
        _("Inspection and supervision"),
        InspectionResource,
        "reports:inspection-list",
        order=84,
    )
)
register(Kind("courses", _("Plan of training courses"), CourseResource, "reports:course-list", order=86))
register(Kind("coordination", _("Programmes of coordination"), CoordinationResource, "reports:coordination-list", order=88))  # fmt: skip
