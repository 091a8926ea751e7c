"""The tab "money" of a resource: its movements, sums, shares of the donors, and the forms of each."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.saving import attempt, attempt_at_once, require_editor
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.fragments import REFUSED

from ..figures.grant_warnings import warnings
from ..figures.money import rate_of_disbursement, sums
from ..forms.grants import MovementForm, RevisionForm, share_rows
from ..models import Movement
from ..panels.tabs import tab_url
from ..services.money import record_movement, save_shares, withdraw_movement
from .resource_pages import of_resource, resource_page

MILLION = 1_000_000


@require_GET
@of_resource
def resource_money(request, resource) -> HttpResponse:
    """`GET`: what was committed, what came and went, row by row and by kind; shares."""
    rows, on = list(resource.movements.all()), timezone.localdate()
    return resource_page(
        request, resource, "money", "agreements/money.html", page_title=_("Money"), movements=rows,
        sums=sums(rows), shares=list(resource.shares.select_related("partner")),
        donors=list(resource.partners.all()), totals=_totals(resource),
        warnings=warnings(resource, rows, on=on),
    )  # fmt: skip


def _totals(resource) -> list[dict]:
    """The figures on top, in millions of đồng: ten digits side by side are read by nobody."""
    shown = [(_("Committed (million đồng)"), resource.amount_vnd, "scale", resource.amount_display)]
    if resource.is_received:
        shown.append((_("Received (million đồng)"), resource.received_vnd, "banknote", ""))
    rate = rate_of_disbursement(resource.received_vnd, resource.disbursed_vnd)
    note = _("%(rate)s per cent of what was received") % {"rate": rate} if rate is not None else ""
    shown.append((_("Disbursed (million đồng)"), resource.disbursed_vnd, "trending-up", note))
    shown.append((_("Settled (million đồng)"), resource.settled_vnd, "check", ""))
    return [
        {"label": label, "value": _millions(vnd), "icon": icon, "note": note}
        for label, vnd, icon, note in shown
    ]


def _millions(vnd) -> Decimal | None:
    return None if vnd is None else (Decimal(vnd) / MILLION).quantize(Decimal("0.1")).normalize()


@require_http_methods(["GET", "POST"])
@of_resource
def movement_add(request, resource) -> HttpResponse:
    return _movement(request, resource, Movement(resource=resource), _("Record a movement"))


@require_http_methods(["GET", "POST"])
@of_resource
def movement_edit(request, resource, movement: int) -> HttpResponse:
    return _movement(request, resource, _row(resource, movement), _("Change a movement"))


def _movement(request, resource, row: Movement, title: str) -> HttpResponse:
    """`GET` the form, `POST` one sum; 403 for readers."""
    require_editor(request, resource)
    form = MovementForm(request.POST or None, instance=row)

    def save():
        record_movement(
            form.instance, by=request.user, on=timezone.localdate(), rate_stated=form.rate_stated(),
            excess_reason=form.cleaned_data["excess_reason"],
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and attempt(request, form, save):
        return redirect(tab_url(resource, "money"))
    return _form(request, resource, form, title)


@require_POST
@of_resource
def movement_withdraw(request, resource, movement: int) -> HttpResponse:
    """`POST`: the row is taken out; its history stays."""
    require_editor(request, resource)
    row = _row(resource, movement)
    attempt_at_once(
        request, lambda: withdraw_movement(row, by=request.user), saved=_("The movement was taken out.")
    )
    return redirect(tab_url(resource, "money"))


def _row(resource, pk: int) -> Movement:
    """404 for a row of another resource."""
    found = resource.movements.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.resource = resource
    return found


@require_http_methods(["GET", "POST"])
@of_resource
def resource_shares(request, resource) -> HttpResponse:
    """`GET` the shares as rows, `POST` them; 403 for readers."""
    require_editor(request, resource)
    form = RevisionForm(request.POST or None, initial={"revision": resource.revision})
    rows = share_rows(resource, request.POST or None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():

        def save():
            save_shares(
                resource, by=request.user, revision=form.cleaned_data["revision"], changed=rows.changed(),
                removed=rows.removed(),
            )  # fmt: skip

        if attempt(request, form, save):
            return redirect(tab_url(resource, "money"))
    return _form(request, resource, form, _("Shares of the donors"), formsets=[rows])


def _form(request, resource, form, title: str, **values) -> HttpResponse:
    return resource_page(
        request, resource, "money", "agreements/form.html", page_title=title, form=form,
        back=tab_url(resource, "money"), status=REFUSED if request.method == "POST" else 200, **values,
    )  # fmt: skip


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Kind"), 20), SheetColumn(_("From"), 14), SheetColumn(_("On, or up to"), 14),
        SheetColumn(_("Amount"), 18, "decimal"), SheetColumn(_("Currency"), 10),
        SheetColumn(_("Exchange rate"), 14, "decimal"), SheetColumn(_("Date of the rate"), 14),
        SheetColumn(_("Equivalent in đồng"), 20, "money"), SheetColumn(_("Number of the paper"), 20),
        SheetColumn(_("Note"), 40),
    ]  # fmt: skip


@require_GET
@of_resource
def resource_money_export(request, resource) -> HttpResponse:
    """`GET`: the movements as a workbook; taking it along leaves a trace."""
    rows = [
        (
            row.get_kind_display(), row.covers_from, row.happened_on, row.amount, row.currency, row.exchange_rate,
            row.rate_date, row.amount_vnd, row.paper_number, row.note,
        )
        for row in resource.movements.all()
    ]  # fmt: skip
    title = _("Movements of money: %(record)s") % {"record": resource}
    content = write_rows(_columns(), rows, title=title, sheet=_("Money"))
    write_trail(Verb.EXPORTED, resource, by=request.user, details={"part": "movements", "rows": len(rows)})
    headers = {"Content-Disposition": f'attachment; filename="nguon-luc-{resource.pk:d}-tien.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)
