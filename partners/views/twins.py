"""Twin border provinces: one page and its workbook."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.units.models import Unit

from ..figures.twin_facts import twin_facts
from ..figures.twins import Summary, Twin, selected, twins
from ..forms.counterparts import TwinFilter
from ..models import Counterpart

ROWS = 15


def _asked(request) -> tuple[TwinFilter, list[Twin], list[Twin]]:
    """The filter form, all rows the reader sees, and those that fit."""
    today = timezone.localdate()
    form = TwinFilter(request.GET or None, user=request.user, on=today)
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = twins(request.user, on=today, unit=values.get("unit"))
    return form, rows, selected(rows, values)


@listed(gettext_lazy("Twin border provinces"))
@require_GET
def twin_provinces(request):
    """`GET ?q=&country=&unit=&gaps=`: what goes on between twin provinces, and what is missing."""
    form, rows, shown = _asked(request)
    context = {
        "form": form,
        "found": len(shown),
        "missing": _without_union(shown),
        "page": CappedPaginator([row for row in shown if row.partner], ROWS).get_page(
            request.GET.get("page")
        ),
        "summary": Summary.of(rows),
        "facts": twin_facts(),
        "may_enter": Counterpart.may_create(request.user),
        "export_url": f"{reverse('partners:twins-export')}?{request.GET.urlencode()}",
    }
    return page_or_fragment(request, "partners/twins/page.html", "partners/twins/_table.html", context)


def _without_union(rows: list[Twin]) -> list[tuple[Unit, list[str]]]:
    """Each province with the neighbours that nobody knows a union of: one line instead of a row for each."""
    missing: dict[Unit, list[str]] = {}
    for row in rows:
        if not row.partner:
            missing.setdefault(row.province, []).append(row.label)
    return list(missing.items())


@require_GET
def export_twins(request):
    """`GET` the rows of the page as XLSX; the export leaves a trace."""
    _form, _rows, shown = _asked(request)
    title = _("Twin border provinces")
    content = write_rows(_columns(), [_cells(row) for row in shown], title=title, sheet=title[:31])
    details = {"rows": len(shown), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="ket-nghia-{stamp}.xlsx"'},
    )


def _columns() -> list[SheetColumn]:
    heads = [(_("Unit"), 30), (_("Across the border"), 44), (_("Country"), 16), (_("Twinned since"), 14),
             (_("Last activity"), 14), (_("12 months"), 12), (_("36 months"), 12)]  # fmt: skip
    facts = [SheetColumn(str(f.label), 18, "money" if f.is_money else "number") for f in twin_facts()]
    return [*(SheetColumn(*head) for head in heads), *facts, SheetColumn(_("Gaps"), 50)]


def _cells(row: Twin) -> list:
    since = row.counterpart.since_label if row.counterpart else ""
    figures = {fact.name: figure for fact, figure in row.figures}
    country = row.partner.country_label if row.partner else ""
    return [
        row.province.short_name, row.label, country, since, row.last_on, row.in_short, row.in_long,
        *(figures.get(fact.name, 0) for fact in twin_facts()), "; ".join(row.gaps),
    ]  # fmt: skip
