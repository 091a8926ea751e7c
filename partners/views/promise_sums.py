"""How much of what was promised was kept: by partner, unit, agreement; page and workbook."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.promise_sums import Sums, summed
from ..filters.promise_sums import PARTNER, SumsFilter, groupings
from ..models import NextStep


@dataclass(frozen=True)
class Answer:
    """What one address asks for, counted as of today."""

    filters: SumsFilter
    by: str
    sums: Sums


def _answer(request) -> Answer:
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    query.setdefault("by", PARTNER)
    filters = SumsFilter(query, queryset=NextStep.objects.visible_to(request.user), request=request)
    rows = filters.qs
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    by = asked.get("by") or PARTNER
    return Answer(filters, by, summed(rows, by, request.user, on=timezone.localdate()))


@require_GET
def sums(request):
    """`GET` the page, or for htmx the table alone."""
    answer, query = _answer(request), request.GET.copy()
    query.pop("by", None)
    context = {
        "filters": answer.filters, "by": answer.by, "head": dict(groupings())[answer.by], "whole": answer.sums.whole,
        "page": CappedPaginator(answer.sums.rows).get_page(request.GET.get("page")),
        "list_url": f"{reverse('partners:nextstep-list')}?{query.urlencode()}",
        "export_url": f"{reverse('partners:promise-sums-export')}?{request.GET.urlencode()}",
    }  # fmt: skip
    return page_or_fragment(request, "partners/promise_sums.html", "partners/_promise_sums.html", context)


@require_GET
def sums_export(request):
    """`GET` the table as XLSX; it leaves a trace."""
    answer = _answer(request)
    title = _("Promises: how much was kept")
    head = [_("All"), _("Due by today"), _("Kept"), _("Rate, percent"), _("Waiting for the check"), _("Overdue"),
            _("Not done yet"), _("Resting"), _("Not carried out")]  # fmt: skip
    columns = [SheetColumn(str(dict(groupings())[answer.by]), 60), *(SheetColumn(one, 14) for one in head)]
    lines = [*((row.label, row.counts) for row in answer.sums.rows), (_("All"), answer.sums.whole)]
    cells = [
        [label, c.all, c.due, c.kept, c.percent, c.waiting, c.overdue, c.open, c.resting, c.given_up]
        for label, c in lines
    ]
    content = write_rows(columns, cells, title=title, sheet=title[:31])
    details = {"rows": len(cells), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": 'attachment; filename="cam-ket-tong-hop.xlsx"'},
    )
