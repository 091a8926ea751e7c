"""The tab with the papers of a dossier: what can be drafted, what is missing for it, what became of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partners.models import LetterLanguage
from portal.papers.offers import asked_kind, offers
from portal.papers.services.drafting import begin

from .dossier_pages import dossier_page, of_delegation, of_event


def second_language(record) -> str:
    """The dossier's, else that of its first partner; "" for Vietnamese alone."""
    partner = record.partners.first() if not record.second_language else None
    found = record.second_language or (partner.letter_language if partner else "")
    return found if found in LetterLanguage.values else ""


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
    kind, part = asked_kind(request, record)
    language = second_language(record) if kind.second else ""
    paper = begin(record, kind, by=request.user, on=timezone.localdate(), language=language, part=part)
    messages.success(request, _("Drafted from the dossier: %(paper)s.") % {"paper": paper.summary})
    return redirect(paper)
