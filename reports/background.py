"""What the worker does for the reports' app."""

from django.utils import timezone

from portal.jobs.registry import handler

from .models import Consolidation, Cycle, SubmittedVersion
from .services.binding import annex_of
from .services.consolidation import BUILD, ISSUE, build
from .services.issuing import issue
from .services.story import STORY, tell_story


@handler(BUILD)
def consolidate(job):
    """Build the draft; its result is the PDF."""
    consolidation = Consolidation.objects.select_related("cycle").get(pk=job.arguments["consolidation"])
    built = build(consolidation, by=job.by, at=timezone.now(), progress=job.progress, check=job.check)
    return built.pdf


@handler(ISSUE)
def issue_paper(job):
    """Issue the paper; its result is the PDF. A run whose predecessor died after issuing finds it issued."""
    consolidation = Consolidation.objects.select_related("cycle", "pdf").get(
        pk=job.arguments["consolidation"]
    )
    if consolidation.issued_at is None:
        consolidation = issue(
            consolidation, by=job.by, at=timezone.now(), progress=job.progress, check=job.check,
            revision=job.arguments["revision"],
        )  # fmt: skip
    return consolidation.pdf


@handler("reports.annex")
def annex(job):
    """Print the annex of one received report; a second run finds it printed."""
    version = SubmittedVersion.objects.select_related("report__unit", "report__cycle", "annex").get(
        pk=job.arguments["version"]
    )
    annex_of(version)


@handler(STORY)
def story(job):
    """Demonstration: the paper of a cycle long ended, issued, put and agreed on days of the past."""
    cycle = Cycle.objects.get(pk=job.arguments["cycle"])
    tell_story(cycle, job.arguments["acts"], progress=job.progress, check=job.check)
