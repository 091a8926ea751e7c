"""Personal data of contacts: who reads it is recorded; what nothing asks for any more is listed, and removed by one tap."""

import datetime as dt
from collections.abc import Sequence
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.deadlines import rules
from portal.ui.fragments import REFUSED
from portal.ui.paging import CappedPaginator

from ..figures.contacts import RETENTION, contacts_resembling, to_clean
from ..services.contacts import remove_personal_data
from ..services.readings import note_reading

SHOWING = ("contact-detail", "contact-edit")


def noting_readers(patterns: Sequence[URLPattern]) -> list[URLPattern]:
    """The addresses of the register; the pages that show telephone and mail record who opened them."""
    return [
        path(str(one.pattern), _noting(one.callback), name=one.name) if one.name in SHOWING else one
        for one in patterns
    ]


def _noting(view):
    @wraps(view)
    def wrapped(request, pk):
        answer = view(request, pk=pk)
        if answer.status_code in (200, REFUSED):
            note_reading(pk, by=request.user, since=_midnight())
        return answer

    return wrapped


def _midnight() -> dt.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@require_GET
def resembling(request):
    """`GET ?name=&khac=`: contacts the user sees that a name being typed resembles, as a fragment; `khac` is left out."""
    name, edited = request.GET.get("name", "")[:150], request.GET.get("khac", "")
    excluding = int(edited) if edited.isdecimal() and len(edited) < 16 else None
    found = contacts_resembling(request.user, name, excluding=excluding)
    return render(request, "partners/contacts/_resembling.html", {"found": found})


@require_GET
def contacts_to_clean(request):
    """`GET` the contacts whose personal data may go; 403 for who may not change partners."""
    if not has(request.user, Permission.PARTNER_EDIT):
        raise PermissionDenied
    today = timezone.localdate()
    found = to_clean(request.user, on=today).select_related("partner", "unit").order_by("last_seen", "pk")
    page = CappedPaginator(found).get_page(request.GET.get("page"))
    context = {"page": page, "months": rules.number(RETENTION, today)}
    return render(request, "partners/contacts/to_clean.html", context)


@require_POST
def clean_contact(request, pk):
    """`POST`: telephone, mail and notes of one listed contact go. 404 for a contact that is not listed."""
    if not has(request.user, Permission.PARTNER_EDIT):
        raise PermissionDenied
    contact = to_clean(request.user, on=timezone.localdate()).filter(pk=pk).first()
    if contact is None:
        raise Http404
    remove_personal_data(contact, by=request.user)
    messages.success(
        request, _("Telephone, mail and notes of %(contact)s were removed.") % {"contact": contact}
    )
    return redirect("partners:contacts-to-clean")
