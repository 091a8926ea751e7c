"""Units with nobody: which unit has officers, languages, candidates, and which has not."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines import rules
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.text import fold
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.ui.refusals import NamedRefusals
from portal.units.models import REPORTING_TYPES, UnitType

from .figures import Totals, UnitLine, lacking, lines
from .filters import YEARS_TO_STAND


class UnitsFilter(NamedRefusals, forms.Form):
    q = forms.CharField(label=_("Unit"), required=False, widget=forms.SearchInput)
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"), required=False,
        choices=lambda: [("", _("all")), *((one, UnitType(one).label) for one in REPORTING_TYPES)],
    )  # fmt: skip
    lacking = forms.ChoiceField(
        label=_("Lacking"), required=False,
        choices=[("", _("all")), ("nobody", _("no officer")), ("language", _("no language")), ("candidate", _("nobody who can stand"))],
    )  # fmt: skip


def _asked(request) -> tuple[UnitsFilter, list[UnitLine], list[UnitLine]]:
    """The filter form, all lines the reader sees, and those that fit. 403 for who reads no records."""
    if not has(request.user, Permission.RECORD_VIEW):
        raise PermissionDenied
    today = timezone.localdate()
    form = UnitsFilter(request.GET or None)
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = lines(request.user, on=today, years_to_stand=rules.number(YEARS_TO_STAND, today) or 0)
    words, kind = fold(values.get("q", "")).split(), values.get("unit_type")
    shown = [
        row for row in lacking(rows, values.get("lacking", "")) if not kind or row.unit.unit_type == kind
    ]
    return form, rows, [row for row in shown if all(word in fold(row.unit.name) for word in words)]


@listed(_("Units with nobody"))
@require_GET
def units(request):
    """`GET ?q=&unit_type=&lacking=`: what each unit has, those with nobody among them."""
    form, rows, shown = _asked(request)
    page = CappedPaginator(shown).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "totals": Totals.of(rows),
        "export_url": f"{reverse('competence:units-export')}?{request.GET.urlencode()}",
    }
    return page_or_fragment(request, "competence/units.html", "competence/_units.html", context)


@require_GET
def export_units(request):
    """`GET` the lines of the page as XLSX; the export leaves a trace."""
    _form, _rows, shown = _asked(request)
    heads = [(_now("Unit"), 36), (_now("Officers"), 12), (_now("Full-time"), 12), (_now("Languages"), 36),
             (_now("Interpreters"), 14), (_now("Trained in 24 months"), 14), (_now("Can stand for a seat"), 14),
             (_now("Leader in charge"), 36)]  # fmt: skip
    cells = [
        [row.unit.short_name, row.officers, row.full_time, ", ".join(row.languages), row.interpreters,
         row.trained, row.can_stand, row.capacity.leader_post if row.capacity else ""]
        for row in shown
    ]  # fmt: skip
    title = _now("Units with nobody")
    content = write_rows([SheetColumn(*head) for head in heads], cells, title=title, sheet=title[:31])
    details = {"rows": len(shown), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    headers = {"Content-Disposition": f'attachment; filename="nang-luc-don-vi-{stamp}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)
