"""The desk: one section beside what the units wrote, their words taken in; recipients, appraisal, correction."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.records.services import ConflictError
from portal.units.models import Unit
from reports.figures.desk import silent, sources_of, versions_of
from reports.figures.wording import compared
from reports.forms.desk import LinesForm, ReasonForm, SectionForm
from reports.models import SubmittedVersion
from reports.printing.consolidated import recipients_of
from reports.services.consolidation import request_correction
from reports.services.correcting import give_reason
from reports.services.desk import insert_passage, request_appraisal, send_back, set_recipients, sign_off
from reports.services.drafts import normalise_text

from .shared import get_consolidation, keep_texts, refuse

VERBS = {"xin-tham-dinh": request_appraisal, "duyet": sign_off}
THEIRS = gettext_lazy(
    "Somebody else saved this report meanwhile. Read the text as it stands now, then do it again."
)


def _draft(request, code, paper, pk):
    """A draft that the reader may write; an issued paper is shown on its own page."""
    found = get_consolidation(request, code, paper, pk)
    if not found.may_edit(request.user):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def desk(request, code, paper, pk, section):
    """One section: the editor's text, and beside it everything it can be made of."""
    found = _draft(request, code, paper, pk)
    if section not in found.cycle.layout.section_codes:
        raise Http404
    form = SectionForm(
        request.POST or None, initial={"text": found.sections.get(section, ""), "revision": found.revision}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and keep_texts(request, found, {section: form.cleaned_data["text"]}, form)
    ):
        messages.success(request, _("The text is saved; print it anew to see it in the files."))
        return redirect("reports:desk", code, paper, pk, section)
    return render(
        request,
        "reports/desk.html",
        _beside(request, found, section, form),
        status=422 if request.method == "POST" else 200,
    )


def _beside(request, found, section: str, form) -> dict:
    coverage, titles = found.content.get("coverage", {}), found.cycle.layout.titles
    return {
        "found": found, "section": section, "title": titles[section], "titles": titles.items(), "form": form,
        "sources": sources_of(found, section, versions_of(found)),
        "silent": silent(coverage),
        "nothing": coverage.get("nothing", []),
        "figures": [(row, compared(row["value"], row["previous"])) for row in found.content.get("figures", [])],
        "crumbs": [(_("Periodic reports"), reverse("reports:home")), (str(found.cycle), found.cycle.get_absolute_url()),
                   (found.get_paper_display(), found.get_absolute_url()), (titles[section], "")],
    }  # fmt: skip


@require_POST
def insert(request, code, paper, pk, section, version):
    """Take a unit's words into the section, behind what the editor has just written there."""
    found = _draft(request, code, paper, pk)
    row = get_object_or_404(
        SubmittedVersion.objects.visible_to(request.user).select_related("report__unit"), pk=version
    )
    form = SectionForm(request.POST)
    revision = _revision_kept(request, found, section, form)
    if revision is None and section in found.cycle.layout.section_codes:
        return render(request, "reports/desk.html", _beside(request, found, section, form), status=422)
    _insert(request, found, section, row, revision or 0)
    return redirect("reports:desk", code, paper, pk, section)


def _revision_kept(request, found, section: str, form: SectionForm) -> int | None:
    """The revision once what stands in the box is saved; None where that was refused, which the form tells."""
    if not form.is_valid():
        return None
    typed, revision = form.cleaned_data["text"], form.cleaned_data["revision"]
    if "text" not in form.data or normalise_text(typed) == found.sections.get(section, ""):
        return revision
    return revision + 1 if keep_texts(request, found, {section: typed}, form) else None


def _insert(request, found, section: str, row: SubmittedVersion, revision: int) -> None:
    try:
        insert_passage(
            found, section=section, version=row, revision=revision, by=request.user, at=timezone.now()
        )
    except ConflictError:
        messages.error(request, str(THEIRS))
    except ValidationError as refused:
        refuse(request, refused)
    else:
        messages.success(
            request, _("The words of %(unit)s stand at the end of the section.") % {"unit": row.report.unit}
        )


@require_http_methods(["GET", "POST"])
def recipients(request, code, paper, pk):
    """Nơi nhận of this one paper."""
    found = _draft(request, code, paper, pk)
    form = LinesForm(request.POST or None, initial={"lines": "\n".join(recipients_of(found))})
    return _with_form(
        request,
        found,
        form,
        set_recipients,
        _("Recipients of this paper"),
        _("Save"),
        _("The recipients are saved."),
    )


@require_POST
def appraise(request, code, paper, pk, verb):
    """Ask for the appraisal, or sign the draft off."""
    found = get_consolidation(request, code, paper, pk)
    if verb not in VERBS:
        raise Http404
    try:
        VERBS[verb](found, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("Done; the others have been told."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def back(request, code, paper, pk):
    """Send the draft back to its writers, with the reason."""
    found = get_consolidation(request, code, paper, pk)
    require(request.user, Permission.PUT, Unit.objects.get(code="TLD"))
    form = ReasonForm(request.POST or None)
    heading = _("Send the draft back")
    return _with_form(request, found, form, send_back, heading, heading, _("The draft is sent back."))


@require_http_methods(["GET", "POST"])
def reason(request, code, paper, pk):
    """Why this draft replaces the paper issued before it."""
    found = _draft(request, code, paper, pk)
    form = ReasonForm(request.POST or None, initial={"reason": found.correction_reason})
    return _with_form(
        request, found, form, give_reason, _("Why the paper is corrected"), _("Save"), _("The reason is saved; it is printed in the new paper.")
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request, code, paper, pk):
    """Begin the correction of an issued paper: a new draft with its words, which names it and says why."""
    found = get_consolidation(request, code, paper, pk)
    require(request.user, Permission.CONSOLIDATE)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = request_correction(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            return redirect(draft)
    return _page_with(request, found, form, _("Correct the issued paper"), _("Begin the correction"))


def _with_form(request, found, form, service, heading: str, action: str, done: str):
    """A small form on a page of its own; a refusal stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            service(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, done)
            return redirect(found)
    return _page_with(request, found, form, heading, action)


def _page_with(request, found, form, heading: str, action: str):
    context = {"form": form, "heading": heading, "action": action, "back": found.get_absolute_url()}
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/small_form.html", context, status=status)
