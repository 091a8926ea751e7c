"""The tab with the papers of a resource: what can be drafted, what is missing for it, what became of each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.papers.offers import asked_kind, offers
from portal.papers.services.drafting import begin
from portal.registers.saving import require_editor

from .resource_pages import of_resource, resource_page


@require_GET
@of_resource
def resource_papers(request, resource) -> HttpResponse:
    """`GET`: the papers of the resource."""
    return resource_page(
        request, resource, "papers", "agreements/resource_papers.html", page_title=_("Papers"),
        offers=offers(resource, request.user),
    )  # fmt: skip


@require_POST
@of_resource
def resource_begin(request, resource) -> HttpResponse:
    """`POST`: draft the paper that the button named, and open it."""
    require_editor(request, resource)
    kind, part = asked_kind(request, resource)
    paper = begin(resource, kind, by=request.user, on=timezone.localdate(), part=part)
    messages.success(request, _("Drafted: %(paper)s.") % {"paper": paper.summary})
    return redirect(paper)
