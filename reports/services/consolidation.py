"""Building, editing and issuing the consolidated report."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.models import Kind
from portal.documents.secrecy import mark_in_name
from portal.documents.services import freeze, stored
from portal.jobs.services import enqueue
from portal.records.services import ConflictError
from portal.rendering.docx import official_docx
from portal.rendering.merge import merge_pdf
from portal.rendering.official import annexes_pdf, official_pdf
from portal.units.models import Unit
from reports.figures.consolidated import assemble
from reports.models import Consolidation, Cycle, PaperKind, Report, SubmittedVersion
from reports.models.sections import SECTION_CODES
from reports.printing import consolidated_paper, unit_annex_paper

from .drafting import draft_sections
from .drafts import normalise_text
from .submission import accepted_versions, latest_version


def request_consolidation(cycle: Cycle, *, paper: str, by) -> Consolidation:
    """Ask the worker for a (new) draft. The sections an editor already wrote stay; figures are read anew.

    Paper B is made from paper A: it takes the sections of the issued A of the cycle where there is one.
    """
    require(by, Permission.CONSOLIDATE)
    with transaction.atomic():
        draft, _created = Consolidation.objects.select_for_update().get_or_create(
            cycle=cycle, paper=paper, issued_at=None, defaults={"built_by": by}
        )
        label = _("Consolidated report, %(cycle)s") % {"cycle": cycle}
        draft.job = enqueue("reports.consolidate", by=by, label=label, consolidation=draft.pk)
        draft.save(update_fields=["job"])
    return draft


def build(
    consolidation: Consolidation,
    *,
    by,
    at: dt.datetime,
    progress=lambda percent, sentence: None,
    check=lambda: None,
) -> Consolidation:
    """Assemble the content, draft the text, print PDF and DOCX. Runs in the worker.

    Only the last step writes, in one transaction that begins with `check`; a run that is killed leaves the former
    draft as it was. Sections that an editor changed stay as they are, the others follow the reports received.
    """
    cycle = consolidation.cycle
    progress(5, _("Reading the accepted reports"))
    versions = accepted_versions(cycle)
    content = assemble(cycle, versions, on=at.astimezone().date())
    consolidation.sections = _sections(consolidation, content)
    consolidation.content = content
    pdf, docx = print_consolidation(consolidation, versions, progress)
    progress(95, _("Storing the files"))
    with transaction.atomic():
        check()
        return _store(consolidation, pdf, docx, by=by, at=at)


def _sections(consolidation: Consolidation, content: dict) -> dict[str, str]:
    """What an editor wrote stays; what still is the portal's own draft is drafted anew from `content`."""
    fresh = _first_sections(consolidation, content)
    if not consolidation.sections:
        return fresh
    drafted = draft_sections(consolidation.cycle, consolidation.content)
    return {
        code: fresh[code] if text == drafted.get(code) else text
        for code, text in consolidation.sections.items()
    }


def _first_sections(consolidation: Consolidation, content: dict) -> dict[str, str]:
    if consolidation.paper == PaperKind.OUTWARD:
        inner = (
            Consolidation.objects.filter(cycle=consolidation.cycle, paper=PaperKind.TO_PRESIDIUM)
            .order_by("-pk")
            .first()
        )
        if inner and inner.sections:
            return inner.sections
    return draft_sections(consolidation.cycle, content)


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


@transaction.atomic
def _store(consolidation: Consolidation, pdf: bytes, docx: bytes, *, by, at: dt.datetime) -> Consolidation:
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    if locked.issued_at is not None:
        raise ValidationError(_("This report has been issued in the meantime: it no longer changes."))
    if locked.revision != consolidation.revision:
        raise ValidationError(_("The text was changed while the report was printed: print it anew."))
    stem = f"bao-cao-tong-hop-{locked.cycle.code}-{locked.paper}".lower().replace("_", "-")
    title = f"Báo cáo công tác đối ngoại {locked.cycle.label_vi}"
    for field, content, suffix in (("pdf", pdf, "pdf"), ("docx", docx, "docx")):
        former = getattr(locked, field)
        kept = stored(
            content, f"{stem}.{suffix}", target=locked, by=by, title=f"{title} ({suffix.upper()})", frozen=False,
            document=former.document if former else None,
        )  # fmt: skip
        setattr(locked, field, kept)
    locked.content, locked.sections = consolidation.content, consolidation.sections
    locked.sha256, locked.built_at, locked.built_by = (locked.pdf.sha256 if locked.pdf else ""), at, by
    locked.revision += 1
    locked.save()
    record(
        Verb.CONSOLIDATED, locked, by=by, at=at, details={"sha256": locked.sha256, **_told(locked.content)}
    )
    return locked


def _told(content: dict) -> dict:
    return {"accepted": content["coverage"]["accepted"], "owing": content["coverage"]["owing"]}


@transaction.atomic
def save_sections(
    consolidation: Consolidation, sections: dict[str, str], *, revision: int, by
) -> Consolidation:
    """Keep the editor's text. The files are printed anew by `request_consolidation`."""
    require(by, Permission.CONSOLIDATE)
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    if locked.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    if locked.revision != revision:
        raise ConflictError(locked)
    for code, text in sections.items():
        if mark := mark_in_name(text):
            raise ValidationError(
                _(
                    "Section %(code)s holds “%(mark)s”. Expected: no state secrets; the portal refuses papers classified so."
                )
                % {"code": code, "mark": mark}
            )
    locked.sections = {
        **locked.sections,
        **{code: normalise_text(sections[code]) for code in SECTION_CODES if code in sections},
    }
    locked.revision += 1
    locked.save(update_fields=["sections", "revision"])
    record(Verb.UPDATED, locked, by=by)
    return locked


@transaction.atomic
def number_paper(
    consolidation: Consolidation, *, number: str, dated: dt.date, by, at: dt.datetime
) -> Consolidation:
    """The clerk's number and date, typed, never minted; the same number twice in a year is refused."""
    root = Unit.objects.get(code="TLD")
    if not (can(by, Permission.NUMBER, root) or can(by, Permission.CONSOLIDATE, root)):
        raise PermissionDenied
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    if locked.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    taken = Consolidation.objects.filter(paper=locked.paper, number=number.strip(), dated__year=dated.year)
    if other := taken.exclude(pk=locked.pk).first():
        raise ValidationError(
            {
                "number": _(
                    "Number: found %(found)s, which “%(other)s” has already. Expected one not yet used in %(year)s."
                )
                % {"found": number.strip(), "other": other, "year": dated.year}
            }
        )
    locked.number, locked.dated = number.strip(), dated
    locked.revision += 1
    locked.save(update_fields=["number", "dated", "revision"])
    details = {"number": locked.number, "dated": str(dated)}
    record(Verb.NUMBERED, locked, by=by, at=at, details=details)
    return locked


def issue(
    consolidation: Consolidation, *, by, at: dt.datetime, number: str = "", dated: dt.date | None = None
) -> Consolidation:
    """Freeze the paper for good, with the clerk's number and date: those given, else those typed before, else blank."""
    require(by, Permission.CONSOLIDATE)
    consolidation = Consolidation.objects.select_related("cycle").get(pk=consolidation.pk)
    if consolidation.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    if consolidation.pdf_id is None:
        raise ValidationError(_("There is no file yet: build the report first."))
    if bool(number) != bool(dated):
        raise ValidationError(_("Number and date belong together: found one of them, expected both or none."))
    if number and dated:
        consolidation = number_paper(consolidation, number=number, dated=dated, by=by, at=at)
    versions = [
        *SubmittedVersion.objects.filter(pk__in=consolidation.content["versions"])
        .select_related("report__unit", "report__cycle", "annex")
        .order_by("report__unit__sort_key")
    ]
    pdf, docx = print_consolidation(consolidation, versions, lambda percent, sentence: None)
    with transaction.atomic():
        locked = _store(consolidation, pdf, docx, by=by, at=at)
        locked.issued_at, locked.issued_by = at, by
        for file in (locked.pdf, locked.docx):
            if file is not None:
                freeze(file, by=by)
        locked.save()
        record(Verb.ISSUED, locked, by=by, at=at, details={"sha256": locked.sha256, "number": locked.number})
    return locked
