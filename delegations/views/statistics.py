"""Statistics of delegations: a table by one or two dimensions, a drawing, and the workbook of both."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui import charts
from portal.ui.filtering import VIEW, listed
from portal.ui.formats import number_vi
from portal.ui.fragments import page_or_fragment
from portal.units.models import Closure

from ..figures.kept import Kept
from ..figures.records import Total
from ..figures.statistics import IN_TIME, SEVERAL, Dimension, Line, Measure, Table, across, table
from ..filters.statistics import StatisticsFilter
from ..models import Delegation, Leg, Member
from ..printing.annexes import Asked, annexes_of

DRAWN = 12
PER_PAGE = 60  # rows; the workbook has all
_TABLES = Kept([Delegation, Leg, Member, Partner])
#: Dimensions by which the list of delegations can be filtered too: such a row leads to its records.
LISTED = {
    Dimension.UNIT: "unit",
    Dimension.COUNTRY: "country",
    Dimension.PARTNER: "partner",
    Dimension.LEVEL: "level",
}


@dataclass(frozen=True)
class Answer:
    """What one address asks for, counted."""

    filters: StatisticsFilter
    by: str
    beside: str
    measure: str
    table: Table
    columns: list[Line]
    cells: list[list[Total]]

    @property
    def head(self) -> list[str]:
        first = str(Dimension(self.by).label)
        if self.beside:
            return [first, *(column.label for column in self.columns), str(_("All"))]
        return [first, *(str(measure.label) for measure in Measure)]

    def values(self, line: Line, cells: list[Total]) -> list[Total]:
        if self.beside:
            return [*cells, line.sums.value(self.measure)]
        return [line.sums.value(measure) for measure in Measure]

    @property
    def last(self) -> list[Total]:
        """The line of all: what stands in several rows is counted once."""
        if self.beside:
            return [
                *(column.sums.value(self.measure) for column in self.columns),
                self.table.whole.value(self.measure),
            ]
        return [self.table.whole.value(measure) for measure in Measure]


def _answer(request) -> Answer:
    """Count what the address asks for; without days, the year that is running."""
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    if not set(query) - {"page", VIEW}:
        year = timezone.localdate().year
        query.update({"by": Dimension.UNIT, "since": f"01/01/{year}", "until": f"31/12/{year}"})
    rows = Delegation.objects.visible_to(request.user).live().held()
    filters = StatisticsFilter(query, queryset=rows, request=request)
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    by, beside = asked.get("by") or Dimension.UNIT, asked.get("beside") or ""
    measure = asked.get("measure") or Measure.NUMBER
    beside = "" if beside == by else beside
    counted = _TABLES.get(
        request.user, [filters.qs], by, beside, measure,
        make=lambda: across(filters.qs, by, beside, measure) if beside else (table(filters.qs, by), [], []),
    )  # fmt: skip
    return Answer(filters, by, beside, measure, *counted)


@listed(gettext_lazy("Statistics of delegations"))
@require_GET
def statistics(request):
    """`GET` the page, or for htmx the figures alone."""
    answer = _answer(request)
    lines = answer.table.lines
    page = Paginator(list(zip(lines, answer.cells or [[]] * len(lines), strict=True)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filters": answer.filters,
        "head": answer.head,
        "rows": _rows(answer, page),
        "page": page,
        "last": _shown(answer, answer.last),
        "drawing": _drawing(answer),
        "is_ranked": answer.by not in IN_TIME,
        "is_several": answer.by in SEVERAL or answer.beside in SEVERAL,
        "export_url": f"{reverse('delegations:statistics-export')}?{answer.filters.data.urlencode()}",
        "annexes_url": f"{reverse('delegations:statistics-annexes')}?{answer.filters.data.urlencode()}",
    }
    return page_or_fragment(request, "delegations/statistics.html", "delegations/_statistics.html", context)


def _rows(answer: Answer, page: Iterable[tuple[Line, list[Total]]]) -> list[dict]:
    address = _list_address(answer)
    return [
        {
            "label": line.label,
            "url": f"{address}{line.key}" if address and line.key else "",
            "values": _shown(answer, answer.values(line, cells)),
        }
        for line, cells in page
    ]


def _shown(answer: Answer, values: list[Total]) -> list[dict]:
    """Each sum under its heading, and how many delegations do not state it."""
    return [
        {
            "head": head,
            "text": number_vi(value.value) if value.value is not None else "–",
            "missing": value.missing,
        }
        for head, value in zip(answer.head[1:], values, strict=True)
    ]


def _list_address(answer: Answer) -> str:
    """Where the records behind a row stand, but for the row's own key; "" where the list has no such filter."""
    if answer.by not in LISTED:
        return ""
    query, own = answer.filters.data.copy(), LISTED[Dimension(answer.by)]
    for name in ("by", "beside", "measure", "page", own):
        query.pop(name, None)
    query["counted"] = "yes"
    return f"{reverse('delegations:delegation-list')}?{query.urlencode()}&{own}="


def _drawing(answer: Answer):
    lines = [line for line in answer.table.lines if line.key] or answer.table.lines
    title = f"{Measure(answer.measure).label} – {Dimension(answer.by).label}"
    values = [(line.label, line.sums.value(answer.measure).value or 0) for line in lines]
    if not values:
        return ""
    if answer.by in IN_TIME:
        groups, bars = zip(*values[-DRAWN:], strict=True)
        series = [charts.Series(str(Measure(answer.measure).label), bars)]
        return charts.both_widths(charts.grouped_bars, title, "", groups, series)
    ranked = sorted(values, key=lambda pair: -pair[1])[:DRAWN]
    return charts.both_widths(charts.rank, title, "", [charts.Part(*pair) for pair in ranked])


@require_GET
def statistics_export(request):
    """`GET` the table as XLSX; it leaves a trace."""
    answer = _answer(request)
    cells = answer.cells or [[] for _line in answer.table.lines]
    rows = [
        [line.label, *(value.value for value in answer.values(line, c))]
        for line, c in zip(answer.table.lines, cells, strict=True)
    ]
    rows.append([_("All, each delegation once"), *(value.value for value in answer.last)])
    title = _("Statistics of delegations")
    columns = [SheetColumn(name, 40 if place == 0 else 16) for place, name in enumerate(answer.head)]
    content = write_rows(columns, rows, title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": answer.filters.data.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    name = f"thong-ke-doan-{dt.date.today():%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


@require_GET
def statistics_annexes(request):
    """`GET` annexes II, III, V and XI of the days and units asked for, as one XLSX; it leaves a trace."""
    answer = _answer(request)
    days, today = answer.filters.form.cleaned_data, timezone.localdate()
    since, until, unit = (days.get(name) for name in ("since", "until", "unit"))
    first, last = since.earliest if since else dt.date(1990, 1, 1), until.latest if until else today
    below = Closure.objects.reached_from([unit.pk]).values_list("unit_id", flat=True) if unit else None
    asked = Asked(request.user, first, last, None if below is None else list(below))
    content = annexes_of(answer.filters.qs, asked, on=today)
    title = _("Annexes II, III, V and XI")
    write_trail(Verb.EXPORTED, title, by=request.user, details={"filter": answer.filters.data.urlencode()})
    headers = {"Content-Disposition": f'attachment; filename="phu-luc-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)
