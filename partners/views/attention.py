"""Partners where rank and activity do not match, the worst first. Read at the centre alone."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from ..figures.attention import Attention, ranked_partners
from ..figures.gap import Verdict
from ..filters.attention import AttentionFilter
from ..models import Partner
from ..querysets.relationship import reads_at_centre


def _found(request) -> tuple[AttentionFilter, list[Attention]]:
    """The filter bound to the address, and the partners it leaves, the worst first; 403 outside the centre."""
    if not reads_at_centre(request.user):
        raise PermissionDenied
    filters = AttentionFilter(
        request.GET or None, queryset=Partner.objects.visible_to(request.user), request=request
    )
    rows = ranked_partners(filters.qs, request.user, timezone.localdate())
    wanted = request.GET.get("verdict", "")
    if wanted in Verdict.values:
        return filters, [row for row in rows if row.gap.verdict == wanted]
    return filters, rows if wanted == "all" else [row for row in rows if row.gap.wants_attention]


@listed(gettext_lazy("Partners that want attention"))
@require_GET
def attention(request):
    """`GET` the list: whole page, or the table alone for htmx."""
    filters, rows = _found(request)
    context = {
        "filters": filters,
        "page": CappedPaginator(rows).get_page(request.GET.get("page")),
        "export_url": f"{reverse('partners:attention-export')}?{request.GET.urlencode()}",
    }
    return page_or_fragment(request, "partners/attention.html", "partners/_attention_table.html", context)


@require_GET
def attention_export(request):
    """`GET` what the list shows as XLSX; it leaves a trace."""
    _filters, rows = _found(request)
    title = _("Partners that want attention")
    columns = [
        SheetColumn(_("Partner"), 44), SheetColumn(_("Country"), 18), SheetColumn(_("Level"), 26),
        SheetColumn(_("Priority group"), 24), SheetColumn(_("Verdict"), 22), SheetColumn(_("In one sentence"), 80),
        SheetColumn(_("Contacts, 12 months"), 12), SheetColumn(_("Contacts, 36 months"), 12),
        SheetColumn(_("High-level visits, 36 months"), 12), SheetColumn(_("Last contact"), 14),
        SheetColumn(_("Promises kept"), 12), SheetColumn(_("Promises overdue"), 12),
    ]  # fmt: skip
    content = write_rows(columns, [_cells(row) for row in rows], title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": 'attachment; filename="doi-tac-can-quan-tam.xlsx"'},
    )


def _cells(row: Attention) -> list:
    partner, gap, seen = row.partner, row.gap, row.gap.seen
    return [
        str(partner), partner.country_label, str(partner.get_relationship_level_display()),
        str(partner.get_priority_group_display()), str(gap.verdict.label), gap.sentence, seen.contacts_12,
        seen.contacts_36, seen.high_36, seen.last_on, seen.kept_36, seen.overdue,
    ]  # fmt: skip
