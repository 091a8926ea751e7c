"""Agreements by state, partner and term: what runs, what ends when, what was never carried out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from partners.models import NextStep, Partner
from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.registers.unchanged import drawn_unchanged
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui import charts
from portal.ui.addresses import address
from portal.ui.filtering import listed
from portal.ui.formats import number_vi
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.ui.spans import Span, spans

from ..figures.terms import Dimension, StateRow, by_state, ending_by_year, never_carried_out, terms
from ..filters.terms import TermFilter
from ..models import Agreement, AgreementCommitment, AgreementState, Resource

DRAWN = 24
YEARS_BEFORE, YEARS_AHEAD = 3, 6
#: What ended longer ago stands in the table, not in the drawing: that asks what ends next.
ENDED = dt.timedelta(days=90)
#: The states in the table, in the order in which they are read.
SHOWN = (
    AgreementState.IN_FORCE,
    AgreementState.EXPIRING,
    AgreementState.SUSPENDED,
    AgreementState.NOT_YET,
    AgreementState.EXPIRED,
    AgreementState.TERMINATED,
    AgreementState.UNKNOWN,
    AgreementState.AGREED,
    AgreementState.PLANNED,
)
BAR_TONES = {
    AgreementState.EXPIRING: "wait",
    AgreementState.SUSPENDED: "neutral",
    AgreementState.EXPIRED: "bad",
    AgreementState.TERMINATED: "bad",
    AgreementState.NOT_YET: "second",
}
#: Dimensions by which the list can be filtered too: such a row leads to its records.
LISTED = (Dimension.PARTNER, Dimension.COUNTRY, Dimension.UNIT, Dimension.LEVEL, Dimension.KIND)

#: Whose rows the figures are worked out from, beside those of units.
READ = (Agreement, Partner, Resource, AgreementCommitment, NextStep)


@dataclass(frozen=True)
class Answer:
    """What one address asks for, counted as of today."""

    filters: TermFilter
    by: str
    today: dt.date

    @cached_property
    def rows(self) -> list[StateRow]:
        return by_state(self.filters.qs, self.by, on=self.today)

    def never(self, shown: Sequence[StateRow] | None = None) -> dict[str, int]:
        return never_carried_out(self.filters.qs, self.by, shown)

    @cached_property
    def asked(self) -> dict[str, str]:
        """What narrows the figures, for the addresses of the lists behind them."""
        return {name: value for name, value in self.filters.data.dict().items() if name not in ("by", "page")}

    @property
    def states(self) -> list[AgreementState]:
        """Those in which there is anything at all."""
        return [state for state in SHOWN if any(row.counts[state] for row in self.rows)]


def _answer(request) -> Answer:
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    query.setdefault("by", Dimension.PARTNER)
    filters = TermFilter(query, queryset=Agreement.objects.visible_to(request.user).live(), request=request)
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    by = asked.get("by") or Dimension.PARTNER
    return Answer(filters, by, timezone.localdate())


@listed(gettext_lazy("Terms of agreements"))
@require_GET
def agreement_terms(request):
    """`GET` the page, or for htmx the figures alone."""
    answer = _answer(request)

    def draw():
        return render_to_string("agreements/_terms.html", _figures(answer, request.GET.get("page")), request)

    context = {
        "filters": answer.filters,
        "results": drawn_unchanged(request, READ, TermFilter.order, draw),
    }
    return page_or_fragment(request, "agreements/terms.html", "registers/_results.html", context)


def _figures(answer: Answer, number: str | None) -> dict:
    """What the table and the drawings of page `number` show."""
    found = answer.filters.qs
    first, last = _axis(answer.today)
    running = terms(found, first=answer.today - ENDED, last=last, shown=DRAWN)
    page = CappedPaginator(answer.rows).get_page(number)
    never = answer.never(page.object_list if page.has_other_pages() else None)
    return {
        "filters": answer.filters,
        "export_url": f"{reverse('agreements:terms-export')}?{answer.filters.data.urlencode()}",
        "first_head": Dimension(answer.by).label,
        "states": [state.label for state in answer.states],
        "page": page,
        "rows": [_table_row(answer, row, never.get(row.key, 0)) for row in page],
        "drawing": _drawing(answer, running.rows),
        "more": running,
        "ends": _ends(found, answer.today),
        "is_several": answer.by == Dimension.PARTNER,
    }


def _axis(today: dt.date) -> tuple[dt.date, dt.date]:
    return dt.date(today.year - YEARS_BEFORE, 1, 1), dt.date(today.year + YEARS_AHEAD, 1, 1)


def _table_row(answer: Answer, row: StateRow, never: int) -> dict:
    return {
        "label": row.label,
        "url": _list_url(answer, row),
        "counts": [
            {
                "head": state.label,
                "text": number_vi(row.counts[state]),
                "url": _list_url(answer, row, state=state),
            }
            if row.counts[state]
            else {"head": state.label, "text": "–", "url": ""}
            for state in answer.states
        ],
        "total": number_vi(row.total),
        "never": number_vi(never) if never else "–",
        "never_url": _list_url(answer, row, carried_out="never") if never else "",
    }


def _list_url(answer: Answer, row: StateRow, **more: str) -> str:
    """The records behind a figure, where the list can be filtered to them."""
    if answer.by not in LISTED or not row.key:
        return ""
    query = urlencode({**answer.asked, answer.by: row.key, **more})
    return f"{address('agreements:agreement-list')}?{query}"


def _drawing(answer: Answer, rows: list[Agreement]):
    if not rows:
        return ""
    first, last = _axis(answer.today)
    title = _("Terms of the agreements, those that end first at the top")
    return charts.both_widths(
        spans, title, _("The dashed line is today."), [_span(row, answer.today) for row in rows], first, last,
        today=answer.today,
    )  # fmt: skip


def _span(row: Agreement, today: dt.date) -> Span:
    state = AgreementState(row.state_on(today))
    words = " · ".join(filter(None, [row.term_label(), str(state.label)]))
    ends = min(filter(None, [row.term_to, row.terminated_on]), default=None)
    return Span(
        row.title,
        f"{row.unit.short_name} · {words}",
        row.term_from,
        ends,
        BAR_TONES.get(state, "main"),
        words,
    )


def _ends(found, today: dt.date):
    """Bars of how many end in each year."""
    counts = ending_by_year(found, first=today.year - YEARS_BEFORE, last=today.year + YEARS_AHEAD - 1)
    if not any(counts.values()):
        return ""
    title = _("How many agreements end in each year")
    series = [charts.Series(str(_("Agreements")), list(counts.values()))]
    return charts.both_widths(charts.grouped_bars, title, "", [str(year) for year in counts], series)


@require_GET
def agreement_terms_export(request):
    """`GET` the table as XLSX; it leaves a trace."""
    answer = _answer(request)
    head = [
        str(Dimension(answer.by).label),
        *(str(state.label) for state in SHOWN),
        _("All"),
        _("Never carried out"),
    ]
    never = answer.never()
    rows = [
        [row.label, *(row.counts[state] for state in SHOWN), row.total, never.get(row.key, 0)]
        for row in answer.rows
    ]
    title = _("Agreements by state")
    columns = [SheetColumn(name, 44 if place == 0 else 16) for place, name in enumerate(head)]
    content = write_rows(columns, rows, title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": answer.filters.data.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    headers = {"Content-Disposition": f'attachment; filename="thoa-thuan-{answer.today:%Y%m%d}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)
