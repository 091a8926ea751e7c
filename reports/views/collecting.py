"""From below upward: the units under one's own, what they owe and sent; and the same report for other addressees."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.registers.saving import attempt_at_once
from portal.rendering.registry import CONTENT_TYPES, print_document
from portal.ui.fragments import REFUSED, is_fragment
from portal.units.models import Unit

from ..forms.collecting import AddresseeForm, AskForm
from ..models import Report, ReviewState
from ..notices import chase_text
from ..printing.addressees import usual_addressees
from ..services.chasing import chase
from ..services.collecting import Below, ask_below, below, spare, take_over
from ..workflow import REPORT
from .shared import crumbs_of, get_report, refuse

PRINTED = ("pdf", "docx")


@require_http_methods(["GET", "POST"])
def collect(request, code, unit):
    """The units below with their reports; `POST` asks those that are ticked."""
    found = get_report(request, code, unit)
    may_ask = can(request.user, Permission.REPORT_WRITE, found) and found.is_open
    rows = below(found)
    form = _ask_form(request, found, rows) if may_ask else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _asked(request, found, form):
            return redirect("reports:collect", code, unit)
    context = {
        "report": found, "form": form, "lines": [_line(request.user, row) for row in rows],
        "missing": [row.unit for row in rows if row.is_missing], "crumbs": crumbs_of(found, _("Units below")),
    }  # fmt: skip
    return render(
        request, "reports/collect.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _ask_form(request, found: Report, rows: list[Below]) -> AskForm:
    free = Unit.objects.filter(pk__in=[row.unit.pk for row in rows if row.may_be_asked]).order_by("sort_key")
    data = request.POST if request.method == "POST" else None
    return AskForm(data, offered=free, initial={"due_on": max(found.due_on, timezone.localdate())})


def _asked(request, found: Report, form: AskForm) -> bool:
    try:
        fresh = ask_below(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused, form)
        return False
    messages.success(request, _("%(count)s units were asked for their reports.") % {"count": len(fresh)})
    return True


def _line(user, row: Below) -> dict:
    """One unit below: how its report stands, and what the reader may do about it."""
    report = row.report
    if report is None or not row.is_ours:
        return {"row": row, "report": report}
    timeliness, days = report.timeliness(on=timezone.localdate())
    is_accepted = report.state == ReviewState.ACCEPTED
    return {
        "row": row,
        "report": report,
        "timeliness": timeliness.label,
        "days": days,
        "may_review": report.state == ReviewState.SUBMITTED,
        "chase_text": chase_text(report) if row.is_missing else "",
        "may_spare": report.state == ReviewState.DRAFT and report.started_at is None,
        "sections": list(report.cycle.layout.titles) if is_accepted else [],
    }


def _collected(request, code: str, unit: str, below: str) -> Report:
    """The report of a unit below that this one gathers; 404 where it does not."""
    found = get_report(request, code, unit)
    rows = found.collected.select_related(
        "unit", "cycle__type_version", "collected_by__unit", "collected_by__cycle__type_version"
    )
    return get_object_or_404(rows, unit__code=below)


@require_POST
def collect_act(request, code, unit, below, act):
    """One thing done about the report of a unit below: chased, spared, or its words taken over (`section`)."""
    row, now, section = (
        _collected(request, code, unit, below),
        timezone.now(),
        request.POST.get("section", ""),
    )
    verbs = {
        "don-doc": lambda: chase(row, channel=request.POST.get("channel", ""), by=request.user, at=now),
        "rut": lambda: spare(row, by=request.user, at=now),
        "lay": lambda: take_over(row, section, by=request.user, at=now),
    }
    if act not in verbs:
        raise Http404
    said = {
        "don-doc": _("%(unit)s was chased.") % {"unit": row.unit},
        "rut": _("%(unit)s is asked no longer.") % {"unit": row.unit},
        "lay": _("Section %(section)s of %(unit)s stands in your report.")
        % {"section": section, "unit": row.unit},
    }
    attempt_at_once(request, verbs[act], saved=said[act])
    if is_fragment(request):
        return render(request, "ui/_chased.html", {"chases": list(row.chases.select_related("by"))})
    return redirect("reports:collect", code, unit)


@require_GET
def print_for(request, code, unit):
    """The same report for another addressee: without one the page that asks for it, else the paper."""
    found = get_report(request, code, unit)
    usual = usual_addressees(found.unit)
    form = AddresseeForm(request.GET if "addressee" in request.GET else None)
    if form.is_bound and form.is_valid():
        format = request.GET.get("as", "pdf")
        if format not in PRINTED:
            raise Http404
        return _printed(request, found, form.cleaned_data["addressee"], format)
    context = {
        "report": found, "form": form, "usual": usual, "page": reverse("reports:print-for", args=[code, unit]),
        "steps": {step.name: step for step in REPORT.offered(found, request.user)},
        "crumbs": crumbs_of(found, _("For other addressees")),
    }  # fmt: skip
    return render(request, "reports/collect_print.html", context, status=REFUSED if form.is_bound else 200)


def _printed(request, found: Report, addressee: str, format: str) -> HttpResponse:
    key = f"{found.cycle.code}:{found.unit.code}:{addressee}"
    printed = print_document("unit-report", key, user=request.user, format=format)
    where = "inline" if format == "pdf" else "attachment"
    return HttpResponse(
        printed.content, content_type=CONTENT_TYPES[format],
        headers={"Content-Disposition": f'{where}; filename="{printed.filename}"'},
    )  # fmt: skip
