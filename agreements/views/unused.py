"""The support of partners that we did not take up: page and workbook."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.support import PartnerUnused, Unused, unused, unused_by_partner
from ..filters.unused import UnusedFilter
from ..models import Offer


@dataclass(frozen=True)
class Answer:
    filters: UnusedFilter
    lines: list[PartnerUnused]
    whole: Unused


def _answer(request) -> Answer:
    require(request.user, Permission.RECORD_VIEW)
    filters = UnusedFilter(
        request.GET or None, queryset=Offer.objects.visible_to(request.user), request=request
    )
    rows = filters.qs
    return Answer(filters, unused_by_partner(rows), unused(rows))


@listed(gettext_lazy("Support that we did not take up"))
@require_GET
def unused_support(request):
    """`GET` the page, or for htmx the table alone."""
    answer = _answer(request)
    context = {
        "filters": answer.filters, "whole": answer.whole,
        "page": CappedPaginator(answer.lines).get_page(request.GET.get("page")),
        "export_url": f"{reverse('agreements:unused-export')}?{request.GET.urlencode()}",
    }  # fmt: skip
    return page_or_fragment(request, "agreements/unused.html", "agreements/_unused.html", context)


@require_GET
def unused_export(request):
    """`GET` the table as XLSX; it leaves a trace."""
    answer, title = _answer(request), _("Support that we did not take up")
    head = [_("Offers"), _("Not answered or not used yet"), _("Declined"), _("Lapsed"), _("Used in part"),
            _("Not used, in đồng"), _("Places not used"), _("Without a sum")]  # fmt: skip
    columns = [
        SheetColumn(_("Partner"), 50),
        *(SheetColumn(one, 14) for one in head),
        SheetColumn(_("Not used"), 40),
    ]
    lines = [*((line.label, line.found) for line in answer.lines), (_("All"), answer.whole)]
    cells = [
        [label, f.offers, f.pending, f.declined, f.lapsed, f.in_part, f.vnd, f.places, f.unstated, "; ".join(f.sum_labels())]
        for label, f in lines
    ]  # fmt: skip
    content = write_rows(columns, cells, title=title, sheet=title[:31])
    details = {"rows": len(cells), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": 'attachment; filename="ho-tro-chua-tan-dung.xlsx"'},
    )
