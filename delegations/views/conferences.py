"""A conference's own pages: what it is about and what we put forward; the delegations of all units to it."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partners.models import Initiative
from portal.access.permissions import Permission
from portal.access.scope import reached_units, visible
from portal.deadlines import rules
from portal.documents.models import Document
from portal.documents.models import Kind as DocumentKind
from portal.ui.fragments import REFUSED

from ..figures.conferences import likely_delegations, opinions_asked, together
from ..figures.participants import numbers
from ..forms.conferences import ContentForm, LinkInitiativeForm, PutForwardForm
from ..models import Delegation, Event, OurRole, ProgrammeItem, ProgrammeKind
from ..services.conferences import (
    join_event,
    leave_event,
    link_initiative,
    put_forward,
    save_rationale,
    unlink_initiative,
)
from .dossier_pages import activity_or_404, dossier_page, of_delegation, of_event
from .saving import attempt, attempt_at_once, require_editor

REPLY = "R10"  # the rule on how soon those who were asked for an opinion answer
AHEAD = "R9"  # the rule on how long before the conference its dossier is handed in


@require_GET
@of_event
def event_content(request, event):
    """`GET`: the parts of its permission file: purpose, composition, opinions, sessions, initiatives."""
    user = request.user
    opinions = Document.objects.visible_to(user).for_target(event).live().filter(kind=DocumentKind.OPINION)
    sessions = visible(ProgrammeItem, user).filter(event=event, kind=ProgrammeKind.SESSION)
    return dossier_page(
        request, event, "content", "delegations/conference_content.html", page_title=_("Content of the conference"),
        numbers=numbers(event), sessions=list(sessions), opinions=list(opinions.with_versions()),
        asked=opinions_asked(event, user), dossier_due=_dossier_due(event), reply_days=rules.number(REPLY, timezone.localdate()),
        initiatives=list(Initiative.objects.visible_to(user).filter(told_at=event).select_related("partner")),
    )  # fmt: skip


def _dossier_due(event: Event) -> dt.date | None:
    """The last day for the request to hold it; none for a conference that others hold, or without a day."""
    is_ours = event.our_role in (OurRole.HOST, OurRole.CO_HOST)
    if not is_ours or event.starts_on is None or event.starts_on.precision != "day":
        return None
    return rules.latest_start(AHEAD, event.starts_on.earliest)


@require_http_methods(["GET", "POST"])
@of_event
def event_content_edit(request, event):
    require_editor(request, event)
    form = ContentForm(request.POST or None, instance=event, user=request.user)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        if attempt(request, form, lambda: save_rationale(form.instance, by=request.user, revision=revision)):
            return redirect("delegations:event-content", pk=event.pk)
    return _form(request, event, form, _("Change the content"))


@require_http_methods(["GET", "POST"])
@of_event
def event_initiative_new(request, event):
    """Enter what we put forward here; it goes into the register of initiatives (annex VIII)."""
    require_editor(request, event)
    starts_on = event.starts_on or event.ends_on
    draft = Initiative(unit=event.unit, forum=event.title[:250], starts_on=starts_on, ends_on=event.ends_on)
    form = PutForwardForm(
        request.POST or None, instance=draft, initial={"content_theme": event.content_theme}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: put_forward(event, form.instance, by=request.user))
    ):
        return redirect("delegations:event-content", pk=event.pk)
    return _form(request, event, form, _("What we put forward here"))


@require_http_methods(["GET", "POST"])
@of_event
def event_initiative_link(request, event):
    require_editor(request, event)
    form = LinkInitiativeForm(request.POST or None, user=request.user, event=event)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["initiative"]
        if attempt(request, form, lambda: link_initiative(event, chosen, by=request.user)):
            return redirect("delegations:event-content", pk=event.pk)
    return _form(request, event, form, _("Link an initiative of the register"))


@require_POST
@of_event
def event_initiative_unlink(request, event, initiative):
    require_editor(request, event)
    found = get_object_or_404(
        Initiative.objects.visible_to(request.user).filter(told_at=event), pk=initiative
    )
    attempt_at_once(request, lambda: unlink_initiative(event, found, by=request.user), saved=_("Saved."))
    return redirect("delegations:event-content", pk=event.pk)


def _form(request, event: Event, form, heading: str):
    status = REFUSED if form.is_bound else 200
    return dossier_page(
        request,
        event,
        "content",
        "delegations/conference_form.html",
        status=status,
        form=form,
        page_title=heading,
    )


@require_GET
@of_event
def event_delegations(request, event):
    """`GET`: all units' delegations to it side by side, and those that seem to belong to it."""
    user = request.user
    beside, likely = together(event, user), likely_delegations(event, user)
    shown = [*(row.delegation for row in beside.rows), *(one.delegation for one in likely)]
    mine = Delegation.objects.filter(pk__in=[one.pk for one in shown])
    mine = set(
        mine.filter(unit_id__in=reached_units(user, Permission.RECORD_EDIT)).values_list("pk", flat=True)
    )
    return dossier_page(
        request, event, "delegations", "delegations/conference_delegations.html",
        page_title=_("Delegations to it"), together=beside, rows=[(row, row.delegation.pk in mine) for row in beside.rows],
        matches=[(one, one.delegation.pk in mine) for one in likely],
    )  # fmt: skip


@require_POST
@of_delegation
def delegation_join(request, delegation, event):
    """Set the delegation beside the others of that conference; back to where the button stood."""
    require_editor(request, delegation)
    found = activity_or_404(Event, request, event)
    attempt_at_once(
        request, lambda: join_event(delegation, found, by=request.user),
        saved=_("“%(delegation)s” now stands at the conference.") % {"delegation": delegation},
    )  # fmt: skip
    return redirect("delegations:event-delegations", pk=found.pk)


@require_POST
@of_delegation
def delegation_leave(request, delegation):
    require_editor(request, delegation)
    event = delegation.event
    if event is None:
        messages.info(request, _("This delegation stands at no conference."))
        return redirect(delegation)
    attempt_at_once(request, lambda: leave_event(delegation, by=request.user), saved=_("Saved."))
    is_seen = Event.objects.visible_to(request.user).filter(pk=event.pk).exists()
    return redirect("delegations:event-delegations", pk=event.pk) if is_seen else redirect(delegation)
