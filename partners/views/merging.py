"""Merging two partners that are one: choose the other, look at what moves, choose each field, confirm."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.ui.fragments import REFUSED

from ..figures.resemblance import partners_resembling
from ..forms.merging import ChoicesForm, OtherForm
from ..models import Partner
from ..services.merging import merge_partners, preview
from .partner_pages import of_partner, partner_page


@require_http_methods(["GET", "POST"])
@of_partner
def merge(request, partner):
    """`GET ?other=` the other partner and the preview; `POST` other and the choices merges (PARTNER_EDIT)."""
    if not partner.may_edit(request.user):
        raise PermissionDenied
    other_form = OtherForm(_asked(request), keep=partner)
    if not other_form.is_bound or not other_form.is_valid():
        refused = other_form.is_bound
        return _page(request, partner, other_form, refused=refused, suggestions=_suggestions(partner))
    gone = other_form.cleaned_data["other"]
    choices = ChoicesForm(request.POST or None, keep=partner, gone=gone)
    if request.method == "POST" and choices.is_valid() and _merged(request, partner, gone, choices):
        return redirect(partner)
    return _page(
        request, partner, other_form, gone=gone, choices=choices, **_preview(request, partner, gone, choices)
    )


def _asked(request):
    found = request.POST or request.GET
    return found if "other" in found else None


def _merged(request, partner: Partner, gone: Partner, choices: ChoicesForm) -> bool:
    try:
        kept = merge_partners(keep=partner, gone=gone, choices=choices.choices(), by=request.user)
    except ValidationError as refused:
        choices.add_error(None, refused)
        return False
    messages.success(request, _("Merged: %(gone)s now stands with %(kept)s.") % {"gone": gone, "kept": kept})
    return True


def _preview(request, partner: Partner, gone: Partner, choices: ChoicesForm) -> dict:
    """What moves; a refusal (a relation that nobody declared) stands at the form instead."""
    try:
        return {"moving": preview(partner, gone, request.user)}
    except ValidationError as refused:
        return {"moving": [], "refused": refused.messages}


def _suggestions(partner: Partner) -> list[tuple]:
    names = [row.name for row in partner.names.all()]
    return partners_resembling(names, country=partner.country, excluding=partner.pk)


def _page(request, partner: Partner, other_form: OtherForm, *, refused=False, **values):
    status = REFUSED if refused or request.method == "POST" else 200
    return partner_page(
        request, partner, "", "partners/merge.html", status=status, page_title=_("Merge partners"), other_form=other_form,
        **values,
    )  # fmt: skip
