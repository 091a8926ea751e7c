"""Recommendations and tasks: answered, done, checked, given up, taken up again; activities to choose from."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from partners.forms.checking import CheckForm
from portal.ui.fragments import REFUSED

from ..forms.follow_up import AnswerForm, FinishForm, GiveUpForm
from ..models import Delegation, Event, FollowUp
from ..services.follow_up import answer, check, finish, give_up, may_check, reopen
from .saving import attempt

MOST_CHOICES = 12


@dataclass(frozen=True)
class Verb:
    """What may be done to one row: the form it asks with, and the service (row, cleaned, by, today)."""

    heading: str | Promise
    form: type[forms.Form]
    do: Callable


VERBS = {
    "answer": Verb(
        gettext_lazy("The answer to the recommendation"), AnswerForm,
        lambda row, given, by, today: answer(row, by=by, today=today, **given),
    ),
    "finish": Verb(
        gettext_lazy("It was done"), FinishForm,
        lambda row, given, by, today: finish(row, by=by, today=today, **given),
    ),
    "check": Verb(
        gettext_lazy("Check the evidence"), CheckForm,
        lambda row, given, by, today: check(row, by=by, on=today, **given),
    ),
    "give-up": Verb(
        gettext_lazy("It will not be done"), GiveUpForm,
        lambda row, given, by, today: give_up(row, by=by, **given),
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def follow_up_verb(request, pk, verb):
    """A short form on a page of its own; what the service refuses stands in it. 404, 403 before anything is shown."""
    row = _row(request, pk, verb)
    asked = VERBS[verb]
    form = asked.form(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act():
            asked.do(row, form.cleaned_data, request.user, timezone.localdate())

        if attempt(request, form, act, saved=_("Saved: %(record)s.") % {"record": row}):
            return redirect(row)
    context = {"row": row, "form": form, "heading": asked.heading, "is_check": verb == "check"}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "delegations/follow_up_after_verb.html", context, status=status)


@require_http_methods(["POST"])
def follow_up_reopen(request, pk) -> HttpResponse:
    row = _row(request, pk, "finish")
    reopen(row, by=request.user)
    messages.success(request, _("Open again: %(record)s.") % {"record": row})
    return redirect(row)


def _row(request, pk: int, verb: str) -> FollowUp:
    """What the reader may see and do this to: 404, 403."""
    if verb not in VERBS:
        raise Http404
    found = get_object_or_404(FollowUp.objects.visible_to(request.user).live().for_list(), pk=pk)
    allowed = may_check(found, request.user) if verb == "check" else found.may_edit(request.user)
    if not allowed:
        raise PermissionDenied
    return found


@require_GET
def follow_up_activities(request):
    """`GET ?q=` delegations and conferences that the reader may see, the latest first: values "delegation:5"."""
    found = []
    for model in (Delegation, Event):
        rows = model.objects.visible_to(request.user).live().called(request.GET.get("q", ""))
        for row in rows.order_by("-placed_to", "-pk")[:MOST_CHOICES]:
            text = " – ".join(filter(None, [row.title, row.time_label]))
            found.append({"value": f"{model._meta.model_name}:{row.pk:d}", "text": text})
    return JsonResponse(found, safe=False)
