"""How much of what was promised was kept: by partner, unit, agreement; page and workbook."""

from dataclasses import dataclass
from itertools import chain

from django.db import models
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.accounts.models import User
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Person
from portal.registers.unchanged import drawn_unchanged
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.promise_sums import Sums, summed
from ..filters.promise_sums import PARTNER, SumsFilter, groupings
from ..models import NextStep, Partner
from ..models.promise_sources import sources


@dataclass(frozen=True)
class Answer:
    """What one address asks for, counted as of today."""

    filters: SumsFilter
    by: str
    user: User

    @cached_property
    def sums(self) -> Sums:
        return summed(self.filters.qs, self.by, self.user, on=timezone.localdate())


def _answer(request) -> Answer:
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    query.setdefault("by", PARTNER)
    filters = SumsFilter(query, queryset=NextStep.objects.visible_to(request.user), request=request)
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    by = asked.get("by") or PARTNER
    return Answer(filters, by, request.user)


def _read() -> tuple[type[models.Model], ...]:
    """Whose rows the sums are worked out from, beside those of units."""
    links = [(one.model, NextStep._meta.get_field(one.link).related_model) for one in sources()]
    return NextStep, Partner, Person, *chain.from_iterable(links)


@listed(gettext_lazy("Promises: how much was kept"))
@require_GET
def sums(request):
    """`GET` the page, or for htmx the table alone."""
    answer, query = _answer(request), request.GET.copy()
    query.pop("by", None)

    def draw():
        page = CappedPaginator(answer.sums.rows).get_page(request.GET.get("page"))
        context = {
            "filters": answer.filters, "head": dict(groupings())[answer.by], "whole": answer.sums.whole,
            "page": page, "export_url": f"{reverse('partners:promise-sums-export')}?{request.GET.urlencode()}",
        }  # fmt: skip
        return render_to_string("partners/_promise_sums.html", context, request)

    context = {
        "filters": answer.filters,
        "results": drawn_unchanged(request, _read(), SumsFilter.order, draw),
        "list_url": f"{reverse('partners:nextstep-list')}?{query.urlencode()}",
    }
    return page_or_fragment(request, "partners/promise_sums.html", "registers/_results.html", context)


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
