"""A page for everyone who signs in: is this PDF ours, and unchanged?"""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from portal.ui.refusals import NamedRefusals
from reports.models import Consolidation
from reports.services.verifying import Verified, verify

from .shared import refuse


class VerifyForm(NamedRefusals, forms.Form):
    # An empty file is refused by the service, which says what was found.
    file = forms.FileField(
        label=_("PDF to be verified"), allow_empty_file=True, max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def verify_file(request):
    """Upload a PDF; the answer names the paper, the file is not kept."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    seen, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen, status = verify(form.cleaned_data["file"]), 200
            except ValidationError as refused:
                refuse(request, refused, form)
    context = {"form": form, "seen": seen, "open_page": _open_page(request.user, seen)}
    return render(request, "reports/verify.html", context, status=status)


def _open_page(user, seen: Verified | None) -> str:
    """The paper's page, for who may read it: whoever holds the file learns what the file itself says, no more."""
    if seen is None or seen.paper is None:
        return ""
    paper = Consolidation.objects.visible_to(user).filter(pk=seen.paper.pk).select_related("cycle").first()
    return paper.get_absolute_url() if paper else ""
