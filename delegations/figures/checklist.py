"""The parts that a dossier needs (domain.md 2.5), which of them it has, and in words what is missing.

Progressive: a part is asked for at the step that needs it, never before.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.documents.models import Document
from portal.documents.models import Kind as DocumentKind

from ..models import Delegation, DossierState, Event, Requirement, Stage, State, Waiver
from .dossier_facts import Facts, kind_of
from .dossier_parts import BUILT_IN

#: What a person reads and signs; a table or a film is no invitation.
PAPERS = ("pdf", "docx", "doc", "jpg", "png", "heic")
TABLES_TOO = (DocumentKind.FINANCE, DocumentKind.MEMBERS, DocumentKind.OTHER)
#: Without the report nothing is closed (domain.md R11, R13): that one cannot be done without.
NEVER = ("report",)
ORDER = [stage.value for stage in Stage]


@dataclass(frozen=True)
class Part:
    """One part: `missing` is "" when it is there; `waiver` when the dossier does without it, with its reason."""

    requirement: Requirement
    missing: str = ""
    documents: list[Document] = field(default_factory=list)
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.missing) and self.waiver is None

    @property
    def blocks(self) -> bool:
        return self.is_open and self.requirement.is_blocking

    @property
    def may_be_waived(self) -> bool:
        return self.requirement.built_in not in NEVER

    @property
    def stage(self) -> str:
        return self.requirement.stage


def checklist(record: Delegation | Event, facts: Facts | None = None) -> list[Part]:
    """All parts that concern the record, in the order of the steps that need them. A fixed number of queries."""
    facts = facts or Facts(record)
    rows = Requirement.objects.live().filter(kind=kind_of(record))
    parts = [_part(row, facts) for row in rows if facts.needs(row.need)]
    return sorted(parts, key=lambda part: (ORDER.index(part.stage), part.requirement.position))


def _part(requirement: Requirement, facts: Facts) -> Part:
    waiver = facts.waivers.get(requirement.pk)
    if requirement.built_in in BUILT_IN:
        return Part(requirement, BUILT_IN[requirement.built_in](facts), waiver=waiver)
    found = facts.documents.get(requirement.document_kind, [])
    usable = [document for document in found if _is_paper(document, requirement)]
    if usable:
        return Part(requirement, documents=usable, waiver=waiver)
    return Part(requirement, _no_document(requirement, found), found, waiver)


def _is_paper(document: Document, requirement: Requirement) -> bool:
    version = document.latest
    if requirement.document_kind in TABLES_TOO:
        return version is not None
    return version is not None and version.extension in PAPERS


def _no_document(requirement: Requirement, found: list[Document]) -> str:
    kind = requirement.get_document_kind_display() or str(requirement)
    if found:
        file = found[0].latest.filename if found[0].latest else found[0].title
        return _("%(kind)s: found “%(found)s”, expected a document or a scan (PDF, Word, picture)") % {
            "kind": kind, "found": file,
        }  # fmt: skip
    return _("a document “%(kind)s”, attached") % {"kind": kind}


def missing_before(parts: list[Part], stage: str) -> list[Part]:
    """What the step waits for: open parts of this step and of those before it that are not optional."""
    reached = ORDER[: ORDER.index(stage) + 1]
    return [part for part in parts if part.blocks and part.stage in reached]


def next_stage(record: Delegation | Event) -> str:
    """The step that the dossier stands before; "" where nothing more is asked of it."""
    if record.dossier_state in ("", DossierState.CLOSED, DossierState.CANCELLED):
        return ""
    if record.dossier_state == DossierState.IN_APPROVAL:
        return Stage.DECIDE
    if record.dossier_state == DossierState.APPROVED:
        return Stage.CLOSE if record.state == State.DONE else Stage.DEPART
    return Stage.SUBMIT


@dataclass(frozen=True)
class StageParts:
    """The parts of one step, for the page: those of a later step stay folded until they are needed."""

    stage: str
    parts: list[Part]
    is_now: bool
    is_later: bool = False

    @property
    def label(self) -> str:
        return str(Stage(self.stage).label)


def by_stage(record: Delegation | Event, parts: list[Part]) -> list[StageParts]:
    """The checklist as the page shows it, step by step."""
    now = next_stage(record)
    place = ORDER.index(now) if now else len(ORDER)
    found = [(stage, [part for part in parts if part.stage == stage]) for stage in ORDER]
    return [
        StageParts(stage, rows, stage == now, ORDER.index(stage) > place) for stage, rows in found if rows
    ]
