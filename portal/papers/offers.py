"""What can be drafted from a record: each paper with what is missing for it, and what became of those drafted."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from portal.access.permissions import Permission
from portal.access.scope import can

from .kinds import PaperKind, kinds_for
from .models import Paper
from .register import state_cell
from .services.drafting import draft_of, issuing_unit


@dataclass(frozen=True)
class Offer:
    """One paper of the record: its kind, the row it is about, what is missing, the papers drafted so far."""

    kind: PaperKind
    part: int | None
    about: str
    missing: tuple
    papers: list


def offers(record, user, *, language: str = "") -> list[Offer]:
    """What can be drafted from the record, in the order of the file. A fixed number of queries.

    A paper that those above the unit write is offered to who writes for them, and shown to all once it is drafted.
    """
    rows = Paper.objects.visible_to(user).live().of(record).select_related("unit").order_by("pk")
    seen: dict[tuple, list] = {}
    for paper in rows:
        seen.setdefault((paper.kind, paper.content.get("part")), []).append((paper, state_cell(paper)))
    today, found = timezone.localdate(), []
    for kind in kinds_for(record):
        for part, about in kind.parts(record):
            drafted = seen.get((kind.code, part), [])
            if not drafted and not may_begin(record, kind, user):
                continue
            missing = draft_of(record, kind, on=today, language=language, part=part).missing
            found.append(Offer(kind, part, about, missing, drafted))
    return found


def may_begin(record, kind: PaperKind, user) -> bool:
    """Whether the kind makes sense for the user at all; who may change the record is asked when it is begun."""
    return kind.in_name_of != "superior" or can(user, Permission.RECORD_EDIT, issuing_unit(record.unit, kind))


def asked_kind(request, record) -> tuple[PaperKind, int | None]:
    """The kind and the row that the button named; 404 for what this record does not have."""
    for kind in kinds_for(record):
        for part, _about in kind.parts(record):
            if request.POST.get("kind") == kind.code and request.POST.get("part", "") == str(part or ""):
                return kind, part
    raise Http404
