"""Printing the consolidated report: the front part, then the annex of each unit, bound into one file."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.documents.models import Kind
from portal.documents.services import stored
from portal.jobs.services import enqueue
from portal.rendering.docx import official_docx
from portal.rendering.merge import merge_pdf
from portal.rendering.official import annexes_pdf, official_pdf
from reports.models import Consolidation, Report, SubmittedVersion
from reports.printing import consolidated_paper, unit_annex_paper

from .submission import latest_version


def print_consolidation(consolidation: Consolidation, versions: list, progress) -> tuple[bytes, bytes]:
    """The merged PDF (front part with its annexes, then each unit's annex) and the Word file."""
    paper = consolidated_paper(consolidation)
    parts = []
    for index, version in enumerate(versions):
        progress(
            10 + 60 * index // max(1, len(versions)), _("Annex of %(unit)s") % {"unit": version.report.unit}
        )
        parts.append((f"Số liệu của {version.report.unit.short_name}", annex_of(version)))
    progress(75, _("Printing the front part"))
    front = official_pdf(paper)
    progress(88, _("Merging %(count)s annexes") % {"count": len(parts)})
    return merge_pdf(front, parts, title=paper.title), official_docx(paper)


def order_annex(report: Report, *, by, at: dt.datetime, **given) -> None:
    """Step effect: the worker prints the annex of a report just received, so that the consolidated one is quick.

    The portal's own chore, asked for by nobody; until it is done, or if it never is, `annex_of` prints on need.
    """
    version = latest_version(report)
    if version is not None:
        enqueue(
            "reports.annex", by=None, label=_("Annex of %(unit)s") % {"unit": report.unit}, version=version.pk
        )


def annex_of(version: SubmittedVersion) -> bytes:
    """The unit's printed annex: rendered once, when accepted or on first need, and kept with the version."""
    if version.annex is not None:
        with version.annex.file.open("rb") as file:
            return file.read()
    report = version.report
    content = annexes_pdf(unit_annex_paper(report, version.content))
    name = f"phu-luc-{report.cycle.code}-{report.unit.code}-{version.number}.pdf".lower()
    title = f"Phụ lục số liệu {report.cycle.label_vi}"
    with transaction.atomic():
        locked = SubmittedVersion.objects.select_for_update().get(pk=version.pk)
        if locked.annex is None:  # else another worker was faster
            locked.annex = stored(
                content, name, target=report, by=None, title=title, kind=Kind.ISSUED, frozen=True
            )
            locked.save(update_fields=["annex"])
    version.annex = locked.annex
    return content
