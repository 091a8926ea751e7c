"""Figures as units reported them then, and converted to today's units; the rules by which split units are counted."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has, require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.periods import label_of
from portal.registers.saving import attempt
from portal.rendering.registry import CONTENT_TYPES
from portal.ui.filtering import listed
from portal.ui.fragments import REFUSED
from portal.units.models import Unit

from ..figures.conversion import descent
from ..figures.then_and_now import before_of, compare, periods_known
from ..forms.conversion import SharesForm
from ..models import Cycle, SplitShare
from ..printing.conversion import comparison_book
from ..services.conversion import set_shares, successors_of
from .shared import get_cycle


def _asked(request, code: str) -> tuple[Cycle, str]:
    """The cycle, and the code of the period beside it; 404 for a period that is none."""
    require(request.user, Permission.REPORT_VIEW)
    cycle = get_cycle(request, code)
    try:
        return cycle, before_of(cycle, request.GET.get("with", ""))
    except ValueError as error:
        raise Http404(str(error)) from None


@listed(gettext_lazy("Then and now"))
@require_GET
def compared(request, code):
    """`GET ?figure=&with=&unit=`: one figure of all units, or all figures of one, then and converted, two periods."""
    cycle, before = _asked(request, code)
    unit = Unit.objects.filter(code=request.GET.get("unit", "")).first()
    found = compare(cycle, before, request.user, on=timezone.localdate(), unit=unit)
    chosen = request.GET.get("figure", "")
    chosen = chosen if chosen in found.figures else next(iter(found.figures), "")
    shown = list(found.figures) if unit else [chosen] * bool(chosen)
    context = {
        "cycle": cycle, "before": before, "before_label": label_of(before), "unit": unit, "figures": found.figures, "chosen": chosen,
        "rows": [row for one in shown for row in found.rows[one]],
        "sums": None if unit else found.sums.get(chosen),
        "periods": _periods(cycle, before, request.user), "query": request.GET.urlencode(),
        "crumbs": [(_("Periodic reports"), reverse("reports:home")), (str(cycle), cycle.get_absolute_url()), (_("Then and now"), "")],
    }  # fmt: skip
    return render(request, "reports/conversion.html", context)


def _periods(cycle: Cycle, before: str, user) -> list[tuple[str, str]]:
    """(code, name) of each period that can stand beside it, the chosen one in any case."""
    known = periods_known(cycle, user)
    return [(one, label_of(one)) for one in ([] if before in known else [before]) + known]


@require_GET
def workbook(request, code):
    """`GET ?with=`: the same of every figure as a workbook; the download leaves a trace."""
    cycle, before = _asked(request, code)
    found = compare(cycle, before, request.user, on=timezone.localdate())
    write_trail(Verb.EXPORTED, cycle, by=request.user, details={"format": "xlsx", "with": before})
    name = f"quy-doi-{cycle.code}-{before}".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(
        comparison_book(cycle, before, found), content_type=CONTENT_TYPES["xlsx"], headers=headers
    )


@require_GET
def shares(request):
    """`GET`: every unit that was split, its successors and the rule, where one was decided."""
    require(request.user, Permission.REPORT_VIEW)
    lines = descent(on=timezone.localdate())
    units = Unit.objects.in_bulk([*lines.split, *(heir for pk in lines.split for heir in lines.heirs[pk])])
    decided = {(row.unit_id, row.successor_id): row for row in SplitShare.objects.all()}
    rows = [
        (
            units[pk],
            [(units[heir], decided.get((pk, heir))) for heir in lines.heirs[pk]],
            lines.parts_of(pk) is None,
        )
        for pk in sorted(lines.split, key=lambda pk: units[pk].sort_key)
    ]
    context = {"rows": rows, "may_decide": has(request.user, Permission.CYCLE_MANAGE)}
    return render(request, "reports/conversion_shares.html", context)


@require_http_methods(["GET", "POST"])
def edit_shares(request, unit):
    """`GET` the form, `POST` one share a successor and the reason."""
    if not has(request.user, Permission.CYCLE_MANAGE):
        raise PermissionDenied
    row = get_object_or_404(Unit, code=unit)
    heirs = successors_of(row)
    decided = {share.successor_id: share for share in SplitShare.objects.filter(unit=row)}
    initial = {f"share_{pk:d}": share.percent for pk, share in decided.items()}
    initial["reason"] = next((share.reason for share in decided.values()), "")
    form = SharesForm(request.POST or None, heirs=heirs, initial=initial)

    def act():
        reason = form.cleaned_data["reason"]
        set_shares(row, form.shares(), reason=reason, by=request.user, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(request, form, act):
        return redirect("reports:split-shares")
    status = REFUSED if request.method == "POST" else 200
    return render(request, "reports/conversion_share.html", {"form": form, "unit": row}, status=status)
