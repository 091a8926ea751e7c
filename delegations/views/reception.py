"""The tab "reception" of guests that we receive, and the gifts of any trip or conference."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.ui.fragments import REFUSED

from ..figures.norms import excesses
from ..figures.personal import reads_guests
from ..figures.reception import interpreters_for, is_received, language_of, protocol, reception_warnings
from ..forms.money import RevisionForm
from ..forms.reception import ReceptionForm, gift_rows
from ..models import BudgetKind
from ..panels.tabs import tab_url
from ..services.reception import save_gifts, save_reception
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import address, attempt, require_editor

#: Kinds of cost that a reception is measured by.
RECEIVING = (BudgetKind.LODGING, BudgetKind.MEALS, BudgetKind.BANQUET, BudgetKind.GIFT)


def _guests(request, record) -> None:
    """404 for a delegation that we do not receive: it has no such page."""
    if not is_received(record):
        raise Http404


@require_GET
@of_delegation
def delegation_reception(request, record) -> HttpResponse:
    """`GET`: class of guests, points of protocol, gifts, interpreter, what is above the norms."""
    _guests(request, record)
    today = timezone.localdate()
    items = list(record.programmeitem_rows.all())
    lines = [line for line in record.budgetline_rows.all() if line.kind in RECEIVING]
    return dossier_page(
        request, record, "reception", "delegations/reception.html", page_title=_("Reception"),
        points=protocol(items), warnings=reception_warnings(record, items, today=today),
        excesses=excesses(lines, record, today=today), gifts=list(record.gift_rows.all()),
        programme_url=tab_url(record, "programme"),
        change_url=address(record, "reception-edit") if record.may_edit(request.user) else "",
        reads_guests=reads_guests(request.user, record), language=language_of(record).label,
        suggestions=interpreters_for(record, request.user, today=today) if record.may_edit(request.user) else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_delegation
def delegation_reception_edit(request, record) -> HttpResponse:
    """`GET` the form with the gifts as rows below, `POST` it; 403 for readers. `?interpreter=` proposes one."""
    _guests(request, record)
    require_editor(request, record)
    proposed = request.GET.get("interpreter", "")
    initial = {"interpreter": proposed} if proposed.isdecimal() else {}
    form = ReceptionForm(request.POST or None, instance=record, user=request.user, initial=initial)
    rows = gift_rows(record, request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_reception(
                form.instance, by=request.user, revision=form.cleaned_data["revision"], changed=rows.changed(),
                removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(record, "reception"))
    return _rows_page(request, record, "reception", form, rows, _("Change the reception"))


def _gifts(request, record) -> HttpResponse:
    """The gifts alone, for trips and conferences: `GET`, `POST`; 403 for readers."""
    require_editor(request, record)
    form = RevisionForm(request.POST or None, initial={"revision": record.revision})
    rows = gift_rows(record, request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_gifts(
                record, by=request.user, revision=form.cleaned_data["revision"], changed=rows.changed(),
                removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(record, "money"))
    return _rows_page(request, record, "money", form, rows, _("Gifts of both sides"))


def _rows_page(request, record, tab: str, form, rows, title: str) -> HttpResponse:
    return dossier_page(
        request, record, tab, "delegations/money_form.html", form=form, formsets=[rows], page_title=title,
        back=tab_url(record, tab), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


_GET_POST = require_http_methods(["GET", "POST"])
delegation_gifts, event_gifts = _GET_POST(of_delegation(_gifts)), _GET_POST(of_event(_gifts))
