"""The tab with the papers of a dossier: what can be drafted, what is missing for it, what became of each."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partners.models import LetterLanguage
from portal.papers.kinds import PaperKind, kinds_for
from portal.papers.models import Paper
from portal.papers.register import state_cell
from portal.papers.services.drafting import begin, draft_of

from .dossier_pages import dossier_page, of_delegation, of_event


@dataclass(frozen=True)
class Offer:
    """One paper of the dossier: its kind, the decision it is about, what is missing, the papers drafted so far."""

    kind: PaperKind
    part: int | None
    about: str
    missing: tuple
    papers: list


def second_language(record) -> str:
    """The dossier's, else that of its first partner; "" for Vietnamese alone."""
    partner = record.partners.first() if not record.second_language else None
    found = record.second_language or (partner.letter_language if partner else "")
    return found if found in LetterLanguage.values else ""


def offers(record, user, *, language: str) -> list[Offer]:
    """What can be drafted from the record, in the order of the file. A fixed number of queries."""
    rows = Paper.objects.visible_to(user).live().of(record).select_related("unit").order_by("pk")
    seen: dict[tuple, list] = {}
    for paper in rows:
        seen.setdefault((paper.kind, paper.content.get("part")), []).append((paper, state_cell(paper)))
    today, found = timezone.localdate(), []
    for kind in kinds_for(record):
        for part, about in kind.parts(record):
            missing = draft_of(record, kind, on=today, language=language, part=part).missing
            found.append(Offer(kind, part, about, missing, seen.get((kind.code, part), [])))
    return found


@require_GET
@of_delegation
def delegation_papers(request, delegation):
    return _page(request, delegation, "delegations:delegation-papers-begin")


@require_GET
@of_event
def event_papers(request, event):
    return _page(request, event, "delegations:event-papers-begin")


def _page(request, record, begin_url: str):
    language = second_language(record)
    rows = offers(record, request.user, language=language)
    if not record.may_edit(request.user):  # names of guests stay with those who write for the unit
        rows = [row for row in rows if row.papers or not row.kind.is_personal]
    return dossier_page(
        request, record, "papers", "delegations/papers.html", page_title=_("Papers"), offers=rows,
        begin_url=begin_url, language=LetterLanguage(language).label if language else "",
    )  # fmt: skip


@require_POST
@of_delegation
def delegation_begin(request, delegation):
    return _begin(request, delegation)


@require_POST
@of_event
def event_begin(request, event):
    return _begin(request, event)


def _begin(request, record):
    """Draft the paper that the button named, and open it."""
    if not record.may_edit(request.user):
        raise PermissionDenied
    kind, part = _asked(request, record)
    language = second_language(record) if kind.second else ""
    paper = begin(record, kind, by=request.user, on=timezone.localdate(), language=language, part=part)
    messages.success(request, _("Drafted from the dossier: %(paper)s.") % {"paper": paper.summary})
    return redirect(paper)


def _asked(request, record) -> tuple[PaperKind, int | None]:
    """The kind and the decision; 404 for what this dossier does not have."""
    for kind in kinds_for(record):
        for part, _about in kind.parts(record):
            if request.POST.get("kind") == kind.code and request.POST.get("part", "") == str(part or ""):
                return kind, part
    raise Http404
