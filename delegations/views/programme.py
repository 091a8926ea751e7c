"""The tab "programme" of a delegation or a conference: points by day, and the legs of a journey."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.ui.fragments import REFUSED

from ..forms.money import RevisionForm
from ..forms.programme import programme_rows
from ..models import Delegation
from ..panels.tabs import tab_url
from ..services.dossiers import SHUT
from ..services.programme import save_programme
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import attempt, require_editor


def _programme(request, record) -> HttpResponse:
    """`GET`: the points by day; those that lie outside the days of the trip by now are marked."""
    points = list(record.programmeitem_rows.all())
    days = [
        {"day": day, "points": list(rows), "is_outside": _lies_outside(record, day)}
        for day, rows in groupby(points, key=lambda point: point.day)
    ]
    may_change = record.may_edit(request.user) and record.dossier_state not in SHUT
    return dossier_page(
        request, record, "programme", "delegations/programme.html", page_title=_("Programme"), days=days,
        base=record._meta.model_name, may_change=may_change and not record.is_archived,
        legs=list(record.legs.all()) if isinstance(record, Delegation) else [],
        is_journey=isinstance(record, Delegation),
    )  # fmt: skip


def _lies_outside(record, day) -> bool:
    first, last = record.starts_on, record.ends_on or record.starts_on
    return bool(first and last and not first.earliest <= day <= last.latest)


def _edit(request, record) -> HttpResponse:
    """`GET` the rows, `POST` them; 403 for readers."""
    require_editor(request, record)
    form = RevisionForm(request.POST or None, initial={"revision": record.revision})
    rows = programme_rows(record, request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_programme(
                record, by=request.user, revision=form.cleaned_data["revision"], changed=rows.changed(),
                removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(record, "programme"))
    return dossier_page(
        request, record, "programme", "delegations/dossier_form.html", page_title=_("Change the programme"),
        form=form, formsets=[rows], back=tab_url(record, "programme"),
        status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


delegation_programme, event_programme = (require_GET(of(_programme)) for of in (of_delegation, of_event))
delegation_programme_edit, event_programme_edit = (
    require_http_methods(["GET", "POST"])(of(_edit)) for of in (of_delegation, of_event)
)
