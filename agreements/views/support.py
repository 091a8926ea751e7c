"""Needs: partners asked, their answers; offers: accepted, declined, used; what there is to choose from."""

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.registers.saving import attempt
from portal.ui.fragments import REFUSED

from ..forms.support import AcceptForm, AnswerApproachForm, ApproachForm, DeclineForm, ReasonForm, UseForm
from ..models import Approach, Need, Offer, Resource
from ..services.needs import answer, approach, take_up_need, withdraw_need
from ..services.offers import accept_offer, decline_offer, reopen_offer, use_offer

MOST_CHOICES = 25
BOTH = ["GET", "POST"]


def _one(request, model: type[Need] | type[Offer], pk: int):
    """A record that the reader may see and change: 404, 403."""
    found = get_object_or_404(model.objects.visible_to(request.user).live().select_related("unit"), pk=pk)
    if not found.may_edit(request.user):
        raise PermissionDenied
    return found


def _page(request, record, form, heading, verb: Callable[[], object], small: str = "") -> HttpResponse:
    """A short form on a page of its own; what the service refuses stands in it."""
    if request.method == "POST" and form.is_valid() and attempt(request, form, verb):
        return redirect(record)
    context = {"row": record, "form": form, "heading": heading, "small": small}
    return render(request, "agreements/support_step.html", context, status=REFUSED if form.is_bound else 200)


@require_http_methods(BOTH)
def need_ask(request, pk):
    """`GET` the form, `POST` the partner that was asked."""
    need = _one(request, Need, pk)
    form = ApproachForm(request.POST or None, instance=Approach(need=need))
    today = timezone.localdate()
    return _page(
        request,
        need,
        form,
        _("A partner was asked"),
        lambda: approach(form.instance, by=request.user, today=today),
    )


@require_http_methods(BOTH)
def need_answer(request, pk, asked: int):
    """`GET` the form, `POST` what the partner answered."""
    need = _one(request, Need, pk)
    row = get_object_or_404(need.approaches.select_related("partner"), pk=asked)
    form = AnswerApproachForm(request.POST or None, user=request.user)
    today = timezone.localdate()
    return _page(
        request, need, form, _("The partner's answer"), small=str(row.partner),
        verb=lambda: answer(row, by=request.user, today=today, **form.cleaned_data),
    )  # fmt: skip


@require_http_methods(BOTH)
def need_withdraw(request, pk):
    """`GET` the form, `POST` why the need stands no longer."""
    need = _one(request, Need, pk)
    form = ReasonForm(request.POST or None, user=request.user)
    return _page(
        request,
        need,
        form,
        _("Withdraw the need"),
        lambda: withdraw_need(need, by=request.user, **form.cleaned_data),
    )


@require_POST
def need_take_up(request, pk):
    need = take_up_need(_one(request, Need, pk), by=request.user)
    messages.success(request, _("Open again: %(record)s.") % {"record": need})
    return redirect(need)


# -- offers --


@dataclass(frozen=True)
class Verb:
    """What may be done to an offer: the form it asks with, and the service (offer, cleaned, by, today)."""

    heading: str | Promise
    form: type[forms.Form]
    do: Callable


VERBS = {
    "nhan": Verb(
        gettext_lazy("Accept the offer"), AcceptForm,
        lambda offer, given, by, today: accept_offer(offer, by=by, today=today, **given),
    ),
    "tu-choi": Verb(
        gettext_lazy("Decline the offer"), DeclineForm,
        lambda offer, given, by, today: decline_offer(offer, by=by, today=today, **given),
    ),
    "su-dung": Verb(
        gettext_lazy("What was used of the offer"), UseForm,
        lambda offer, given, by, today: use_offer(offer, by=by, **given),
    ),
}  # fmt: skip


@require_http_methods(BOTH)
def offer_verb(request, pk, name: str):
    """`GET` the form, `POST` it."""
    offer = _one(request, Offer, pk)
    if (verb := VERBS.get(name)) is None:
        raise Http404
    used = {"used_amount": offer.used_amount, "used_places": offer.used_places, "need": offer.need_id}
    form = verb.form(request.POST or None, user=request.user, initial={**used, "resource": offer.resource_id})
    today = timezone.localdate()
    return _page(
        request, offer, form, verb.heading, lambda: verb.do(offer, form.cleaned_data, request.user, today)
    )


@require_POST
def offer_reopen(request, pk):
    offer = reopen_offer(_one(request, Offer, pk), by=request.user)
    messages.success(request, _("Open again: %(record)s.") % {"record": offer})
    return redirect(offer)


# -- to choose from while typing --


def _choices(request, model, order: str) -> JsonResponse:
    rows = model.objects.visible_to(request.user).live().called(request.GET.get("q", ""))
    found = [
        {"value": str(row.pk), "text": f"{row.title} – {row.unit.short_name}"}
        for row in rows.select_related("unit").order_by(order, "-pk")[:MOST_CHOICES]
    ]
    return JsonResponse(found, safe=False)


@require_GET
def need_choices(request):
    """`GET ?q=` needs that the reader may see, the latest first."""
    return _choices(request, Need, "-pk")


@require_GET
def resource_choices(request):
    """`GET ?q=` resources that the reader may see, the latest first."""
    return _choices(request, Resource, "-placed_to")
