"""Timeliness and quality of reports: a board of units × periods, the rates, and the workbook of both."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.models import PeriodKind
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import Sheet, SheetColumn, write_book
from portal.ui import charts
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment

from ..figures.timeliness import LATE, MISSING, NOT_DUE, ON_TIME, Board, Cell, Sums, board
from ..forms.timeliness import NUMBERS, TimelinessForm
from ..models import Cycle, Report

DRAWN = 8  # more periods have no room for their names
NOTHING = "∅"


@listed(gettext_lazy("Timeliness and quality of reports"))
@require_GET
def timeliness(request):
    """`GET` the page, or for htmx the figures alone."""
    form, found = _asked(request)
    context = {
        "form": form,
        "board": found,
        "rows": [(line, [_shown(cell) for cell in line.cells]) for line in found.lines],
        "columns": [(cycle, _short(cycle)) for cycle in found.cycles],
        "groups": _groups(found),
        "drawing": _drawing(found),
        "compares": len(found.lines) > 1,
        "export_url": f"{reverse('reports:timeliness-export')}?{request.GET.urlencode()}",
    }
    return page_or_fragment(request, "reports/timeliness.html", "reports/_timeliness.html", context)


def _asked(request) -> tuple[TimelinessForm, Board]:
    """The board that the address asks for; what cannot be read asks for everything."""
    require(request.user, Permission.REPORT_VIEW)
    form = TimelinessForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    cycles = Cycle.objects.visible_to(request.user).open()
    if asked.get("kind"):
        cycles = cycles.filter(kind=asked["kind"])
    if asked.get("type"):
        cycles = cycles.filter(type_version__type=asked["type"])
    cycles = cycles.select_related("type_version__type").defer("type_version__content")
    last = cycles.order_by("-ends_on", "-pk")[: asked.get("number") or NUMBERS[-1]]
    rows = Report.objects.visible_to(request.user)
    return form, board(last, rows, on=timezone.localdate(), unit_type=asked.get("unit_type") or "")


def _shown(cell: Cell | None) -> tuple[str, str, str, str]:
    """(tone, sign, sentence, address) of one square; nothing where nothing was owed."""
    if cell is None:
        return "none", "", _("No report was owed."), ""
    signs = {
        ON_TIME: NOTHING if cell.is_nothing else "✓",
        LATE: f"+{cell.days}",
        MISSING: f"−{cell.days}" if cell.days < 100 else "−",
        NOT_DUE: "·",
    }
    return cell.standing, signs[cell.standing], _sentence(cell), cell.url


def _sentence(cell: Cell) -> str:
    words = {
        ON_TIME: _("sent on time"),
        LATE: _("sent %(days)s days late") % {"days": cell.days},
        MISSING: _("not sent, %(days)s days overdue") % {"days": cell.days},
        NOT_DUE: _("not due yet"),
    }
    more = [
        _("nothing to report") if cell.is_nothing and cell.is_sent else "",
        _("returned %(count)s times") % {"count": cell.returned} if cell.returned else "",
        _("%(count)s differences") % {"count": cell.differences} if cell.differences else "",
    ]
    return "; ".join(filter(None, [words[cell.standing], *more]))


def _short(cycle: Cycle) -> str:
    """ "6T1/26", "Q3/26": what has room above a square; a subject of its own keeps its code."""
    year, number = f"{cycle.year % 100:02d}", {"number": cycle.index}
    words = {
        PeriodKind.MONTH: _("M%(number)s") % number,
        PeriodKind.QUARTER: _("Q%(number)s") % number,
        PeriodKind.HALF_YEAR: _("H%(number)s") % number,
        PeriodKind.NINE_MONTHS: _("9M"),
        PeriodKind.YEAR: _("Year"),
    }
    return f"{words[PeriodKind(cycle.kind)]}/{year}" if cycle.kind else cycle.code


def _groups(found: Board) -> list[tuple[str, list[tuple[str, Sums, str]]]]:
    """Tables beside the board: by period (the latest first, each with its own board), by type, by kind of unit."""
    periods = [(str(cycle), sums, cycle.get_absolute_url()) for cycle, sums in reversed(found.by_period())]
    return [
        (_("By period"), periods),
        (_("By type of report"), [(name, sums, "") for name, sums in found.by_type()]),
        (_("By kind of unit"), [(name, sums, "") for name, sums in found.by_kind_of_unit()]),
    ]


def _drawing(found: Board):
    """The reports of the last periods: on time, late, not sent."""
    last = found.by_period()[-DRAWN:]
    if not found.whole.owed:
        return ""
    series = [
        charts.Series(_("On time"), [sums.on_time for _cycle, sums in last], "main"),
        charts.Series(_("Late"), [sums.late for _cycle, sums in last], "wait"),
        charts.Series(_("Not sent"), [sums.missing for _cycle, sums in last], "bad"),
    ]
    title, groups = _("Reports by period"), [_short(cycle) for cycle, _sums in last]
    drawn = charts.both_widths(charts.grouped_bars, title, "", groups, series)
    return charts.legend(series) + drawn


@require_GET
def export(request):
    """`GET` units, periods and the board itself as XLSX; it leaves a trace."""
    _form, found = _asked(request)
    groups = [(line.name, line.sums) for line in found.lines]
    sheets = [
        _sheet(_("By unit"), [*groups, (_("All"), found.whole)]),
        *(_sheet(title, [(name, sums) for name, sums, _url in rows]) for title, rows in _groups(found)),
        _squares(found),
    ]
    name = f"chap-hanh-bao-cao-{timezone.localdate():%Y%m%d}.xlsx"
    details = {"units": len(found.lines), "periods": len(found.cycles)}
    write_trail(Verb.EXPORTED, _("Timeliness of reports"), by=request.user, details=details)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_book(sheets), content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _sheet(title: str, rows: list[tuple[str, Sums]]) -> Sheet:
    heads = [
        _("Owed"), _("On time"), _("Late"), _("Not sent"), _("On time (%)"), _("Nothing to report"), _("With activity"),
        _("Returned"), _("Returned (%)"), _("Figures corrected"), _("Reports with differences (%)"),
        _("Days to acceptance"),
    ]  # fmt: skip
    columns = [SheetColumn(title, 36), *(SheetColumn(head, 14) for head in heads)]
    written = [
        [
            label, sums.owed, sums.on_time, sums.late, sums.missing, sums.rate, sums.nothing, sums.active,
            sums.times_returned, sums.returned_rate, sums.differences, sums.differing_rate, sums.mean_days,
        ]
        for label, sums in rows
    ]  # fmt: skip
    return Sheet(title, columns, written, title)


def _squares(found: Board) -> Sheet:
    columns = [SheetColumn(_("Unit"), 36), *(SheetColumn(cycle.code, 12) for cycle in found.cycles)]
    rows = [[line.name, *(_sentence(cell) if cell else "" for cell in line.cells)] for line in found.lines]
    return Sheet(_("Squares"), columns, rows, _("Units and periods"))
