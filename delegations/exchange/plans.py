"""The file of an annual plan: its columns, and how a row becomes a line. The list's own export is read back."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.exchange import PartnersColumn
from portal.exchange import refusals
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.refusals import RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Amount, Code, Country, Day, Text, Whole
from portal.text import fold

from ..models import AnnualPlan, FundingSource, Level, LineKind, PlanItem
from ..services.plans import save_item, save_plan

KINDS = {
    "đi": "outgoing",
    "đến": "incoming",
    "hội nghị": "domestic",
    "hội thảo": "domestic",
    "hnqt": "domestic",
}


class YearColumn(Column):
    """The year of the plan: the plan itself is found, or begun where the unit has none."""

    def apply(self, record, value, row) -> None:
        """Nothing: `settle` finds the plan once the unit is known."""

    def export(self, instance, **kwargs):
        return str(instance.plan.year) if instance.plan_id else ""

    def normal(self, record):
        return record.plan.year if record.plan_id else None


class WholeAmount(Amount):
    def clean(self, value, row=None, **kwargs):
        return int(super().clean(value, row=row))


class PlanItemResource(RecordResource):
    """`plan_items.csv`: the same again by unit, title, start and year of the plan."""

    model = PlanItem
    title_column, starts, dated_by = "title", "from", ("from", "to")
    related = ("unit", "plan")
    columns = (
        Column("id", "Mã dòng", "source_key", Text(60), hint="Mã riêng của dòng trong tệp; để trống cũng được"),
        YearColumn("year", "Năm", widget=Whole(1990), required=True, aliases=("Năm kế hoạch",), example="2027"),
        Units(aliases=("Đơn vị chủ trì",), example="LĐLĐ tỉnh Lào Cai"),
        Column("kind", "Loại", widget=Code(LineKind.choices, also=KINDS, strict=True), required=True, aliases=("Loại đoàn",), example="Đoàn ra"),
        Title("title", "Nội dung", aliases=("Mục kế hoạch", "Tên đoàn, nội dung", "Content"), example="Thăm, làm việc và kiểm điểm bản ghi nhớ"),
        PartnersColumn(aliases=("Các đối tác", "Đối tác, cơ quan mời"), example="Tổng Công hội tỉnh Vân Nam"),
        Column("country", "Nước", widget=Country(), aliases=("Quốc gia",), example="Trung Quốc"),
        Column("place", "Địa điểm", widget=Text(200), example="Côn Minh"),
        Column("from", "Từ", "starts_on", Day(), aliases=("Từ ngày", "Thời gian", "Thời gian dự kiến"), example="05/2027"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày",)),
        Column("level", "Cấp", widget=Code(Level.choices), aliases=("Cấp đoàn",)),
        Column("size", "Số người", widget=Whole(least=1), aliases=("Persons",), example="6"),
        Column("days", "Số ngày", widget=Whole(least=1), example="5"),
        Column("estimate", "Kinh phí dự kiến (đồng)", widget=WholeAmount(), aliases=("Dự toán", "Dự toán (đồng)", "Kinh phí dự kiến", "Estimate (đồng)"), example="180.000.000"),
        Column("funds", "Nguồn kinh phí", "funding_source", Code(FundingSource.choices), aliases=("Source of funds",), example="Tài chính công đoàn"),
        Column("reason", "Lý do", widget=Text(), hint="Cần có khi bổ sung vào kế hoạch đã được phê duyệt"),
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, f"{record.starts_on or ''}|{record.plan.year}")

    def nature_of_row(self, row):
        title, unit, start = super().nature_of_row(row)
        return (title, unit, f"{start}|{row[VALUES].get('year')}")

    def settle(self, record, row, *, is_new):
        """Into the plan of the unit and year. What stands in an approved plan changes by an adjustment alone."""
        year = row[VALUES]["year"]
        if is_new:
            record.plan = self._plan(record.unit_id and record.unit, year)
        if not is_new and not record.plan.is_open and self._differs(record, row):
            sentence = _now("The plan is “%(state)s”: its lines change by an adjustment.")
            self._refuse("year", row, sentence % {"state": record.plan.get_state_display()})
        if is_new and record.plan.is_approved and not record.reason.strip():
            self._refuse(
                "reason", row, _now("found nothing, expected why the line is added to an approved plan.")
            )
        if is_new and record.plan.state == "in_approval":
            sentence = _now("The plan is “%(state)s”: withdraw it first, or wait for the decision.")
            self._refuse("year", row, sentence % {"state": record.plan.get_state_display()})
        if record.starts_on and record.starts_on.year != year:
            sentence = _now("found %(found)s, expected a time in %(expected)s, the year of the plan.")
            self._refuse("from", row, sentence % {"found": record.starts_on.display(), "expected": year})

    def _differs(self, record: PlanItem, row) -> bool:
        stored = PlanItem.objects.get(pk=record.pk)
        stored.many = record.many
        return any(column.export(record) != column.export(stored) for column in self.get_import_fields())

    def _refuse(self, name: str, row, sentence: str) -> None:
        raise RowRefusedError([self._refusal(self.fields[name], row, refusals.IMPOSSIBLE, sentence)])

    def _plan(self, unit, year: int) -> AnnualPlan:
        """The plan of the unit and year, or one not saved yet: a preview writes nothing."""
        if not unit:
            return AnnualPlan(year=year)
        plans = self.context.shared("annual plans", dict)
        if (unit.pk, year) not in plans:
            found = AnnualPlan.objects.live().filter(unit=unit, year=year).select_related("unit").first()
            plans[unit.pk, year] = found or AnnualPlan(unit=unit, year=year)
        return plans[unit.pk, year]

    def save_record(self, record, *, by, many):
        if record.plan.pk is None:
            record.plan = save_plan(record.plan, by=by)
        noon = timezone.make_aware(dt.datetime.combine(self.context.on, dt.time(12)))
        save_item(record, by=by, at=noon, many=many)


register(
    Kind("plan_items", _("Lines of annual plans"), PlanItemResource, "delegations:planitem-list", order=45)
)
