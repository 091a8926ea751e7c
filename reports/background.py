"""What the worker does for the reports' app."""

from django.utils import timezone

from portal.jobs.registry import handler

from .models import Consolidation
from .services.consolidation import build


@handler("reports.consolidate")
def consolidate(job):
    """Build the draft; its result is the PDF."""
    consolidation = Consolidation.objects.select_related("cycle").get(pk=job.arguments["consolidation"])
    built = build(consolidation, by=job.by, at=timezone.now(), progress=job.progress)
    return built.pdf
