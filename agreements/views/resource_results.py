"""The tabs "results" and "reports" of a resource."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.registers.saving import attempt, attempt_at_once, require_editor
from portal.ui.fragments import REFUSED

from ..figures.grant_reports import OWN, state_of
from ..figures.results import measured
from ..forms.grants import GrantReportForm, RevisionForm, WaiveForm, result_rows
from ..models import GrantReport
from ..notices.grants import chase_text
from ..panels.tabs import tab_url
from ..services.grant_reports import open_reports, save_report, waive_report
from ..services.results import save_results
from .resource_pages import of_resource, resource_page


@require_GET
@of_resource
def resource_results(request, resource) -> HttpResponse:
    """`GET`: each indicator with its target and what was reached, and the rows behind it."""
    rows = list(resource.results.select_related("indicator", "unit"))
    return resource_page(
        request, resource, "results", "agreements/results.html", page_title=_("Results"), rows=rows,
        measured=measured(rows),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_resource
def resource_results_edit(request, resource) -> HttpResponse:
    """`GET` the rows, `POST` them; 403 for readers."""
    require_editor(request, resource)
    form = RevisionForm(request.POST or None, initial={"revision": resource.revision})
    rows = result_rows(resource, request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_results(
                resource, by=request.user, on=timezone.localdate(), revision=form.cleaned_data["revision"],
                changed=rows.changed(), removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(resource, "results"))
    return _form(request, resource, "results", form, _("Results"), formsets=[rows])


@require_GET
@of_resource
def resource_reports(request, resource) -> HttpResponse:
    """`GET`: what is owed by which rule and until when, what was sent; progress by period."""
    on = timezone.localdate()
    reports = [(report, *state_of(report, on=on)) for report in resource.grant_reports.all()]
    return resource_page(
        request, resource, "reports", "agreements/grant_reports.html", page_title=_("Progress, reports"),
        coming=[(*row, chase_text(row[0])) for row in reports if not row[0].sent_on and not row[0].waived_reason],
        settled=[(*row, "") for row in reports if row[0].sent_on or row[0].waived_reason],
        progress=[row[0] for row in reports if row[0].progress or row[0].difficulties],
    )  # fmt: skip


@require_POST
@of_resource
def reports_open(request, resource) -> HttpResponse:
    """`POST`: open what the rules of the day of approval ask for, up to a year ahead."""
    require_editor(request, resource)
    attempt_at_once(
        request,
        lambda: open_reports(resource, by=request.user, on=timezone.localdate()),
        saved=_("The reports that the rules ask for stand below."),
    )
    return redirect(tab_url(resource, "reports"))


@require_http_methods(["GET", "POST"])
@of_resource
def report_add(request, resource) -> HttpResponse:
    """A report that no rule asks for: progress as the office or the donor wants it."""
    return _report(request, resource, GrantReport(resource=resource, rule_code=OWN), _("Enter a report"))


@require_http_methods(["GET", "POST"])
@of_resource
def report_edit(request, resource, report: int) -> HttpResponse:
    row = _row(resource, report)
    return _report(request, resource, row, row.title)


def _report(request, resource, row: GrantReport, title: str) -> HttpResponse:
    require_editor(request, resource)
    form = GrantReportForm(request.POST or None, instance=row)

    def save():
        save_report(form.instance, by=request.user, on=timezone.localdate())

    if request.method == "POST" and form.is_valid() and attempt(request, form, save):
        return redirect(tab_url(resource, "reports"))
    return _form(request, resource, "reports", form, title)


@require_http_methods(["GET", "POST"])
@of_resource
def report_waive(request, resource, report: int) -> HttpResponse:
    """`GET` the form, `POST` the reason why it, or all of its kind, is not needed."""
    require_editor(request, resource)
    row, form = _row(resource, report), WaiveForm(request.POST or None)

    def waive():
        waive_report(row, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(request, form, waive):
        return redirect(tab_url(resource, "reports"))
    return _form(request, resource, "reports", form, _("Not needed: %(report)s") % {"report": row.title})


def _row(resource, pk: int) -> GrantReport:
    """404 for a row of another resource."""
    found = resource.grant_reports.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _form(request, resource, tab: str, form, title: str, **values) -> HttpResponse:
    return resource_page(
        request, resource, tab, "agreements/form.html", page_title=title, form=form, back=tab_url(resource, tab),
        status=REFUSED if request.method == "POST" else 200, **values,
    )  # fmt: skip
