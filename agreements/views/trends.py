"""Whether outside resources rise or fall: five years, who gives them, where they go, what of them is used."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.unchanged import drawn_unchanged
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui import charts
from portal.ui.filtering import listed
from portal.ui.formats import number_vi
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.flows import (
    DonorFlow,
    Flow,
    flow_between,
    flow_by_donor,
    flow_by_unit,
    flow_by_year,
    share_of_the_largest,
)
from ..filters.trends import TrendDimension, TrendFilter
from ..models import Direction, DonorShare, Movement, Resource

YEARS = 5
DRAWN = 10
LARGEST = 3
MILLION = 1_000_000
#: The sums of the table and their heads, in the order in which they are read.
SUMS = ("committed", "received", "disbursed", "settled", "counterpart")

#: Whose rows the figures are worked out from, beside those of units.
READ = (Resource, Movement, DonorShare, Partner)


@dataclass(frozen=True)
class TrendRow:
    """One row of the table: its words, its sums, and where its records are listed."""

    label: str
    flow: Flow
    url: str = ""


@dataclass(frozen=True)
class Trend:
    """What one address asks for, counted: five years up to `last_year`."""

    filters: TrendFilter
    by: str
    last_year: int

    @property
    def years(self) -> range:
        return range(self.last_year - YEARS + 1, self.last_year + 1)

    @property
    def days(self):
        today = timezone.localdate()
        return today.replace(year=self.years[0], month=1, day=1), today.replace(
            year=self.last_year, month=12, day=31
        )

    @cached_property
    def by_year(self) -> dict[int, Flow]:
        return flow_by_year(self.filters.qs, self.years)

    @cached_property
    def by_donor(self) -> list[DonorFlow]:
        return flow_by_donor(self.filters.qs, *self.days)

    @cached_property
    def whole(self) -> Flow:
        return flow_between(self.filters.qs, *self.days)

    def rows(self) -> list[TrendRow]:
        if self.by == TrendDimension.YEAR:
            return [TrendRow(str(year), flow) for year, flow in self.by_year.items()]
        if self.by == TrendDimension.UNIT:
            units = flow_by_unit(self.filters.qs, *self.days)
            return [TrendRow(row.unit.name, row.flow, self._listed(unit=row.unit.pk)) for row in units]
        return [
            TrendRow(_donor(row), row.flow, self._listed(partner=row.partner.pk) if row.partner else "")
            for row in self.by_donor
        ]

    def _listed(self, **more: int) -> str:
        """The records behind a row, in the list of resources."""
        query = self.filters.data.copy()
        for name in ("by", "last_year", "border", "page"):
            query.pop(name, None)
        query.update({name: str(value) for name, value in more.items()})
        query.update({"since": f"01/01/{self.years[0]}", "until": f"31/12/{self.last_year}"})
        return f"{reverse('agreements:resource-list')}?{query.urlencode()}"


def _donor(row: DonorFlow) -> str:
    return row.partner.name_vi if row.partner else _("donor not in the list")


def _trend(request) -> Trend:
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    defaults = {
        "by": TrendDimension.DONOR,
        "last_year": str(timezone.localdate().year),
        "direction": Direction.RECEIVED,
    }
    for name, value in defaults.items():
        query.setdefault(name, value)
    filters = TrendFilter(query, queryset=Resource.objects.visible_to(request.user).live(), request=request)
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    last_year = int(asked.get("last_year") or defaults["last_year"])
    return Trend(filters, asked.get("by") or TrendDimension.DONOR, last_year)


@listed(gettext_lazy("Trends of external resources"))
@require_GET
def resource_trends(request):
    """`GET` the page, or for htmx the figures alone."""
    trend = _trend(request)

    def draw():
        return render_to_string("agreements/_trends.html", _figures(trend, request.GET.get("page")), request)

    context = {
        "filters": trend.filters,
        "results": drawn_unchanged(request, READ, TrendFilter.order, draw),
    }
    return page_or_fragment(request, "agreements/trends.html", "registers/_results.html", context)


def _figures(trend: Trend, number: str | None) -> dict:
    """What the table and the drawings of page `number` show."""
    rows = trend.rows() if trend.filters.form.is_valid() else []
    page = CappedPaginator([row for row in rows if not row.flow.is_empty]).get_page(number)
    return {
        "filters": trend.filters,
        "export_url": f"{reverse('agreements:trends-export')}?{trend.filters.data.urlencode()}",
        "metrics": _metrics(trend),
        "first_head": TrendDimension(trend.by).label,
        "heads": _heads(),
        "page": page,
        "rows": [{"label": row.label, "url": row.url, "values": _values(row.flow)} for row in page],
        "last": _values(trend.whole),
        "drawing": _by_year(trend),
        "donors": _by_donor(trend),
        "unstated": trend.whole.unstated,
    }


def _heads() -> list[str]:
    return [
        _("Number"), _("Committed"), _("Received"), _("Disbursed"), _("Accounts settled"), _("Own share paid"),
        _("Disbursed of received"),
    ]  # fmt: skip


def _values(flow: Flow) -> list[tuple[str, str]]:
    """Each figure with the head of its column, which stands beside it on a telephone."""
    rate = "–" if flow.rate is None else f"{flow.rate} %"
    figures = [number_vi(flow.resources), *(number_vi(getattr(flow, name)) for name in SUMS), rate]
    return list(zip(_heads(), figures, strict=True))


def _metrics(trend: Trend) -> list[dict]:
    """The figures that are read first, in millions of đồng."""
    flow = trend.whole
    share = share_of_the_largest(trend.by_donor, LARGEST)
    largest = ", ".join(_donor(row) for row in trend.by_donor if row.partner)
    shown = [
        (_("Committed"), _millions(flow.committed), ""),
        (_("Received"), _millions(flow.received), ""),
        (_("Disbursed of received"), "–" if flow.rate is None else f"{flow.rate} %", _millions(flow.disbursed)),
        (
            _("Share of the three largest donors"), "–" if share is None else f"{share} %",
            ", ".join(largest.split(", ")[:LARGEST]),
        ),
    ]  # fmt: skip
    return [{"label": label, "value": value, "note": note} for label, value, note in shown]


def _millions(vnd: int) -> str:
    """ "512 triệu đồng", "37,6 tỷ đồng"."""
    if vnd >= 1000 * MILLION:
        return _("%(number)s billion đồng") % {"number": number_vi(round(vnd / MILLION / 1000, 1))}
    return _("%(number)s million đồng") % {"number": number_vi(round(vnd / MILLION))}


def _by_year(trend: Trend):
    flows = trend.by_year
    if all(flow.is_empty for flow in flows.values()):
        return ""
    title = _("Five years, in millions of đồng")
    series = [
        charts.Series(label, [round(getattr(flow, name) / MILLION) for flow in flows.values()], tone)
        for name, label, tone in (
            ("committed", _("Committed"), "second"),
            ("received", _("Received"), "main"),
            ("disbursed", _("Disbursed"), "wait"),
        )
    ]
    drawing = charts.both_widths(charts.grouped_bars, title, "", [str(year) for year in flows], series)
    return {"title": title, "svg": drawing, "legend": charts.legend(series)}


def _by_donor(trend: Trend):
    parts = [
        charts.Part(_donor(row), round(row.flow.committed / MILLION))
        for row in trend.by_donor
        if row.flow.committed
    ][:DRAWN]
    title = _("Largest donors by commitment, in millions of đồng")
    return {"title": title, "svg": charts.rank(title, "", parts)} if parts else ""


@require_GET
def resource_trends_export(request):
    """`GET` the table as XLSX; it leaves a trace."""
    trend = _trend(request)
    head = [str(TrendDimension(trend.by).label), *_heads()]
    rows = [[row.label, *_numbers(row.flow)] for row in trend.rows() if not row.flow.is_empty]
    rows.append([_("All, each resource once"), *_numbers(trend.whole)])
    title = _("Trends of external resources")
    columns = [SheetColumn(name, 44 if place == 0 else 18) for place, name in enumerate(head)]
    content = write_rows(columns, rows, title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": trend.filters.data.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    headers = {"Content-Disposition": f'attachment; filename="nguon-luc-{trend.last_year}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _numbers(flow: Flow) -> list[int | None]:
    return [flow.resources, *(getattr(flow, name) for name in SUMS), flow.rate]
