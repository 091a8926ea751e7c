"""Writing a unit's report: the page, what it saves by itself, text taken over from the period before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from portal.ui.fragments import is_fragment
from reports.figures.earlier import OnePage
from reports.figures.gather import gather_to_write
from reports.forms.report import ReportForm, base_of
from reports.models import Narrative
from reports.services.carrying import carry_over, confirm_carried
from reports.services.drafts import Outcome, save_what_can_be

from .report import reading
from .shared import get_report, refuse
from .writing_page import restated, section_of, states_of, writing


@require_http_methods(["GET", "POST"])
def report(request, code, unit):
    """Write the report while it is open; read it afterwards."""
    found = get_report(request, code, unit)
    if not found.may_edit(request.user):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "reports/read.html", reading(request, found))
    registers = OnePage(found)
    form = _form(request, found, registers)
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        messages.success(request, _("The draft is saved."))
        return redirect(
            request.POST.get("then") == "preview" and "reports:preview" or "reports:report", code, unit
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/write.html", writing(request, found, form, registers), status=status)


def _form(request, found, registers: OnePage) -> ReportForm:
    """With what was posted, if anything was. The sections of a page that is only shown are read once for all."""
    data = request.POST if request.method == "POST" else None
    if data is None:
        prefetch_related_objects(
            [found], Prefetch("narratives", Narrative.objects.select_related("carried_from"))
        )
    content = gather_to_write(found, registers=registers)
    return ReportForm(data, content=content, layout=found.cycle.layout, bases=_bases(found))


def _bases(found) -> dict[str, int]:
    return {row.section: row.revision for row in found.narratives.all()}


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
        "Section %(section)s: somebody else changed it meanwhile. Yours stands in the box; theirs reads: “%(theirs)s”. Save again to keep yours."
    ) % {"section": theirs.section, "theirs": theirs.text}


@require_POST
def autosave(request, code, unit):
    """Called by the page every few seconds; answers JSON, never loses what can be saved."""
    found = get_report(request, code, unit)
    if not found.may_edit(request.user):
        return JsonResponse({"message": _("This report can no longer be changed.")}, status=409)
    form = _form(request, found, OnePage(found))
    form.is_valid()
    try:
        outcome = save_what_can_be(found, form.draft(), by=request.user, at=timezone.now())
    except ValidationError as refused:
        return JsonResponse({"message": " ".join(refused.messages)}, status=422)
    answer = {"revision": outcome.report.revision, "fields": _renewed(form, outcome)}
    answer |= states_of(outcome.report, restated(form.content, outcome))
    sentences, status = _told(form, outcome)
    return JsonResponse(answer | ({"message": " ".join(sentences)} if sentences else {}), status=status)


def _told(form, outcome: Outcome) -> tuple[list[str], int]:
    """What the page is to say of a saving, and the status of the answer."""
    if outcome.conflicts:
        return [_conflict_text(theirs) for theirs in outcome.conflicts], 409
    problems = {**form.errors, **outcome.refused}
    if not problems:
        return [], 200
    sentences = [sentence for each in problems.values() for sentence in each]
    return [*sentences, _("Everything else is saved.")], 422


@require_POST
def carry(request, code, unit, section):
    """Take over the section's text from the last report; the words that stand in the box are saved first."""
    return _at_section(request, _open_report(request, code, unit, section), section, carry_over)


@require_POST
def confirm(request, code, unit, section):
    """The text taken over holds for this period: the mark goes."""
    return _at_section(request, _open_report(request, code, unit, section), section, confirm_carried)


def _open_report(request, code, unit, section):
    found = get_report(request, code, unit)
    if not found.may_edit(request.user):
        raise PermissionDenied
    if section not in found.cycle.layout.section_codes:
        raise Http404
    return found


def _at_section(request, found, section, act):
    """Save what was typed, then act; what is refused leaves the words in the box."""
    registers = OnePage(found)
    form = _form(request, found, registers)
    if form.is_valid() and _save(request, found, form):
        try:
            act(found, section, by=request.user, at=timezone.now())
        except ValidationError as refused:
            form.add_error(f"text_{section}", refused)
    found = get_report(request, found.cycle.code, found.unit.code)
    if form.errors:
        return _refused_section(request, found, section, form, registers)
    if is_fragment(request):
        return _fresh_section(request, found, section)
    return redirect(f"{found.get_absolute_url()}#cell-section-{section}")


def _fresh_section(request, found, section):
    """The section as it now stands; the page is told what is left to do, as after each saving."""
    content = gather_to_write(found)
    fresh = ReportForm(content=content, layout=found.cycle.layout, bases=_bases(found))
    answer = render(request, "reports/_cell_section.html", section_of(found, section, fresh))
    return trigger_client_event(answer, "autosave:answered", states_of(found, content))


def _refused_section(request, found, section, form, registers):
    if is_fragment(request):
        return render(request, "reports/_cell_section.html", section_of(found, section, form), status=422)
    return render(request, "reports/write.html", writing(request, found, form, registers), status=422)
