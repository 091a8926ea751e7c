"""Building and editing the consolidated report; `issuing` makes it final."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.secrecy import mark_in_name
from portal.documents.services import stored
from portal.jobs.services import enqueue
from portal.records.services import ConflictError
from reports.figures.consolidated import assemble
from reports.models import Consolidation, Cycle, PaperKind, PaperStage

from .binding import print_consolidation
from .correcting import follow, give_reason
from .desk import copy_recipients, keep_passages, touched
from .drafting import draft_sections
from .drafts import normalise_text
from .submission import accepted_versions

BUILD, ISSUE = "reports.consolidate", "reports.issue"


def request_consolidation(cycle: Cycle, *, paper: str, by) -> Consolidation:
    """Ask the worker for a (new) draft. The sections an editor already wrote stay; figures are read anew.

    Paper B is made from paper A: it takes the sections of the issued A of the cycle where there is one. Asked for
    twice, it is built once; while the worker issues it, nothing is built.
    """
    require(by, Permission.CONSOLIDATE)
    with transaction.atomic():
        draft = begun(cycle, paper, by=by)
        if draft.under_way == ISSUE:
            raise ValidationError(_("This report is being issued: wait until the worker has finished."))
        if draft.under_way == BUILD:
            return draft
        label = _("Consolidated report, %(cycle)s") % {"cycle": cycle}
        draft.job = enqueue(BUILD, by=by, label=label, consolidation=draft.pk)
        draft.save(update_fields=["job"])
    return draft


@transaction.atomic
def request_correction(issued: Consolidation, *, reason: str, by, at: dt.datetime) -> Consolidation:
    """Ask the worker for a draft that corrects an issued paper: it begins with its words, names it and says why."""
    require(by, Permission.CONSOLIDATE)
    if issued.issued_at is None:
        raise ValidationError(_("Paper: found a draft, expected an issued paper: issue it first."))
    give_reason(begun(issued.cycle, issued.paper, by=by), reason=reason, by=by, at=at)
    return request_consolidation(issued.cycle, paper=issued.paper, by=by)


def begun(cycle: Cycle, paper: str, *, by) -> Consolidation:
    """The cycle's draft of this paper, held until the end; a new one corrects what was issued and has its recipients."""
    rows = Consolidation.objects.select_for_update(of=("self",))
    draft, is_new = rows.get_or_create(cycle=cycle, paper=paper, issued_at=None, defaults={"built_by": by})
    if is_new:
        follow(draft)
        copy_recipients(draft, on=draft.dated or cycle.due_on)
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
    consolidation.stage = PaperStage.DRAFT
    pdf, docx = print_consolidation(consolidation, versions, progress)
    progress(95, _("Storing the files"))
    with transaction.atomic():
        check()
        built = store(consolidation, pdf, docx, by=by, at=at)
        keep_passages(built, by=by, at=at)
        return built


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


@transaction.atomic
def store(consolidation: Consolidation, pdf: bytes, docx: bytes, *, by, at: dt.datetime) -> Consolidation:
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
    locked.stage = consolidation.stage
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
        **{
            code: normalise_text(sections[code])
            for code in locked.cycle.layout.section_codes
            if code in sections
        },
    }
    touched(locked)
    locked.save(update_fields=["sections", "revision", "stage"])
    record(Verb.UPDATED, locked, by=by)
    return locked
