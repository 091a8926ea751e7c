"""The audit trail, for inspectors and administrators."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.audit.models import Entry, Verb
from portal.audit.trail import record
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CAP, CappedPaginator

from .audit_filter import AuditFilter
from .doors import needs
from .sentences import note, sentences, what

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50


@listed(gettext_lazy("Audit trail"))
@require_GET
@needs(Permission.AUDIT_READ)
def audit_list(request):
    """Who did what, when: newest first."""
    form = AuditFilter(request.GET)
    entries = form.apply(Entry.objects.visible_to(request.user))
    page = CappedPaginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "sentences": sentences(page.object_list),
        "export_query": request.GET.urlencode(),
    }
    return page_or_fragment(
        request, "administration/audit_list.html", "administration/_audit_table.html", context
    )


@require_POST
@needs(Permission.AUDIT_READ)
@transaction.atomic
def audit_export(request):
    """What the list shows as XLSX, at most CAP entries; taking it away is itself an entry."""
    form = AuditFilter(request.GET)
    entries = form.apply(Entry.objects.visible_to(request.user))[:CAP]
    columns = [
        SheetColumn(_("At"), 18), SheetColumn(_("Who"), 32), SheetColumn(_("What"), 60), SheetColumn(_("Details"), 50),
        SheetColumn(_("Unit"), 14),
    ]  # fmt: skip
    rows = [(entry.at, entry.actor, what(entry), note(entry), entry.unit_code) for entry in entries]
    content = write_rows(columns, rows, title=_("Audit trail"))
    record(
        Verb.EXPORTED, _("Audit trail"), by=request.user, details={"rows": len(rows), "filters": form.said()}
    )
    name = f"nhat-ky-{timezone.localdate():%Y%m%d}.xlsx"
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
