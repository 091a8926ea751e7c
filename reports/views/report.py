"""One unit's report: write it, see what it says, go to the records behind a figure, print it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.rendering.registry import CONTENT_TYPES, print_document
from reports.figures.gather import gather_to_write, window_of
from reports.figures.library import guidance_for
from reports.figures.questions import questions_of
from reports.forms.report import ReportForm, base_of
from reports.printing import content_of
from reports.services.drafts import Outcome, save_what_can_be
from reports.workflow import REPORT

from .board import tone_of
from .shared import get_report, refuse

NEW_RECORD = (
    ("delegations:delegation-create", "direction=outgoing", gettext_lazy("Outgoing delegation")),
    ("delegations:delegation-create", "direction=incoming", gettext_lazy("Incoming delegation")),
    ("delegations:event-create", "", gettext_lazy("Conference")),
    ("agreements:agreement-create", "", gettext_lazy("Agreement")),
    ("agreements:resource-create", "", gettext_lazy("Resource")),
    ("reports:activity-create", "", gettext_lazy("Other activity")),
)


@require_http_methods(["GET", "POST"])
def report(request, code, unit):
    """Write the report while it is open; read it afterwards."""
    found = get_report(request, code, unit)
    if not found.may_edit(request.user):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "reports/read.html", _reading(request, found))
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        messages.success(request, _("The draft is saved."))
        return redirect(
            request.POST.get("then") == "preview" and "reports:preview" or "reports:report", code, unit
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/write.html", _writing(request, found, form), status=status)


def _form(request, found) -> ReportForm:
    bases = dict(found.narratives.values_list("section", "revision"))
    content, layout = gather_to_write(found), found.cycle.layout
    return ReportForm(
        request.POST if request.method == "POST" else None, content=content, layout=layout, bases=bases
    )


def _save(request, found, form) -> bool:
    """Whether all of it stands; what does not is told at its box, and the page goes on from what was saved."""
    try:
        outcome = save_what_can_be(found, form.draft(), by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused, form)
        return False
    form.renew(_renewed(form, outcome))
    for theirs in outcome.conflicts:
        form.add_error(f"text_{theirs.section}", _conflict_text(theirs))
        form.renew({f"base_{theirs.section}": base_of(theirs.revision, theirs.text)})
    for name, sentences in outcome.refused.items():
        form.add_error(name, sentences)
    return form.is_valid()


def _renewed(form, outcome: Outcome) -> dict[str, str]:
    return form.renewed(outcome.saved, outcome.report.narratives.all(), outcome.report.corrections.all())


def _conflict_text(theirs) -> str:
    return _(
        "Somebody else changed this section meanwhile. Yours stands in the box; theirs reads: “%(theirs)s”. Save again to keep yours."
    ) % {"theirs": theirs.text}


@require_POST
def autosave(request, code, unit):
    """Called by the page every few seconds; answers JSON, never loses what can be saved."""
    found = get_report(request, code, unit)
    if not found.may_edit(request.user):
        return JsonResponse({"message": _("This report can no longer be changed.")}, status=409)
    form = _form(request, found)
    form.is_valid()
    try:
        outcome = save_what_can_be(found, form.draft(), by=request.user, at=timezone.now())
    except ValidationError as refused:
        return JsonResponse({"message": " ".join(refused.messages)}, status=422)
    answer = {"revision": outcome.report.revision, "fields": _renewed(form, outcome)}
    if outcome.conflicts:
        sentences = [_conflict_text(theirs) for theirs in outcome.conflicts]
        return JsonResponse({**answer, "message": " ".join(sentences)}, status=409)
    if problems := {**form.errors, **outcome.refused}:
        sentences = [sentence for each in problems.values() for sentence in each]
        return JsonResponse({**answer, "message": " ".join(sentences)}, status=422)
    return JsonResponse(answer)


def _common(request, found) -> dict:
    today = timezone.localdate()
    timeliness, days = found.timeliness(on=today)
    return {
        "report": found,
        "steps": {step.name: step for step in REPORT.offered(found, request.user)},
        "timeliness": timeliness.label,
        "tone": tone_of(found, today),
        "days_late": days,
        "crumbs": [(_("Periodic reports"), reverse("reports:home")), (str(found), "")],
    }


def _writing(request, found, form) -> dict:
    back = found.get_absolute_url()
    asked = f"unit={found.unit_id}&next={back}"
    return {
        **_common(request, found),
        "form": form,
        "new_records": [
            (label, f"{reverse(name)}?{extra}{'&' if extra else ''}{asked}")
            for name, extra, label in NEW_RECORD
        ],
        "unplaced": form.content["unplaced"],
        "guidance": guidance_for(request.user, on=timezone.localdate()),
    }


def _reading(request, found) -> dict:
    content = content_of(found)
    titles = found.cycle.layout.titles
    return {
        **_common(request, found),
        "content": content,
        "sections": [(code, title, content["sections"].get(code, "")) for code, title in titles.items()],
        "versions": found.versions.select_related("submitted_by", "signed_copy").all(),
        "chases": found.chases.select_related("by").all()[:10],
    }


@require_GET
def records(request, code, unit, indicator):
    """The records behind a figure, as the reader may see them."""
    found = get_report(request, code, unit)
    question = questions_of(found.cycle).get(indicator)
    if question is None or question.source is None:
        raise Http404
    rows = question.records(window_of(found))
    visible = (
        rows.model.objects.visible_to(request.user).filter(pk__in=rows.values("pk")).select_related("unit")
    )
    lines = [
        {
            "text": str(row),
            "small": row.unit.short_name,
            "url": row.get_absolute_url(),
            "weight": getattr(row, question.weight) if question.weight else 1,
        }
        for row in visible
    ]
    return render(
        request, "reports/records.html", {**_common(request, found), "question": question, "lines": lines}
    )


@require_GET
def preview(request, code, unit):
    """The report as it will be printed, before it is sent, with the buttons to send it."""
    found = get_report(request, code, unit)
    return render(request, "reports/preview.html", _common(request, found))


@require_GET
def print_report(request, code, unit, format):
    found = get_report(request, code, unit)
    printed = print_document(
        "unit-report", f"{found.cycle.code}:{found.unit.code}", user=request.user, format=format
    )
    disposition = "inline" if format == "pdf" else "attachment"
    return HttpResponse(
        printed.content,
        content_type=CONTENT_TYPES[format],
        headers={"Content-Disposition": f'{disposition}; filename="{printed.filename}"'},
    )


@require_GET
def version(request, code, unit, number):
    """One sent version, whole, beside the one before it."""
    found = get_report(request, code, unit)
    row = get_object_or_404(found.versions.all(), number=number)
    before = found.versions.filter(number=number - 1).first()
    return render(
        request, "reports/version.html", {**_common(request, found), "version": row, **_compared(row, before)}
    )


def _compared(row, before) -> dict:
    """Figures and sections of a version with what the version before said."""
    old_figures = {f["code"]: f["value"] for f in before.content["figures"]} if before else {}
    old_sections = before.content["sections"] if before else {}
    titles = row.content.get("titles") or row.report.cycle.layout.titles
    return {
        "before": before,
        "figures": [
            (f, old_figures.get(f["code"]), before is not None and old_figures.get(f["code"]) != f["value"])
            for f in row.content["figures"]
        ],
        "sections": [
            (code, titles.get(code, code), text, old_sections.get(code, ""))
            for code, text in row.content["sections"].items()
        ],
    }
