"""For weak networks: the workbook of a report, taken along and brought back; and papers typed in a unit's name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.rendering.registry import CONTENT_TYPES
from reports.exchange.offline import read_back
from reports.forms.offline import PaperForm, WorkbookForm
from reports.models import OfflineReading
from reports.services.in_name import enter_for_unit, give_back_to_unit
from reports.services.offline import give_out

from .shared import get_report, refuse
from .steps import attached_and_moved, with_form


@require_http_methods(["GET", "POST"])
def workbooks(request, code, unit):
    """Bring a workbook back, and see what came of the ones before."""
    found = get_report(request, code, unit)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _require_writer(request, found)
        if form.is_valid() and (reading := _read(request, found, form)):
            _tell(request, reading)
            return redirect("reports:workbooks", code, unit)
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/workbooks.html", _page(request, found, form), status=status)


def _require_writer(request, found) -> None:
    if not found.may_edit(request.user):
        raise PermissionDenied


def _read(request, found, form) -> OfflineReading | None:
    try:
        return read_back(found, form.cleaned_data["file"], by=request.user, at=timezone.now())
    except ValidationError as refused:
        form.add_error("file", refused.messages)
        return None


def _tell(request, reading: OfflineReading) -> None:
    if reading.is_taken_over:
        sentence = _("Receipt %(receipt)s: the workbook is taken over. Read the report and send it.")
        messages.success(request, sentence % {"receipt": reading.receipt})
    else:
        sentence = _("Receipt %(receipt)s: nothing was taken over; %(count)s cells need attention.")
        count = len(reading.outcome["errors"])
        messages.error(request, sentence % {"receipt": reading.receipt, "count": count})


def _page(request, found, form) -> dict:
    readings = OfflineReading.objects.filter(template__report=found).select_related("template", "file", "by")
    return {
        "report": found,
        "form": form,
        "may_edit": found.may_edit(request.user),
        "readings": readings[:20],
        "crumbs": [
            (_("Periodic reports"), reverse("reports:home")),
            (str(found), found.get_absolute_url()),
            (_("Workbook for weak networks"), ""),
        ],
    }


@require_POST
def workbook(request, code, unit):
    """A new workbook to take along."""
    found = get_report(request, code, unit)
    _require_writer(request, found)
    template, content = give_out(found, by=request.user, at=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{template.serial.lower()}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


@require_POST
def in_name(request, code, unit):
    """The department begins to type a paper in the unit's name, or gives the writing back."""
    found = get_report(request, code, unit)
    require(request.user, Permission.REPORT_REVIEW, found)
    act = give_back_to_unit if request.POST.get("back") else enter_for_unit
    try:
        act(found, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def send_paper(request, code, unit):
    """Send what was typed from the paper, with its scan."""
    found = get_report(request, code, unit)
    require(request.user, Permission.REPORT_REVIEW, found)
    post = found.unit.leader_post
    initial = {"signatory_post": post, "signatory": post, "paper_number": found.paper_number}
    form = PaperForm(request.POST or None, request.FILES or None, initial=initial)
    return with_form(request, found, "submit_paper", form, attached_and_moved)
