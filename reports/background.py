"""What the worker does for the reports' app."""

from django.utils import timezone

from portal.jobs.registry import handler

from .models import Consolidation, SubmittedVersion
from .services.consolidation import annex_of, build


@handler("reports.consolidate")
def consolidate(job):
    """Build the draft; its result is the PDF."""
    consolidation = Consolidation.objects.select_related("cycle").get(pk=job.arguments["consolidation"])
    built = build(consolidation, by=job.by, at=timezone.now(), progress=job.progress, check=job.check)
    return built.pdf


@handler("reports.annex")
def annex(job):
    """Print the annex of one received report; a second run finds it printed."""
    version = SubmittedVersion.objects.select_related("report__unit", "report__cycle", "annex").get(
        pk=job.arguments["version"]
    )
    annex_of(version)
