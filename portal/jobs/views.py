"""Where a job stands, for the person who waits for it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.documents.models import Version
from portal.jobs.models import Job, State
from portal.ui.filtering import listed
from portal.ui.fragments import is_fragment

STOP_POLLING = 286  # htmx's own status


@require_GET
def status(request, pk: int):
    """The page of one job; for htmx the part that asks again each second until the job has ended."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("requested_by"), pk=pk)
    document = None
    if job.result_document_id:
        document = Version.objects.visible_to(request.user).filter(pk=job.result_document_id).first()
    context = {"job": job, "standing": job.standing(at=timezone.now()), "result_document": document}
    if not is_fragment(request):
        response = render(request, "jobs/detail.html", context)
    else:
        response = render(request, "jobs/_status.html", context, status=STOP_POLLING if job.finished else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


@listed(gettext_lazy("Background jobs"))
@require_GET
def index(request):
    """The jobs that this person asked for (`?state=`), newest first; the offices at the centre see all."""
    jobs = Job.objects.visible_to(request.user).select_related("requested_by", "result_document")
    if (state := request.GET.get("state", "")) in State.values:
        jobs = jobs.filter(state=state)
    page = Paginator(jobs, 30).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page})
