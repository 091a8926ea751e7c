"""What the dossier of a grant needs before a step, and in words what is missing.

The rows stand in `GrantPart`; `agreements/data/grant_parts.csv` seeds them. What the portal knows by itself is
named in `GrantPart.built_in`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from portal.documents.models import Document
from portal.documents.models import Kind as DocumentKind
from portal.papers.models import Paper

from ..models import GrantPart, GrantStep, Resource, ResourceStage
from .procedure import Part

#: The step before which a grant stands; in the other states nothing more is asked of its dossier.
NEXT = {
    ResourceStage.PROPOSED: GrantStep.SUBMIT,
    ResourceStage.RETURNED: GrantStep.SUBMIT,
    ResourceStage.APPROVED: GrantStep.BEGIN,
    ResourceStage.RUNNING: GrantStep.COMPLETE,
}


@dataclass
class Dossier:
    """One grant with its documents and papers, read once."""

    resource: Resource

    @cached_property
    def documents(self) -> dict[str, int]:
        """How many live documents there are, by kind."""
        own = Document.objects.filter(
            target_model=self.resource._meta.label_lower, target_id=self.resource.pk
        )
        found: dict[str, int] = {}
        for kind in own.live().values_list("kind", flat=True):
            found[kind] = found.get(kind, 0) + 1
        return found

    @cached_property
    def papers(self) -> set[str]:
        """Kinds of the papers drafted from it that were not recalled."""
        rows = Paper.objects.live().of(self.resource).exclude(state="recalled")
        return set(rows.values_list("kind", flat=True))


def request(dossier: Dossier) -> str:
    known = "submission" in dossier.papers or dossier.documents.get(DocumentKind.SUBMISSION)
    return "" if known else _("the submission (tờ trình): drafted here or attached")


def translation(dossier: Dossier) -> str:
    """A second document beside the letter or the project document is taken for the translation."""
    twice = any(dossier.documents.get(kind, 0) > 1 for kind in (DocumentKind.LETTER, DocumentKind.PLAN))
    return "" if twice else _("the Vietnamese translation, attached beside what it translates")


def account(dossier: Dossier) -> str:
    return "" if dossier.resource.aid_account.strip() else _("the aid account: bank and branch")


BUILT_IN: dict[str, Callable[[Dossier], str]] = {
    known.__name__: known for known in (request, translation, account)
}


def checklist(resource: Resource) -> list[Part]:
    """All parts that concern the grant, in the order of the steps that need them. Three queries at most."""
    rows = parts_among(GrantPart.objects.live(), resource)
    dossier = Dossier(resource)
    return [Part(row, _missing(row, dossier)) for row in rows]


def parts_among(rows: Iterable[GrantPart], resource: Resource) -> list[GrantPart]:
    """The parts that it needs: of each code of a step the row that speaks of its kind, before one for any kind."""
    closest: dict[tuple[str, str], GrantPart] = {}
    for row in rows:
        if not _fits(row, resource):
            continue
        held = closest.get((row.step, row.code))
        if held is None or _closeness(row) > _closeness(held):
            closest[row.step, row.code] = row
    steps = GrantStep.values
    return sorted(closest.values(), key=lambda row: (steps.index(row.step), row.position, row.pk))


def _fits(row: GrantPart, resource: Resource) -> bool:
    if row.only_projects and not resource.is_project:
        return False
    return row.direction in ("", resource.direction) and row.kind in ("", resource.kind)


def _closeness(row: GrantPart) -> tuple[bool, bool, bool]:
    return bool(row.kind), row.only_projects, bool(row.direction)


def _missing(row: GrantPart, dossier: Dossier) -> str:
    if row.built_in in BUILT_IN:
        return BUILT_IN[row.built_in](dossier)
    if dossier.documents.get(row.document_kind):
        return ""
    kind = row.get_document_kind_display() or str(row)
    return _("a document “%(kind)s”, attached") % {"kind": kind}


def missing_before(parts: list[Part], step: str) -> list[Part]:
    """What this one step waits for: a grant approved on paper had its dossier elsewhere, and is not asked again."""
    return [part for part in parts if part.blocks and part.row.step == step]


@dataclass(frozen=True)
class StepParts:
    """The parts of one step, for the page."""

    step: GrantStep
    parts: list[Part]
    is_now: bool

    @property
    def is_later(self) -> bool:
        return not self.is_now


def by_step(resource: Resource) -> list[StepParts]:
    """The dossier step by step; a step that needs nothing is left out."""
    parts = checklist(resource)
    now = NEXT.get(ResourceStage(resource.stage)) if resource.stage else None
    found = [
        StepParts(step, [part for part in parts if part.row.step == step], step == now) for step in GrantStep
    ]
    return [one for one in found if one.parts]
