"""Letters: where one begins, what the clerk records, the answer, the printed pages."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.pages import show_refusal
from portal.rendering.registry import print_document
from portal.ui.fragments import REFUSED

from ..forms.messages import AnswerForm, SendForm, StartForm
from ..models import Message, Occasion, Partner
from ..services.messages import answer_message, send_message

FORMATS = ("pdf", "docx")


@require_GET
def start(request):
    """`GET ?partner=&occasion=&on=`: whom, what for, in which language; then the form with the texts opens."""
    if not Message.may_create(request.user):
        raise PermissionDenied
    occasion = _chosen(Occasion, request, "occasion")
    partner = _chosen(Partner, request, "partner")
    asked = "kind" in request.GET and "partner" in request.GET
    country = occasion.country if occasion and not partner else ""
    options = {"user": request.user, "partner": partner, "country": country, "initial": request.GET.dict()}
    form = StartForm(request.GET if asked else None, **options)
    if asked and form.is_valid():
        return redirect(_letter_address(request, form.cleaned_data))
    context = {"form": form, "on": request.GET.get("on", ""), "crumbs": _crumbs(_("New letter"))}
    return render(request, "partners/message_start.html", context)


def _chosen(model, request, name: str):
    key = request.GET.get(name, "")
    return model.objects.visible_to(request.user).live().filter(pk=key).first() if key.isdecimal() else None


def _letter_address(request, cleaned: dict) -> str:
    occasion = cleaned.get("occasion")
    query = {
        "partner": cleaned["partner"].pk,
        "kind": cleaned["kind"],
        "occasion": occasion.pk if occasion else "",
        "on": request.GET.get("on", ""),
        "language": cleaned["language"],
    }
    given = {name: value for name, value in query.items() if value}
    return f"{reverse('partners:message-create')}?{urlencode(given)}"


@require_http_methods(["GET", "POST"])
def send(request, pk):
    """The clerk's number, the day, the way: typed, never minted."""
    letter = _letter(request, pk)
    if not letter.may_number(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    initial = {"number": letter.number, "sent_on": letter.sent_on or today, "way": letter.sent_by_way}
    form = SendForm(request.POST or None, initial=initial)
    return _step(request, letter, form, _("Record that it went"), send_message)


@require_http_methods(["GET", "POST"])
def answer(request, pk):
    """What came back to ours, or what we answered to theirs."""
    letter = _letter(request, pk)
    if not letter.may_edit(request.user):
        raise PermissionDenied
    initial = {"answered_on": letter.answered_on or timezone.localdate(), "answer": letter.answer}
    form = AnswerForm(request.POST or None, initial=initial)
    return _step(request, letter, form, _("Record the answer"), answer_message)


def _step(request, letter, form, heading, verb):
    if request.method == "POST" and form.is_valid():
        try:
            done = verb(letter, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            facts = {"letter": done, "state": done.get_state_display()}
            messages.success(request, _("%(letter)s: %(state)s.") % facts)
            return redirect(done)
    context = {"form": form, "letter": letter, "heading": heading, "crumbs": _crumbs(heading, letter)}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "partners/message_step.html", context, status=status)


@require_GET
def print_letter(request, pk, format):
    """The letter as PDF or Word file; printing leaves a trace."""
    if format not in FORMATS:
        raise Http404
    letter = _letter(request, pk)
    if not letter.is_ours:
        raise Http404
    printed = print_document("letter", str(pk), user=request.user, format=format)
    write_trail(Verb.PRINTED, letter, by=request.user, details={"format": format})
    disposition = f'attachment; filename="{printed.filename}"'
    return HttpResponse(
        printed.content, content_type=printed.content_type, headers={"Content-Disposition": disposition}
    )


def _letter(request, pk) -> Message:
    rows = Message.objects.visible_to(request.user).select_related("partner", "unit", "occasion")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _crumbs(heading: str, letter: Message | None = None) -> list[tuple[str, str]]:
    middle = [(str(letter), letter.get_absolute_url())] if letter else []
    return [(_("Letters exchanged"), reverse("partners:message-list")), *middle, (heading, "")]
