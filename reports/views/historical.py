""" "Dữ liệu lịch sử": the list of loaded totals, and taking away one that was loaded by mistake."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, require
from portal.registers.saving import attempt_at_once
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.questions import definitions
from ..filters.historical import HistoricalFilter
from ..models import HistoricalFigure
from ..services.historical import remove_historical


@listed(gettext_lazy("Historical figures"))
@require_GET
def historical(request):
    """`GET`: the totals that the reader may see, the latest period first; the import page for who may load them."""
    require(request.user, Permission.REPORT_VIEW)
    rows = HistoricalFigure.objects.visible_to(request.user).select_related("unit", "loaded_by")
    filters = HistoricalFilter(request.GET or None, queryset=rows, request=request)
    page = CappedPaginator(filters.qs).get_page(request.GET.get("page"))
    labels = {code: version.label for code, version in definitions(on=timezone.localdate()).items()}
    may_load = has(request.user, Permission.REPORT_REVIEW)
    context = {
        "filters": filters,
        "page": page,
        "lines": [(row, labels.get(row.indicator, row.indicator)) for row in page.object_list],
        "may_load": may_load,
        "import_url": reverse("exchange:start") if may_load else "",
    }
    return page_or_fragment(request, "reports/historical.html", "reports/_historical.html", context)


@require_POST
def remove(request, pk):
    """`POST`: take one away; the trail keeps what it said."""
    require(request.user, Permission.REPORT_REVIEW)
    row = get_object_or_404(HistoricalFigure.objects.visible_to(request.user).select_related("unit"), pk=pk)

    def act():
        remove_historical(row, by=request.user, at=timezone.now())

    attempt_at_once(request, act, saved=_("Taken away: %(record)s.") % {"record": row})
    return redirect("reports:historical-list")
