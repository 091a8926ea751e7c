"""Promises kept, checked, given up, taken up again; records to choose from that show it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.registers.saving import attempt
from portal.ui.fragments import REFUSED

from ..forms.promises import CheckStepForm, GiveUpForm, KeepForm
from ..models import NextStep, Touch
from ..services.checking import may_check
from ..services.promise_evidence import check_promise
from ..services.promises import give_up_promise, keep_promise, reopen_promise

MOST_CHOICES = 25


@dataclass(frozen=True)
class Verb:
    """What may be done to a promise: the form it asks with, and the service (step, cleaned, by, today)."""

    heading: str | Promise
    form: type[forms.Form]
    do: Callable


VERBS = {
    "keep": Verb(
        gettext_lazy("Promise kept"), KeepForm,
        lambda step, given, by, today: keep_promise(step, by=by, today=today, **given),
    ),
    "check": Verb(
        gettext_lazy("Check the evidence"), CheckStepForm,
        lambda step, given, by, today: check_promise(step, by=by, on=today, **given),
    ),
    "give-up": Verb(
        gettext_lazy("Give the promise up"), GiveUpForm,
        lambda step, given, by, today: give_up_promise(step, by=by, **given),
    ),
}  # fmt: skip


def _step(request, pk: int, *, checks: bool = False) -> NextStep:
    """A promise that the reader may see and change, or look at independently: 404, 403."""
    rows = NextStep.objects.visible_to(request.user).live()
    found = get_object_or_404(rows.select_related("partner", "unit", "owner"), pk=pk)
    user = request.user
    if not (may_check(found, user, done_by_id=found.kept_by_id) if checks else found.may_edit(user)):
        raise PermissionDenied
    return found


def _verb(name: str) -> Callable[..., HttpResponse]:
    """A short form on a page of its own; what the service refuses stands in it."""

    @require_http_methods(["GET", "POST"])
    def view(request, pk):
        step, asked, today = _step(request, pk, checks=name == "check"), VERBS[name], timezone.localdate()
        form = asked.form(request.POST or None, initial={"on": today}, step=step, user=request.user)
        if request.method == "POST" and form.is_valid():
            told = _("Saved: %(record)s.") % {"record": step}
            if attempt(
                request, form, lambda: asked.do(step, form.cleaned_data, request.user, today), saved=told
            ):
                return redirect(step)
        context = {"row": step, "form": form, "heading": asked.heading, "checks": name == "check"}
        status = REFUSED if request.method == "POST" else 200
        return render(request, "partners/promise_settle.html", context, status=status)

    return view


keep, check, give_up = _verb("keep"), _verb("check"), _verb("give-up")


@require_POST
def reopen(request, pk):
    step = reopen_promise(_step(request, pk), by=request.user)
    messages.success(request, _("Open again: %(record)s.") % {"record": step})
    return redirect(step)


@require_GET
def evidence_choices(request, pk):
    """`GET ?q=` contacts with the promise's partner that the reader may see, the latest first."""
    step = _step(request, pk)
    rows = Touch.objects.visible_to(request.user).filter(partner=step.partner_id)
    for word in request.GET.get("q", "").split():
        rows = rows.filter(title__icontains=word)
    found = [
        {"value": str(one.pk), "text": " – ".join(filter(None, [one.get_kind_display(), one.title, one.time_label]))}
        for one in rows.newest_first()[:MOST_CHOICES]
    ]  # fmt: skip
    return JsonResponse(found, safe=False)
