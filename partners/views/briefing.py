"""The briefing sheet: read on the screen, or taken along as PDF or Word file."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record

from ..figures.briefing import briefing_of
from ..printing.briefing import print_briefing
from .partner_pages import of_partner, partner_page

FORMATS = ("pdf", "docx")


@require_GET
@of_partner
def briefing(request, partner):
    """The sheet as this reader may see it."""
    sheet = briefing_of(partner, request.user, on=timezone.localdate())
    return partner_page(
        request, partner, "briefing", "partners/briefing.html", page_title=_("Briefing sheet"), sheet=sheet
    )


@require_GET
@of_partner
def briefing_file(request, partner, format):
    """The same as a file; the download leaves a trace."""
    if format not in FORMATS:
        raise Http404
    printed = print_briefing(partner, request.user, on=timezone.localdate(), format=format)
    record(Verb.EXPORTED, partner, by=request.user, details={"document": "briefing", "format": format})
    disposition = f'inline; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )
