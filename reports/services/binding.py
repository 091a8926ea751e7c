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
from portal.rendering.second import Pile
from reports.models import Consolidation, Report, SubmittedVersion
from reports.printing import consolidated_paper, unit_annex_paper

from .submission import latest_version

IDENTIFIER = "urn:bao-cao-tong-hop:"


def print_consolidation(consolidation: Consolidation, versions: list, progress) -> tuple[bytes, bytes]:
    """The merged PDF (front part with its annexes, then each unit's annex) and the Word file."""
    paper = consolidated_paper(consolidation)
    missing = {v.pk: unit_annex_paper(v) for v in versions if v.annex is None}
    with Pile(missing) as pile:
        progress(10, _("Printing the front part"))
        front = official_pdf(paper)
        progress(40, _("Writing the Word file"))
        word = official_docx(paper)
        parts = []
        for index, version in enumerate(versions):
            progress(50 + 35 * index // len(versions), _("Annex of %(unit)s") % {"unit": version.report.unit})
            annex = kept_annex(version) or keep_annex(version, pile.take(version.pk))
            parts.append((f"Số liệu của {version.report.unit.short_name}", annex))
    progress(88, _("Merging %(count)s annexes") % {"count": len(parts)})
    return merge_pdf(front, parts, title=paper.title, identifier=identifier_of(consolidation)), word


def identifier_of(consolidation: Consolidation) -> str:
    """What the PDF says of itself, so that a copy changed by somebody is still known for what it claims to be."""
    return f"{IDENTIFIER}{consolidation.cycle.code}:{consolidation.paper}:{consolidation.pk}"


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
    return kept_annex(version) or keep_annex(version, annexes_pdf(unit_annex_paper(version)))


def kept_annex(version: SubmittedVersion) -> bytes | None:
    if version.annex is None:
        return None
    with version.annex.file.open("rb") as file:
        return file.read()


def keep_annex(version: SubmittedVersion, content: bytes) -> bytes:
    """Keep what was printed, unless another worker was faster: then its annex stands."""
    report = version.report
    name = f"phu-luc-{report.cycle.code}-{report.unit.code}-{version.number}.pdf".lower()
    title = f"Phụ lục số liệu {report.cycle.label_vi}"
    with transaction.atomic():
        locked = SubmittedVersion.objects.select_for_update().get(pk=version.pk)
        if locked.annex is None:
            locked.annex = stored(
                content, name, target=report, by=None, title=title, kind=Kind.ISSUED, frozen=True
            )
            locked.save(update_fields=["annex"])
    version.annex = locked.annex
    return content
