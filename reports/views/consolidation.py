"""The consolidated report: ask for it, watch it being built, edit its text beside its sources, issue it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import can, has, require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import annexes_xlsx
from portal.units.models import Unit
from reports.figures.desk import origins
from reports.figures.wording import compared
from reports.forms.steps import IssueForm, NumberForm, SectionsForm
from reports.models import Consolidation, PaperKind, PaperStage, PresidiumDecision
from reports.printing.consolidated import consolidated_paper, recipients_of
from reports.services.consolidation import ISSUE, request_consolidation
from reports.services.desk import reason_sent_back
from reports.services.issuing import number_paper, request_issue
from reports.services.presidium import has_agreed
from reports.services.signing import may_sign

from .presidium import presidium_context
from .shared import get_consolidation, get_cycle, keep_texts, refuse

PAPERS = {"trinh-doan-chu-tich": "to_presidium", "gui-ra-ngoai": "outward"}


@require_GET
def index(request, code):
    """All consolidated reports of a cycle, drafts and issued ones, and the buttons to ask for a new draft."""
    cycle = get_cycle(request, code)
    rows = (
        Consolidation.objects.visible_to(request.user)
        .filter(cycle=cycle)
        .select_related("cycle", "pdf", "docx", "issued_by", "job", "corrects")
    )
    context = {
        "cycle": cycle,
        "rows": rows,
        "may_build": has(request.user, Permission.CONSOLIDATE),
        "papers": PAPERS,
        "has_agreed": has_agreed(cycle),
        "decisions": PresidiumDecision.objects.visible_to(request.user).of_cycle(cycle).with_all(),
    }
    return render(request, "reports/consolidations.html", context)


@require_POST
def build(request, code):
    """Ask the worker for a draft of paper A or B."""
    cycle = get_cycle(request, code)
    paper = PAPERS.get(request.POST.get("paper", ""), "to_presidium")
    try:
        return redirect(request_consolidation(cycle, paper=paper, by=request.user))
    except ValidationError as refused:
        refuse(request, refused)
        return redirect("reports:consolidations", cycle.code)


@require_http_methods(["GET", "POST"])
def consolidation(request, code, paper, pk):
    """The draft with its text and sources, or the issued paper with its hash."""
    found = get_consolidation(request, code, paper, pk)
    titles = list(found.cycle.layout.titles.items())
    form = SectionsForm(
        request.POST or None, sections=found.sections, titles=titles, initial={"revision": found.revision}
    )
    if request.method == "POST" and form.is_valid() and keep_texts(request, found, form.texts(), form):
        messages.success(request, _("The text is saved; print it anew to see it in the files."))
        return redirect(found)
    context = _page(request, found) | {
        "form": form if found.may_edit(request.user) and found.sections else None,
        "fields": [
            (code_, form[f"text_{code_}"], found.content.get("texts", {}).get(code_, []))
            for code_, _title in titles
        ],
    }
    return render(
        request, "reports/consolidation.html", context, status=422 if request.method == "POST" else 200
    )


def _page(request, found) -> dict:
    """What the page says of a paper, whether it is a draft or issued."""
    content, numbers = found.content, {"number": found.number, "dated": found.dated}
    coverage, titles = content.get("coverage"), found.cycle.layout.titles
    root, taken = Unit.objects.get(code="TLD"), origins(found)
    return {
        "found": found,
        "sections": [
            (title, found.sections.get(code, ""), taken.get(code, [])) for code, title in titles.items()
        ],
        "figures": [(row, compared(row["value"], row["previous"])) for row in content.get("figures", [])],
        "coverage": coverage,
        "reported": f"{coverage['sent']}/{coverage['owing']}" if coverage else "",
        "counted": _counted(found),
        "issue_form": IssueForm(initial=numbers),
        "number_form": NumberForm(initial=numbers),
        "may_number": found.issued_at is None and has(request.user, Permission.NUMBER),
        "may_edit": found.may_edit(request.user),
        "is_issuing": found.job is not None and found.job.kind == ISSUE,
        "may_sign_off": can(request.user, Permission.PUT, root) and found.issued_at is None,
        "may_correct": found.issued_at is not None and has(request.user, Permission.CONSOLIDATE),
        "may_sign": may_sign(request.user, found),
        "replaced_by": found.corrected_by.exclude(issued_at=None).order_by("-issued_at").first(),
        "reason_sent_back": reason_sent_back(found) if found.stage == PaperStage.DRAFT else "",
        "recipients": recipients_of(found),
        "is_early": found.paper == PaperKind.OUTWARD and not has_agreed(found.cycle),
        "crumbs": [
            (_("Periodic reports"), reverse("reports:home")),
            (str(found.cycle), found.cycle.get_absolute_url()),
            (found.get_paper_display(), ""),
        ],
        **presidium_context(request.user, found),
    }


def _counted(found) -> dict[str, str]:
    """Where the units are that the paper counts. The board goes on changing: an issued paper does not lead to it."""
    if found.issued_at:
        return {}
    board = found.cycle.get_absolute_url()
    return {kind: f"{board}?show={kind}" for kind in ("sent", "accepted", "late")}


@require_POST
def number(request, code, paper, pk):
    """The clerk types number and date before the paper is issued."""
    found = get_consolidation(request, code, paper, pk)
    form = NumberForm(request.POST)
    if not form.is_valid():
        for name, errors in form.errors.items():
            messages.error(request, f"{form[name].label}: {' '.join(errors)}")
        return redirect(found)
    try:
        number_paper(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("Number and date are kept; they are printed when the paper is issued."))
    return redirect(found)


@require_POST
def issue_now(request, code, paper, pk):
    """Ask the worker to issue the paper: what it then is never changes."""
    found = get_consolidation(request, code, paper, pk)
    require(request.user, Permission.CONSOLIDATE)
    form = IssueForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect(found)
    try:
        request_issue(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("The worker prints and issues the paper. You may leave this page."))
    return redirect(found)


@require_GET
def file(request, code, paper, pk, format):
    """The stored file; reading an issued paper leaves a trace."""
    found = get_consolidation(request, code, paper, pk)
    if format == "xlsx" and found.content:
        return _workbook(request, found)
    version = {"pdf": found.pdf, "docx": found.docx}.get(format)
    if version is None:
        return redirect(found)
    record(Verb.DOWNLOADED, found, by=request.user, details={"format": format})
    with version.file.open("rb") as stored:
        content = stored.read()
    return _sent(content, version.filename, format)


def _workbook(request, found) -> HttpResponse:
    """The annexes as a workbook, from the very content that the PDF and the Word file were printed from."""
    record(Verb.DOWNLOADED, found, by=request.user, details={"format": "xlsx"})
    stem = f"bao-cao-tong-hop-{found.cycle.code}-{found.paper}".lower().replace("_", "-")
    return _sent(annexes_xlsx(consolidated_paper(found)), f"{stem}.xlsx", "xlsx")


def _sent(content: bytes, filename: str, format: str) -> HttpResponse:
    disposition = "inline" if format == "pdf" else "attachment"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[format],
        headers={"Content-Disposition": f'{disposition}; filename="{filename}"'},
    )
