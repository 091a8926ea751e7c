"""The tab "after": the report, results by theme, promises of both sides, recommendations and tasks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partners.models import NextStep
from partners.register.promises import step_state
from portal.records.services import ConflictError
from portal.ui.fragments import REFUSED

from ..figures.after import last_day, report_of, report_standing
from ..forms.after import PromiseForm, ReportForm
from ..models import DossierState, FollowUp, FollowUpKind, ReportStage
from ..notices.after import chase_text
from ..panels.tabs import tab_url
from ..register.follow_up import follow_up_state, owner_cell
from ..services.after import hand_in, promise, save_report, take_back
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import address, attempt, attempt_at_once, require_editor


def _after(request, record) -> HttpResponse:
    """`GET`: where the report stands, what it says, what followed."""
    standing = report_standing(record, on=timezone.localdate())
    rows = FollowUp.objects.visible_to(request.user).live().filter(**{record._meta.model_name: record})
    follow_up = [(row, *follow_up_state(row), owner_cell(row)) for row in rows.for_list().most_urgent_first()]
    steps = NextStep.objects.visible_to(request.user).live().filter(**_at(record)).most_urgent_first()
    return dossier_page(
        request, record, "after", "delegations/after.html", page_title=_("Report, follow-up"), standing=standing,
        report=standing.report, base=record._meta.model_name,
        chase_text=chase_text(record, ended=last_day(record), due=standing.due_on) if standing.is_overdue else "",
        recommendations=[row for row in follow_up if row[0].kind == FollowUpKind.RECOMMENDATION],
        tasks=[row for row in follow_up if row[0].kind == FollowUpKind.TASK],
        promises=[(step, *step_state(step)) for step in steps.select_related("owner", "unit", "partner")],
        **_ways(record, standing.report, standing.is_in, request.user),
    )  # fmt: skip


def _ways(record, report, is_in: bool, user) -> dict[str, Any]:
    """The addresses of what this reader may do now; none for readers and for closed dossiers."""
    if not record.may_edit(user) or record.dossier_state == DossierState.CLOSED:
        return {}
    found = {"promise_url": address(record, "promise"), "new_url": reverse("delegations:followup-create")}
    if report is not None and report.stage == ReportStage.SUBMITTED:
        return {**found, "take_back_url": address(record, "report-take-back")}
    drafted = report is not None and not is_in
    return {
        **found, "report_url": address(record, "report"),
        "hand_in_url": address(record, "report-hand-in") if drafted else "",
    }  # fmt: skip


def _at(record) -> dict:
    return {f"commitment__{record._meta.model_name}": record}


def _report(request, record) -> HttpResponse:
    """`GET` the draft, `POST` saves it; with `then=hand-in` it is handed in at once. 403 for readers."""
    require_editor(request, record)
    report = report_of(record)
    if report is not None and report.stage == ReportStage.SUBMITTED:
        return redirect(tab_url(record, "after"))
    form = ReportForm(request.POST or None, instance=report)
    valid = request.method == "POST" and form.is_valid()
    told = _("The report was handed in.") if request.POST.get("then") == "hand-in" else ""
    if valid and attempt(request, form, lambda: _write(request, record, form), saved=told):
        return redirect(tab_url(record, "after"))
    return dossier_page(
        request, record, "after", "delegations/after_report.html", page_title=_("Report"), form=form,
        standing=report_standing(record, on=timezone.localdate()), saving_url=address(record, "report-save"),
        saving_key=f"{record._meta.model_name}-report-{record.pk:d}", back=tab_url(record, "after"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _write(request, record, form) -> None:
    """The draft is kept even where handing in is refused; the form then goes on from the new revision."""
    saved = save_report(record, form.texts(), by=request.user, revision=form.cleaned_data["revision"])
    form.data = form.data.copy()
    form.data["revision"] = saved.revision
    if request.POST.get("then") == "hand-in":
        hand_in(record, by=request.user, at=timezone.now())


def _autosave(request, record) -> JsonResponse:
    """Called by the page every few seconds; answers JSON with the new revision of the draft."""
    require_editor(request, record)
    form = ReportForm(request.POST, instance=report_of(record))
    if not form.is_valid():
        return JsonResponse({"message": " ".join(_sentences(form))}, status=REFUSED)
    try:
        saved = save_report(record, form.texts(), by=request.user, revision=form.cleaned_data["revision"])
    except ConflictError as conflict:
        return JsonResponse({"message": str(conflict)}, status=409)
    except ValidationError as refused:
        return JsonResponse({"message": " ".join(refused.messages)}, status=REFUSED)
    return JsonResponse({"revision": saved.revision})


def _sentences(form) -> list[str]:
    return [sentence for sentences in form.errors.values() for sentence in sentences]


def _hand_in(request, record) -> HttpResponse:
    """One tap on the tab: the draft as it stands is handed in."""
    require_editor(request, record)
    attempt_at_once(
        request,
        lambda: hand_in(record, by=request.user, at=timezone.now()),
        saved=_("The report was handed in."),
    )
    return redirect(tab_url(record, "after"))


def _take_back(request, record) -> HttpResponse:
    require_editor(request, record)
    attempt_at_once(
        request, lambda: take_back(record, by=request.user), saved=_("The report is a draft again.")
    )
    return redirect(tab_url(record, "after"))


def _promise(request, record) -> HttpResponse:
    """`GET` the short form of a promise, `POST` it; 403 for readers."""
    require_editor(request, record)
    form = PromiseForm(request.POST or None, record=record, user=request.user)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, lambda: promise(record, form.instance, by=request.user)):
        return redirect(tab_url(record, "after"))
    return dossier_page(
        request, record, "after", "delegations/money_form.html", form=form, page_title=_("What was promised"),
        back=tab_url(record, "after"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _both(view, *methods: str):
    """The view for delegations and for conferences."""
    allowed = require_http_methods(list(methods))
    return allowed(of_delegation(view)), allowed(of_event(view))


delegation_after, event_after = require_GET(of_delegation(_after)), require_GET(of_event(_after))
delegation_report, event_report = _both(_report, "GET", "POST")
delegation_report_save, event_report_save = (
    require_POST(of_delegation(_autosave)),
    require_POST(of_event(_autosave)),
)
delegation_report_hand_in, event_report_hand_in = _both(_hand_in, "POST")
delegation_report_take_back, event_report_take_back = _both(_take_back, "POST")
delegation_promise, event_promise = _both(_promise, "GET", "POST")
