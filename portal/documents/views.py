"""Attaching files to any record, and the one door through which files leave."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents import services
from portal.documents.forms import AttachForm, VersionForm
from portal.documents.models import Document, Version
from portal.documents.panel import panel_context
from portal.ui.fragments import REFUSED, is_fragment

# SECURITY: whatever a browser makes of the bytes, it runs nothing and loads nothing.
SANDBOX = "sandbox; default-src 'none'"


@require_http_methods(["GET", "POST"])
def attach(request, model: str, pk: int):
    """The form for one more file of a record; a page of its own without script."""
    target = _target(request.user, model, pk)
    if not services.may_attach(target, request.user):
        raise PermissionDenied
    form = AttachForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(form, services.attach, target, by=request.user)
    ):
        messages.success(request, _("The file is attached."))
        return _answer(request, target)
    return _answer(request, target, form)


@require_http_methods(["GET", "POST"])
def add_version(request, pk: int):
    """A newer file of a document that is not yet issued."""
    document = get_object_or_404(Document.objects.visible_to(request.user).live(), pk=pk)
    target = services.target_of(document)
    if not services.may_attach(target, request.user):
        raise PermissionDenied
    form = VersionForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(form, services.add_version, document, by=request.user)
    ):
        messages.success(request, _("The new version is attached."))
        return redirect(target.get_absolute_url())
    context = {"form": form, "target": target, "document": document}
    return render(request, "documents/attach.html", context, status=_status(form))


@require_POST
def archive(request, pk: int):
    """Set a document aside."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    target = services.target_of(document)
    try:
        services.archive(document, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The document is archived."))
    return _answer(request, target)


@require_GET
def download(request, pk: int, number: int | None = None):
    """The bytes of one version (the newest where no number is given); 404 for what the user may not see."""
    versions = Version.objects.filter(
        document__in=Document.objects.visible_to(request.user).filter(pk=pk, purged_at=None)
    )
    version = versions.filter(**({"number": number} if number else {})).select_related("document").first()
    if version is None:
        raise Http404
    write_trail(Verb.DOWNLOADED, version.document, by=request.user, details={"version": version.number})
    response = FileResponse(
        version.file.open("rb"),
        as_attachment=True,
        filename=version.filename,
        content_type=version.content_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _target(user, label: str, pk: int):
    """The record to hang a file on; 404 for an unknown kind, one without files, or one out of sight."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as unknown:
        raise Http404 from unknown
    if not hasattr(model, "may_edit"):
        raise Http404
    return get_object_or_404(visible(model, user), pk=pk)


def _saved(form, service, *args, by) -> bool:
    """Call the service with what the form holds; a refusal becomes an error of the field it names."""
    given = dict(form.cleaned_data)
    try:
        service(*args, given.pop("file"), by=by, **given)
    except ValidationError as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal)
        return False
    return True


def _status(form) -> int:
    return REFUSED if form is not None and form.is_bound and form.errors else 200


def _answer(request, target, form=None) -> HttpResponse:
    """The list of the record's files for htmx; without script the record's page, or the form's."""
    if is_fragment(request):
        context = panel_context(target, request.user, form=form)
        return render(request, "documents/_attachments.html", context, status=_status(form))
    if form is None:
        return redirect(target.get_absolute_url())
    return render(request, "documents/attach.html", {"form": form, "target": target}, status=_status(form))
