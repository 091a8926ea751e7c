"""The signed file of an issued paper: attached as the e-office made it, or signed here with a certificate file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.documents.forms import VersionForm
from portal.documents.refusal import RefusedFileError
from reports.forms.desk import SignHereForm
from reports.services.signing import attach_signed, may_sign, sign_here

from .shared import get_consolidation, refuse


def _issued(request, code, paper, pk):
    found = get_consolidation(request, code, paper, pk)
    if not may_sign(request.user, found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def attach(request, code, paper, pk):
    """The file as the e-office signed it, or the scan."""
    found = _issued(request, code, paper, pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            attach_signed(
                found,
                given["file"],
                no_state_secret=given["no_state_secret"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedFileError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused)
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, _("The signed file is kept as it came."))
            return redirect(found)
    return _page(request, found, form, _("Attach the signed file"), _("Attach"))


@require_http_methods(["GET", "POST"])
def sign(request, code, paper, pk):
    """Sign with a certificate file, in one of the two visible forms."""
    found = _issued(request, code, paper, pk)
    form = SignHereForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_here(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refused:
            refuse(request, refused, form)
        else:
            messages.success(request, _("Signed; the signature is shown below."))
            return redirect(found)
    return _page(request, found, form, _("Sign with a certificate file"), _("Sign"))


def _page(request, found, form, heading: str, action: str):
    context = {
        "form": form, "heading": heading, "action": action, "multipart": True, "back": found.get_absolute_url(),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/small_form.html", context, status=status)
