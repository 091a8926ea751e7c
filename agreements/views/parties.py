"""The parties of an agreement: who signed, under which name, by which authority."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.registers.forms import ShortForm
from portal.registers.saving import attempt, require_editor
from portal.ui.fragments import REFUSED

from ..forms.parties import party_rows
from ..services.parties import proposed_parties, save_parties
from .record_pages import of_agreement, record_page


@require_http_methods(["GET", "POST"])
@of_agreement
def parties(request, agreement) -> HttpResponse:
    """`GET` the rows, prefilled where there are none; `POST` them."""
    require_editor(request, agreement)
    proposed = () if agreement.parties.exists() else proposed_parties(agreement)
    form, rows = (
        ShortForm(request.POST or None),
        party_rows(agreement, request.POST or None, proposed=proposed),
    )

    def save():
        save_parties(agreement, changed=rows.changed(), removed=rows.removed(), by=request.user)

    valid = request.method == "POST" and form.is_valid() and rows.is_valid()
    if valid and attempt(request, form, save):
        return redirect(agreement.get_absolute_url())
    return record_page(
        request, agreement, "overview", "agreements/form.html", page_title=_("Parties"), form=form, formsets=[rows],
        back=agreement.get_absolute_url(), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip
