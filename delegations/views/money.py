"""The tab "money" of a delegation or a conference: its budget, what it cost, what is above the norms."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.fragments import REFUSED

from ..figures.money import Openness, openness, totals
from ..figures.norms import excesses
from ..figures.reception import is_received
from ..forms.money import RevisionForm, budget_rows
from ..panels.tabs import tab_url
from ..services.money import save_budget
from .dossier_pages import dossier_page, of_delegation, of_event
from .saving import address, attempt, require_editor


def _money(request, record) -> HttpResponse:
    """`GET`: lines, sums by kind and source, warnings; gifts of those that no tab "reception" has."""
    lines = list(record.budgetline_rows.all())
    may_edit, is_locked = record.may_edit(request.user), openness(record) == Openness.LOCKED
    return dossier_page(
        request, record, "money", "delegations/money.html", page_title=_("Budget"), lines=lines,
        totals=totals(lines), excesses=excesses(lines, record, today=timezone.localdate()), is_locked=is_locked,
        budget_url=address(record, "budget") if may_edit and not is_locked else "",
        export_url=address(record, "budget-export"), gifts=list(record.gift_rows.all()),
        gifts_url=address(record, "gifts") if may_edit else "", shows_gifts=not is_received(record),
    )  # fmt: skip


def _budget(request, record) -> HttpResponse:
    """`GET` the lines to change, `POST` them; 403 for readers."""
    require_editor(request, record)
    form = RevisionForm(request.POST or None, initial={"revision": record.revision})
    rows = budget_rows(record, request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_budget(
                record, by=request.user, revision=form.cleaned_data["revision"], changed=rows.changed(),
                removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(record, "money"))
    return dossier_page(
        request, record, "money", "delegations/money_form.html", form=form, formsets=[rows],
        page_title=_("Change the budget"), back=tab_url(record, "money"),
        status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Kind of cost"), 24), SheetColumn(_("What it is spent on"), 40), SheetColumn(_("Source of funds"), 22),
        SheetColumn(_("Quantity"), 12, "decimal"), SheetColumn(_("Unit price"), 16, "decimal"),
        SheetColumn(_("Currency"), 10), SheetColumn(_("Rate to đồng"), 14, "decimal"),
        SheetColumn(_("Day of the rate"), 14), SheetColumn(_("Estimate (đồng)"), 18, "money"),
        SheetColumn(_("Actual cost (đồng)"), 18, "money"), SheetColumn(_("Above the norm because"), 40),
    ]  # fmt: skip


def _export(request, record) -> HttpResponse:
    """`GET`: the budget as a workbook; taking it along leaves a trace."""
    rows = [
        (
            line.get_kind_display(), line.text, line.get_funding_source_display(), line.quantity, line.price,
            line.currency, line.rate, line.rated_on, line.estimate_vnd, line.actual_vnd, line.over_norm_reason,
        )
        for line in record.budgetline_rows.all()
    ]  # fmt: skip
    title = _("Budget: %(record)s") % {"record": record}
    content = write_rows(_columns(), rows, title=title, sheet=_("Budget"))
    write_trail(Verb.EXPORTED, record, by=request.user, details={"part": "budget", "rows": len(rows)})
    name = f"du-toan-{record._meta.model_name}-{record.pk:d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


delegation_money, event_money = (require_GET(of(_money)) for of in (of_delegation, of_event))
delegation_budget, event_budget = (
    require_http_methods(["GET", "POST"])(of(_budget)) for of in (of_delegation, of_event)
)
delegation_budget_export, event_budget_export = (require_GET(of(_export)) for of in (of_delegation, of_event))
