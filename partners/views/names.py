"""A partner's names and what it belongs to; known partners that a name being typed resembles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.services import ConflictError
from portal.registers.pages import show_refusal
from portal.ui.fragments import REFUSED

from ..figures.resemblance import partners_resembling
from ..forms.names import AFFILIATIONS, NAMES, OwnNamesForm
from ..forms.partners import NAMES as OWN_NAMES
from ..models import Partner
from ..services import save_affiliations, save_partner
from ..services.partners import further_names
from .partner_pages import of_partner, partner_page

LONGEST = 250


@require_http_methods(["GET", "POST"])
@of_partner
def names(request, partner):
    """`GET` all names and affiliations; `POST` changes them together (PARTNER_EDIT)."""
    may_edit = partner.may_edit(request.user) and not partner.is_archived
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form, formsets = _forms(request, partner) if may_edit else (None, [])
    if request.method == "POST" and _saved(form, *formsets, by=request.user):
        messages.success(request, _("Saved: %(record)s.") % {"record": partner})
        return redirect("partners:names", partner.pk)
    return _page(request, partner, form, formsets)


def _forms(request, partner: Partner):
    """The partner's own names, the further ones, the affiliations: bound when they were sent."""
    data = request.POST or None
    further = [{"kind": kind, "name": name} for kind, name in sorted(further_names(partner))]
    return OwnNamesForm(data, user=request.user, instance=Partner.objects.get(pk=partner.pk)), [
        NAMES(data, prefix="names", initial=further),
        AFFILIATIONS(data, instance=partner, prefix="affiliations", queryset=_affiliations(partner)),
    ]


def _affiliations(partner: Partner):
    return partner.affiliations.select_related("parent", "partner")


def _saved(form, further, affiliations, *, by) -> bool:
    if not all([part.is_valid() for part in (form, further, affiliations)]):
        return False
    try:
        with transaction.atomic():
            partner = save_partner(
                form.record(), by=by, revision=form.cleaned_data.get("revision"), names=further.names()
            )
            save_affiliations(partner, affiliations.rows(), by=by)
    except ConflictError as conflict:
        form.add_error(None, str(conflict))
    except ValidationError as refused:
        show_refusal(form, refused)
    else:
        return True
    return False


def _page(request, partner: Partner, form, formsets):
    return partner_page(
        request, partner, "names", "partners/names.html",
        status=REFUSED if request.method == "POST" else 200,
        page_title=_("Names and affiliations"), form=form, formsets=formsets,
        names=partner.names.all(), affiliations=_affiliations(partner),
        affiliates=partner.affiliates.filter(partner__archived_at=None).select_related("partner"),
    )  # fmt: skip


@require_GET
def resembling(request):
    """`GET` the names of a partner's form: known partners that they resemble, as a fragment under the fields.

    `khac` is the partner that is being edited. Only for who may change partners.
    """
    if not has(request.user, Permission.PARTNER_EDIT):
        raise PermissionDenied
    names = [request.GET.get(name, "")[:LONGEST] for name in OWN_NAMES]
    edited = request.GET.get("khac", "")
    found = partners_resembling(
        names, country=request.GET.get("country", "")[:2],
        excluding=int(edited) if edited.isdecimal() and len(edited) < 16 else None,
    )  # fmt: skip
    return render(request, "partners/_resembling.html", {"found": found})
