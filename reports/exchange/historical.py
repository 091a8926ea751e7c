"""The file of historical totals: unit, period, figure, value, and the paper in which it stands."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.deadlines.periods import from_code
from portal.exchange import refusals
from portal.exchange.columns import CONTEXT, VALUES, Column, Title, Units
from portal.exchange.refusals import CellRefusedError, RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Amount, Text
from portal.text import fold

from ..models import HistoricalFigure, IndicatorVersion
from ..services.historical import check_historical, save_historical


class PeriodColumn(Column):
    """A code of a period: 2024, 2024-H1, 2024-Q3."""

    def clean(self, row, **kwargs):
        written = super().clean(row)
        try:
            return from_code(written).code
        except ValueError as error:
            raise CellRefusedError(refusals.IMPOSSIBLE, str(error)) from None


class FigureColumn(Column):
    """By its code or by its name."""

    def clean(self, row, **kwargs):
        written = super().clean(row)
        known = row[CONTEXT].shared("indicators", _figures)
        if fold(written) not in known:
            sentence = _now("found “%(found)s”, expected the name or the code of a figure of the reports.")
            raise CellRefusedError(refusals.UNKNOWN_CHOICE, sentence % {"found": written[:60]})
        return known[fold(written)]


def _figures() -> dict[str, str]:
    rows = IndicatorVersion.objects.order_by("number").values_list("indicator__code", "label")
    return {fold(name): code for code, label in rows for name in (code, label)}


class UnitThen(Units):
    """The unit of that time, by any of its names; what nobody knows is refused, for a total belongs to one unit."""

    def clean(self, row, **kwargs):
        found = super().clean(row)
        if len(found.matched) != 1 or found.unmatched:
            sentence = _now("found “%(found)s”, expected the name of one unit.")
            raise CellRefusedError(refusals.UNKNOWN_CHOICE, sentence % {"found": self.cell(row)[:80]})
        return found


class HistoricalResource(RecordResource):
    """`historical_figures.csv`: the same again by unit, period and figure."""

    model = HistoricalFigure
    permission = Permission.REPORT_REVIEW
    title_column, starts, dated_by = "period", "period", ()
    related, many = ("unit",), ()
    columns = (
        UnitThen(required=True, example="LĐLĐ tỉnh Quảng Bình", hint="Tên đơn vị của thời kỳ đó"),
        PeriodColumn("period", "Kỳ báo cáo", widget=Text(12), required=True, aliases=("Kỳ", "Năm"), example="2024", hint="2024, 2024-H1, 2024-Q3"),
        FigureColumn("indicator", "Chỉ tiêu", widget=Text(150), required=True, aliases=("Số liệu",), example="Đoàn ra"),
        Column("value", "Giá trị", widget=Amount(), required=True, aliases=("Số", "Số lượng"), example="3"),
        Title("source", "Nguồn số liệu", "source", longest=300, aliases=("Nguồn", "Văn bản"), example="Báo cáo 115/BC-LĐLĐ ngày 20/12/2024"),
    )  # fmt: skip

    def before_import(self, dataset, **kwargs):
        """The totals of the file's periods: one query."""
        periods = (
            {str(one).strip().upper() for one in dataset["period"]} if "period" in dataset.headers else set()
        )
        for row in HistoricalFigure.objects.filter(self._of(periods)).select_related("unit"):
            self._by_nature[self.nature(row)].append(_ready(row))

    @staticmethod
    def _of(periods: Iterable[str]) -> Q:
        return Q(period__in=list(periods))

    def _day(self, row):
        """The unit bore its name in the period."""
        period = row[VALUES].get("period")
        return from_code(period).ends_on if period else None

    def key(self, row) -> str:
        return ""

    def _remember(self, record) -> None:
        self._by_nature[self.nature(record)].append(record)

    def nature(self, record):
        return (record.period, record.unit_id, record.indicator)

    def nature_of_row(self, row):
        unit = self._lead(row)
        return (row[VALUES]["period"], getattr(unit, "pk", None), row[VALUES]["indicator"])

    def init_instance(self, row=None):
        return _ready(self.model())

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """A preview refuses what saving would: the service says why."""
        if self._pending:
            raise RowRefusedError(self._pending)
        self._translating(lambda: check_historical(instance, by=self.context.by))

    def save_record(self, record, *, by, many):
        save_historical(record, by=by, at=timezone.now())


def _ready(row: HistoricalFigure) -> HistoricalFigure:
    """What every record of an import has, for rows that have it not."""
    row.many, row.as_written = {}, {}
    return row


register(
    Kind(
        "historical_figures",
        _("Historical figures"),
        HistoricalResource,
        "reports:historical-list",
        order=95,
        aliases=("historical",),
    )
)
