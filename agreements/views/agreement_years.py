"""The yearly report on agreements: sent with its annexes frozen, taken back, its annexes as a workbook."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.saving import attempt, require_editor
from portal.rendering.xlsx import Sheet, SheetColumn, write_book
from portal.text import fold
from portal.ui.fragments import REFUSED

from ..figures.agreement_years import annexes_of
from ..forms.agreement_years import SendYearForm
from ..forms.procedures import WhyForm
from ..models import AgreementYear
from ..printing.agreement_years import annexes
from ..register.agreement_years import AgreementYearRegister
from ..services.agreement_years import send_year, take_back_year

REGISTER = AgreementYearRegister()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_year(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, report, …)` served as `view(request, pk, …)`; 404 for what the user may not see."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        rows = AgreementYear.objects.visible_to(request.user).with_due().select_related("unit")
        if (report := rows.filter(pk=pk).first()) is None:
            raise Http404
        return view(request, report, **kwargs)

    return wrapped


@require_http_methods(["GET", "POST"])
@of_year
def send(request, report):
    """`GET` the form, `POST` day and number: from then on its annexes stay as they are."""
    require_editor(request, report)
    form = SendYearForm(request.POST or None, initial={"sent_on": timezone.localdate()})

    def verb():
        send_year(report, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _act(request, report, form, verb, _("Send"))


@require_http_methods(["GET", "POST"])
@of_year
def take_back(request, report):
    """`GET` the form, `POST` the reason: opened again to be corrected."""
    require_editor(request, report)
    form = WhyForm(request.POST or None)

    def verb():
        take_back_year(report, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _act(request, report, form, verb, _("Take back"))


def _act(request, report: AgreementYear, form, verb, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(request, form, verb):
        return redirect(report)
    context = {
        "record": report,
        "form": form,
        "page_title": title,
        "badges": REGISTER.badges(report),
        "subtitle": REGISTER.subtitle(report),
        "back": report.get_absolute_url(),
        "crumbs": [
            (REGISTER.title, REGISTER.url("list")),
            (str(report), report.get_absolute_url()),
            (title, ""),
        ],
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "agreements/year_form.html", context, status=status)


@require_GET
@of_year
def annexes_file(request, report):
    """`GET`: annexes IV and IV-b as a workbook, as they were sent or stand today; the download leaves a trace."""
    sheets = [
        Sheet(
            f"PL {annex.number}", [SheetColumn(column.title, max(8, column.width * 1.6)) for column in annex.columns],
            annex.rows, f"Phụ lục {annex.number}. {annex.title.upper()}", [str(report), *filter(None, [annex.note])],
        )
        for annex in annexes(annexes_of(report, on=timezone.localdate()))
    ]  # fmt: skip
    write_trail(Verb.EXPORTED, report, by=request.user, details={"format": "xlsx"})
    name = f"{slugify(fold(str(report)))[:60]}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_book(sheets), content_type=XLSX, headers=headers)
