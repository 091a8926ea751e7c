"""What the pages of this app share: finding a cycle or a report that the reader may see, showing a refusal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.services import ConflictError
from reports.models import Consolidation, Cycle, Report
from reports.querysets.types import defines
from reports.services.consolidation import save_sections


def get_cycle(request, code: str) -> Cycle:
    """The live cycle of that code, or 404."""
    return get_object_or_404(Cycle.objects.visible_to(request.user).filter(state="open"), code=code.upper())


def get_report(request, code: str, unit: str) -> Report:
    """The unit's report of that cycle; another unit's report does not exist for the reader."""
    rows = (
        Report.objects.visible_to(request.user)
        .live()
        .with_reach()
        .select_related("cycle__type_version", "unit", "submitted_by", "reviewed_by", "collected_by__unit")
    )
    return get_object_or_404(rows, cycle__code=code.upper(), unit__code=unit)


def crumbs_of(report: Report, label: str) -> list[tuple[str, str]]:
    """The way to a page of a report: all reports, the report, the page."""
    return [
        (_("Periodic reports"), reverse("reports:home")),
        (str(report), report.get_absolute_url()),
        (label, ""),
    ]


def get_consolidation(request, code: str, paper: str, pk: int) -> Consolidation:
    """A consolidated paper of a cycle; who may not read drafts finds the issued ones alone."""
    rows = Consolidation.objects.visible_to(request.user).select_related(
        "cycle__type_version",
        "pdf",
        "docx",
        "job",
        "issued_by",
        "built_by",
        "signed_file__document",
        "corrects__cycle",
    )
    return get_object_or_404(rows, cycle__code=code.upper(), paper=paper, pk=pk)


def refuse(request, refused: ValidationError, form=None) -> None:
    """A refusal at its field where the form has it, else as a message."""
    errors = getattr(refused, "error_dict", None)
    for name, found in (errors or {None: [refused]}).items():
        if form is not None:
            form.add_error(name if name in form.fields else None, found)
            continue
        for error in found:
            for sentence in error.messages:
                messages.error(request, sentence)


def done(request, form, service, *given, **values):
    """What the service made at this moment, or None where it refused at a field of the form."""
    try:
        made = service(*given, **values, by=request.user, at=timezone.now())
    except ValidationError as refused:
        refuse(request, refused, form)
        return None
    messages.success(request, _("Saved."))
    return made


def require_types_reader(request) -> None:
    """PermissionDenied for who neither reads reports nor edits their types and indicators."""
    if not (has(request.user, Permission.REPORT_VIEW) or defines(request.user)):
        raise PermissionDenied


def keep_texts(request, found: Consolidation, texts: dict[str, str], form) -> bool:
    """Whether the passages were saved. Where somebody else saved meanwhile the form holds what was typed, and saving
    once more replaces theirs.
    """
    try:
        save_sections(found, texts, revision=form.cleaned_data["revision"], by=request.user)
    except ConflictError as conflict:
        messages.error(
            request,
            _(
                "Somebody else saved this report meanwhile. Yours stands in the boxes; save again to replace theirs."
            ),
        )
        form.data = form.data.copy()
        form.data["revision"] = conflict.theirs.revision
    except ValidationError as refused:
        refuse(request, refused, form)
    else:
        return True
    return False


def may_compare(user) -> bool:
    """Who sees the differences of all units side by side: who appraises reports, and the inspection."""
    return has(user, Permission.REPORT_REVIEW) or (
        has(user, Permission.AUDIT_READ) and has(user, Permission.REPORT_VIEW)
    )
