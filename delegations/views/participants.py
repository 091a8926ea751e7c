"""The tab "participants" of a conference: invitations, answers, the list at the door, the list on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import PrintingError, print_document
from portal.ui.fragments import REFUSED, is_fragment, page_or_fragment

from ..figures.participants import Numbers, attendance_words, numbers, register_of, told
from ..forms.participants import BatchForm, ManyParticipantsForm, ParticipantForm, SendsForm
from ..models import Event, Participant, Side
from ..services.participants import (
    add_participants,
    note_answers,
    note_invitations,
    remove_participant,
    save_participant,
    send_another,
    tick,
)
from .dossier_pages import activity_or_404, dossier_page, of_event
from .saving import attempt, attempt_at_once, require_editor

FORMATS = ("pdf", "docx", "xlsx")


def _page(request, event, template, status=200, **values) -> HttpResponse:
    return dossier_page(
        request, event, "participants", f"delegations/{template}.html", status=status, **values
    )


def _row_or_404(request, pk: int) -> Participant:
    """A row of a conference that the user sees and may change: 404, 403."""
    rows = visible(Participant, request.user).select_related("event__unit", "partner", "unit")
    row = get_object_or_404(rows, pk=pk)
    require_editor(request, row.event)
    return row


@require_GET
@of_event
def event_participants(request, event) -> HttpResponse:
    """`GET ?q=`: the register with its counts; names of guests for the host unit and the Department."""
    rows = register_of(event, request.user)
    words = request.GET.get("q", "").strip()
    shown = [one for one in told(rows, event, request.user) if one.holds(words)]
    found = Numbers(rows)
    return _page(
        request, event, "participants", page_title=_("Those who take part"), numbers=found, words=words,
        sides=[(label, [one for one in shown if one.row.side == side]) for side, label in Side.choices],
        batch=BatchForm(initial={"on": timezone.localdate()}), sentence=attendance_words(found),
        has_rows=bool(rows),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_event
def event_participants_add(request, event) -> HttpResponse:
    """Many at once: lines pasted, or a sheet."""
    require_editor(request, event)
    form = ManyParticipantsForm(request.POST or None, request.FILES or None, initial={"side": Side.THEIRS})
    if request.method == "POST" and form.is_valid():
        done: list[tuple[int, int]] = []
        if attempt(
            request,
            form,
            lambda: done.append(add_participants(event, form.made, by=request.user)),
            saved=_("Entered."),
        ):
            entered, there = done[0]
            if there:
                messages.info(request, _("%(count)s stood in the register already.") % {"count": there})
            messages.info(request, _("%(count)s participants entered.") % {"count": entered})
            return redirect("delegations:event-participants", pk=event.pk)
    status = REFUSED if form.is_bound else 200
    return _page(
        request,
        event,
        "participants_form",
        status,
        form=form,
        page_title=_("Enter participants"),
        upload=True,
    )


@require_http_methods(["GET", "POST"])
@of_event
def event_participant_new(request, event) -> HttpResponse:
    require_editor(request, event)
    return _edit(request, Participant(event=event, side=Side.THEIRS), _("New participant"))


@require_http_methods(["GET", "POST"])
def participant_edit(request, pk) -> HttpResponse:
    row = _row_or_404(request, pk)
    return _edit(request, row, _("Change participant"))


def _edit(request, row: Participant, heading: str) -> HttpResponse:
    event, form = row.event, ParticipantForm(request.POST or None, instance=row, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: save_participant(form.instance, by=request.user))
    ):
        return redirect("delegations:event-participants", pk=event.pk)
    status = REFUSED if form.is_bound else 200
    return _page(
        request,
        event,
        "participants_form",
        status,
        form=form,
        page_title=heading,
        row=row if row.pk else None,
    )


@require_POST
def participant_remove(request, pk) -> HttpResponse:
    row = _row_or_404(request, pk)
    event = row.event
    attempt_at_once(
        request, lambda: remove_participant(row, by=request.user), saved=_("Taken out of the register.")
    )
    return redirect("delegations:event-participants", pk=event.pk)


@require_http_methods(["GET", "POST"])
def participant_sends(request, pk) -> HttpResponse:
    """The invitation was handed on to somebody else."""
    row = _row_or_404(request, pk)
    form = SendsForm(request.POST or None, initial={"on": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: send_another(row, by=request.user, **form.cleaned_data))
    ):
        return redirect("delegations:event-participants", pk=row.event_id)
    status = REFUSED if form.is_bound else 200
    return _page(
        request, row.event, "participants_form", status, form=form, page_title=_("Sends somebody else")
    )


@require_POST
@of_event
def event_participants_batch(request, event) -> HttpResponse:
    """`POST rows=&rows=&act=&on=`: invitations or answers of the chosen rows."""
    require_editor(request, event)
    form = BatchForm(request.POST)
    chosen = [int(pk) for pk in request.POST.getlist("rows") if pk.isdecimal() and len(pk) < 16]
    rows = visible(Participant, request.user).filter(event=event, pk__in=chosen)
    if not form.is_valid():
        messages.error(request, " ".join(sentence for errors in form.errors.values() for sentence in errors))
    elif not rows:
        messages.error(request, _("Nobody was chosen: tick the rows first."))
    else:
        attempt_at_once(request, lambda: _batch(event, rows, form, request.user), saved=_("Saved."))
    return redirect("delegations:event-participants", pk=event.pk)


def _batch(event: Event, rows, form: BatchForm, by) -> int:
    kind, value = form.verb
    if kind == "invite":
        return note_invitations(event, rows, channel=value, on=form.cleaned_data["on"], by=by)
    return note_answers(event, rows, answer=value, on=form.cleaned_data["on"], by=by)


@require_GET
@of_event
def event_door(request, event) -> HttpResponse:
    """`GET ?q=`: the list at the door, one tap for each who comes; made for a telephone."""
    require_editor(request, event)
    rows = register_of(event, request.user)
    words = request.GET.get("q", "").strip()
    context = {
        "record": event, "numbers": Numbers(rows), "words": words, "is_door": True,
        "shown": [one for one in told(rows, event, request.user) if one.holds(words)],
    }  # fmt: skip
    return page_or_fragment(
        request, "delegations/participants_door.html", "delegations/_participants_door.html", context
    )


@require_POST
def participant_tick(request, pk) -> HttpResponse:
    """`POST attendance=`: one tap. htmx gets the row and the counts, a browser the list again."""
    row = _row_or_404(request, pk)
    tick(row, attendance=request.POST.get("attendance", ""), by=request.user)
    if not is_fragment(request):
        return redirect("delegations:event-door", pk=row.event_id)
    found = numbers(activity_or_404(Event, request, row.event_id))
    (one,) = told([row], row.event, request.user)
    return render(request, "delegations/_participant_ticked.html", {"one": one, "numbers": found})


@require_GET
@of_event
def event_participants_file(request, event, format) -> HttpResponse:
    """The list on paper, as this reader may see it; the download leaves a trace."""
    if format not in FORMATS:
        raise Http404
    try:
        printed = print_document("conference-participants", str(event.pk), user=request.user, format=format)
    except PrintingError as refused:
        raise Http404 from refused
    write_trail(Verb.EXPORTED, event, by=request.user, details={"participants": "list", "format": format})
    disposition = f'attachment; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )
