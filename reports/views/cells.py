"""What stands behind one cell of a report: its records, the rows of an annex, the words said of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.rendering.table import Linked
from portal.ui.filtering import listed
from portal.ui.formats import capital
from portal.ui.fragments import is_fragment, page_or_fragment
from reports.figures.gather import annex_of, window_of
from reports.figures.layouts import ANNEXES
from reports.figures.library import guidance_for
from reports.figures.questions import questions_of
from reports.figures.reconciliation import of_reports
from reports.forms.remarks import RemarkForm
from reports.models import CellRemark, Report
from reports.printing import unit_paper
from reports.services.remarks import by_cell, check_cell, may_remark, remark, settle

from .report import common
from .shared import get_cycle, get_report, may_compare, refuse

#: annex → the page of a record in it
RECORD_OF = {
    "II": "delegations:delegation-detail", "III": "delegations:delegation-detail", "IV": "agreements:agreement-detail",
    "IV-b": "agreements:agreement-detail", "V": "delegations:event-detail", "VI": "agreements:resource-detail",
    "VII": "reports:activity-detail",
}  # fmt: skip


@require_GET
def records(request, code, unit, indicator):
    """The records behind a figure, as the reader may see them."""
    found = get_report(request, code, unit)
    question = questions_of(found.cycle).get(indicator)
    if question is None or question.source is None:
        raise Http404
    lines = [_line(row, question.weight) for row in _records(request, found, question)]
    context = {**common(request, found), "question": question, "lines": lines}
    return render(request, "reports/records.html", context)


def _records(request, found, question):
    rows = question.records(window_of(found))
    return rows.model.objects.visible_to(request.user).filter(pk__in=rows.values("pk")).select_related("unit")


def _line(row, weight: str) -> dict:
    return {
        "text": str(row),
        "small": row.unit.short_name,
        "url": row.get_absolute_url(),
        "weight": getattr(row, weight) if weight else 1,
    }


@require_GET
def annex(request, code, unit, annex):
    """The rows of one annex as the registers have them now; asked for when the reader opens it."""
    found = get_report(request, code, unit)
    if annex not in found.cycle.layout.annexes:
        raise Http404
    rows = annex_of(found, annex)
    table = _table(found, annex, rows)
    said = by_cell(found)
    lines = [
        _annex_line(annex, row.get("record"), table.columns, printed, said)
        for row, printed in zip(rows, table.rows if table else (), strict=False)
    ]
    context = {"report": found, "title": f"{annex}. {ANNEXES.get(annex, '')}", "table": table, "lines": lines}
    return page_or_fragment(request, "reports/annex.html", "reports/_cell_annex.html", context)


def _annex_line(annex: str, record, columns, printed, said: dict) -> dict:
    """One row with the headings of its cells, the page of its record, and what was said of it."""
    cell = f"annex:{annex}:{record}" if isinstance(record, int) else ""
    number, title, *values = map(_plain, printed)
    return {
        "number": number,
        "title": title,
        "cells": [(column.title, value) for column, value in zip(columns[2:], values, strict=True)],
        "url": reverse(RECORD_OF[annex], args=[record]) if cell and annex in RECORD_OF else "",
        "cell": cell,
        "remarks": said.get(cell, []),
    }


def _plain(value):
    """What a cell says, without the link that papers carry."""
    return value.value if isinstance(value, Linked) else value


def _table(found, annex: str, rows: list[dict]):
    """The annex as the unit's paper prints it; None where nothing stands in it."""
    none: dict[str, list] = {code: [] for code in found.cycle.layout.annexes}
    content = {"figures": [], "sections": {}, "nothing_to_report": True, "annexes": none | {annex: rows}}
    return next((one for one in unit_paper(found, content).annexes if one.number == annex), None)


@require_GET
def guidance(request):
    """What of the library helps to write; asked for when the reader opens it."""
    context = {"guidance": guidance_for(request.user, on=timezone.localdate())}
    if not is_fragment(request):
        return redirect("reports:libraryitem-list")
    return render(request, "reports/_guidance.html", context)


@require_http_methods(["GET", "POST"])
def remarks(request, code, unit):
    """The words said of one cell (`?cell=`), and a box for more; in the dialog."""
    found = get_report(request, code, unit)
    cell = request.GET.get("cell", "")
    form = RemarkForm(request.POST or None)
    try:
        check_cell(found, cell)
        if request.method == "POST" and form.is_valid():
            remark(found, cell, by=request.user, at=timezone.now(), **form.cleaned_data)
            form = RemarkForm()
    except ValidationError as refused:
        if not hasattr(refused, "error_dict"):
            raise Http404 from refused
        refuse(request, refused, form)
    return _dialog(request, found, cell, form)


@require_POST
def settle_remark(request, code, unit, pk):
    """The remark is dealt with."""
    found = get_report(request, code, unit)
    row = get_object_or_404(found.remarks.all(), pk=pk)
    settle(row, by=request.user, at=timezone.now())
    return _dialog(request, found, row.cell, RemarkForm())


def _dialog(request, found, cell: str, form: RemarkForm):
    rows = found.remarks.filter(cell=cell).select_related("by", "settled_by")
    context = {
        "report": found,
        "cell": cell,
        "name": _name_of(found, cell),
        "remarks": rows,
        "form": form,
        "may_remark": may_remark(found, request.user),
        "swap": request.method == "POST",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reports/_cell_remarks.html", context, status=status)


def _name_of(found, cell: str) -> str:
    """The cell in words."""
    part, code, *_record = cell.split(":")
    if part == "figure":
        return questions_of(found.cycle)[code].label_vi
    return found.cycle.layout.titles[code] if part == "section" else _("annex %(code)s") % {"code": code}


@listed(gettext_lazy("Differences"))
@require_GET
def differences(request, code):
    """Of a cycle: every figure that a unit sets otherwise than its register, with cause and reason."""
    if not may_compare(request.user):
        raise PermissionDenied
    cycle = get_cycle(request, code)
    rows = of_reports(Report.objects.visible_to(request.user).of_cycle(cycle))
    cause = request.GET.get("cause", "")
    causes = {row.cause: row.cause_label for row in rows}
    chosen = [row for row in rows if not cause or row.cause == cause]
    flagged = CellRemark.objects.visible_to(request.user).open().follow_ups().filter(report__cycle=cycle)
    context = {
        "cycle": cycle,
        "rows": chosen,
        "tabs": _tabs(request.path, rows, causes, cause),
        "units": len({row.report.unit_id for row in chosen}),
        "flagged": flagged.select_related("report__unit", "report__cycle", "by"),
        "crumbs": [
            (_("Periodic reports"), reverse("reports:home")), (str(cycle), cycle.get_absolute_url()), (_("Differences"), ""),
        ],
    }  # fmt: skip
    return render(request, "reports/differences.html", context)


def _tabs(path: str, rows: list, causes: dict[str, str], chosen: str) -> list[dict]:
    every = {"label": _("All"), "url": path, "count": len(rows), "current": not chosen}
    return [every] + [
        {
            "label": capital(label),
            "url": f"{path}?cause={cause}",
            "count": sum(row.cause == cause for row in rows),
            "current": cause == chosen,
        }
        for cause, label in sorted(causes.items())
    ]
