"""Nơi nhận of the printed papers: dated lines that administrators keep."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import require
from reports.forms.recipients import RecipientForm
from reports.models import PaperKind, Recipient
from reports.services.recipients import save_recipient


@require_GET
def recipients(request):
    """All lines by paper, those that ended greyed."""
    require(request.user, Permission.RULES_MANAGE)
    today = timezone.localdate()
    rows = list(Recipient.objects.visible_to(request.user).order_by("order", "pk"))
    groups = [
        (
            kind.label,
            [(row, row.valid_to is not None and row.valid_to < today) for row in rows if row.paper == kind],
        )
        for kind in PaperKind
    ]
    return render(request, "reports/recipients.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
def edit(request, pk=None):
    """One line: new or changed."""
    require(request.user, Permission.RULES_MANAGE)
    row = get_object_or_404(Recipient.objects.visible_to(request.user), pk=pk) if pk else None
    form = RecipientForm(request.POST or None, instance=row, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        save_recipient(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("reports:recipients")
    context = {
        "form": form,
        "heading": _("Recipient of a paper"),
        "action": _("Save"),
        "back": reverse("reports:recipients"),
    }
    return render(
        request, "reports/small_form.html", context, status=422 if request.method == "POST" else 200
    )
