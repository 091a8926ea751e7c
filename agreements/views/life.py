"""The tab "life" of an agreement: its line of life, amendments, what may be done to it with the preview of each."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.registers.saving import attempt, require_editor
from portal.ui.fragments import REFUSED

from ..figures.chains import chain_of
from ..figures.hanging import hanging_on
from ..figures.life import ended_by_label, life_of
from ..forms.life import AmendmentForm, TakeBackForm
from ..models import Agreement, Amendment, ExpiryDecision
from ..panels.tabs import tab_url
from ..services.amendments import amend, correct_amendment, next_number, take_back_amendment
from ..services.expiry import leads_on
from .life_verbs import VERBS
from .record_pages import of_agreement, record_page

BOTH = ["GET", "POST"]


@require_GET
@of_agreement
def life(request, agreement) -> HttpResponse:
    """`GET`: where it stands, what waits for a decision, its amendments, its chain, its life."""
    today, may_edit = timezone.localdate(), agreement.may_edit(request.user)
    may_change = may_edit and not agreement.is_archived
    return record_page(
        request, agreement, "life", "agreements/life.html", page_title=_("Amendments and life"),
        entries=life_of(agreement, on=today), amendments=list(agreement.amendments.all()),
        chain=chain_of(agreement, request.user), hanging=hanging_on(agreement, request.user, on=today),
        decision=decision_box(agreement), ended_by=ended_by_label(agreement), may_change=may_change,
        verbs=_offered(agreement, today) if may_change else [],
        may_amend=may_change and VERBS["cham-dut"].offered(agreement, today),
    )  # fmt: skip


def decision_box(agreement: Agreement) -> dict | None:
    """What is said of its end: awaited, or decided by whom and why; None while nobody has to decide."""
    today = timezone.localdate()
    if agreement.expiry_decision:
        label = ExpiryDecision(agreement.expiry_decision).label
        return {"label": label, "reason": agreement.expiry_reason, "on": agreement.expiry_decided_on}
    days = max(leads_on(today), default=0)
    waits = (
        Agreement.objects.filter(pk=agreement.pk).awaiting_decision(days=days, on=today, back=36_500).exists()
    )
    return {"awaited": True, "left": (agreement.term_to - today).days} if waits else None


def _offered(agreement: Agreement, today) -> list[dict]:
    return [
        {
            "label": verb.label, "icon": verb.icon, "kind": verb.kind,
            "url": reverse("agreements:agreement-act", args=[agreement.pk, name]),
        }
        for name, verb in VERBS.items()
        if verb.offered(agreement, today)
    ]  # fmt: skip


@require_http_methods(BOTH)
@of_agreement
def act(request, agreement, name: str) -> HttpResponse:
    """`GET` the preview with the form, `POST` it: something happens to the agreement, and to what hangs on it."""
    require_editor(request, agreement)
    if (verb := VERBS.get(name)) is None:
        raise Http404
    hanging = hanging_on(agreement, request.user, on=timezone.localdate()) if verb.previews else None
    programmes = hanging.programmes if hanging else ()
    form = verb.form(request.POST or None, agreement=agreement, user=request.user, programmes=programmes)
    done: list = []

    def run():
        done.append(verb.run(agreement, by=request.user, at=timezone.now(), **form.given()))

    if request.method == "POST" and form.is_valid() and attempt(request, form, run):
        return redirect(_next(agreement, done[0]))
    return record_page(
        request, agreement, "life", "agreements/act.html", page_title=verb.label, form=form, verb=verb,
        hanging=hanging, back=tab_url(agreement, "life"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _next(agreement: Agreement, result) -> str:
    """A new agreement is shown at once; else back to the life of this one."""
    is_new = isinstance(result, Agreement) and result.pk != agreement.pk
    return result.get_absolute_url() if is_new else tab_url(agreement, "life")


@require_http_methods(BOTH)
@of_agreement
def amendment_new(request, agreement) -> HttpResponse:
    """`GET` the form, `POST` a numbered amendment, extension or annex."""
    require_editor(request, agreement)
    row = Amendment(agreement=agreement)
    form = AmendmentForm(request.POST or None, instance=row, initial={"number": next_number(agreement)})
    return _amendment_page(
        request, agreement, form, _("New amendment or extension"),
        lambda: amend(form.instance, by=request.user, at=timezone.now()),
    )  # fmt: skip


@require_http_methods(BOTH)
@of_agreement
def amendment_edit(request, agreement, amendment: int) -> HttpResponse:
    """`GET` the form, `POST` corrections of what was written; number and new end stay."""
    require_editor(request, agreement)
    row = get_object_or_404(agreement.amendments, pk=amendment)
    form = AmendmentForm(request.POST or None, instance=row)
    return _amendment_page(
        request, agreement, form, str(row), lambda: correct_amendment(form.instance, by=request.user)
    )


def _amendment_page(request, agreement, form, title: str, verb) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(request, form, verb):
        return redirect(tab_url(agreement, "life"))
    return record_page(
        request, agreement, "life", "agreements/form.html", page_title=title, form=form,
        back=tab_url(agreement, "life"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


@require_http_methods(BOTH)
@of_agreement
def amendment_take_back(request, agreement, amendment: int) -> HttpResponse:
    """`GET` the form, `POST` the reason: the last amendment was entered by mistake."""
    require_editor(request, agreement)
    row = get_object_or_404(agreement.amendments, pk=amendment)
    form = TakeBackForm(request.POST or None)

    def strike_out():
        take_back_amendment(row, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _amendment_page(request, agreement, form, _("Strike out: %(row)s") % {"row": row}, strike_out)
