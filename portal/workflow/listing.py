"""The page of what waits for one's step: narrowed by its address, kept as a view, taken along as a workbook."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.text import fold
from portal.ui.filtering import listed
from portal.ui.formats import field_value
from portal.ui.fragments import page_or_fragment
from portal.ui.refusals import NamedRefusals

from . import matters
from .questions import to_record, waiting_for
from .waiting import Row, rows_of

LATE, DATED, OPEN = "late", "dated", "open"


class WaitingFilter(NamedRefusals, forms.Form):
    """Words, matter, deadline; a condition that was refused narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.SearchInput)
    matter = forms.ChoiceField(
        label=_("Kind of matter"), required=False, choices=lambda: [("", _("all")), *matters.choices()]
    )
    due = forms.ChoiceField(
        label=_("Due on"), required=False,
        choices=[("", _("all")), (LATE, _("overdue")), (DATED, _("not overdue yet")), (OPEN, _("without a day"))],
    )  # fmt: skip

    def fits(self, row: Row) -> bool:
        asked = self.cleaned_data
        words, matter, due = fold(asked.get("q", "")).split(), asked.get("matter"), asked.get("due")
        text = fold(f"{row.title} {row.matter} {row.step.approval.unit} {row.step.title}")
        return (
            all(word in text for word in words)
            and (not matter or row.step.approval.matter == matter)
            and (not due or due == _due_of(row))
        )


def _due_of(row: Row) -> str:
    if not row.step.due_on:
        return OPEN
    return LATE if row.is_overdue else DATED


@dataclass(frozen=True)
class Answer:
    """The rows that fit, and whether anything waits at all."""

    form: WaitingFilter
    mine: list[Row]
    recorded: list[Row]
    is_empty: bool


def _answer(request) -> Answer:
    form, today = WaitingFilter(request.GET or None), timezone.localdate()
    mine = rows_of(waiting_for(request.user, today), request.user, on=today)
    recorded = rows_of(to_record(request.user, today), request.user, on=today)
    is_empty = not mine and not recorded
    if form.is_bound:
        form.is_valid()
        mine, recorded = [list(filter(form.fits, rows)) for rows in (mine, recorded)]
    return Answer(form, mine, recorded, is_empty)


@listed(_("Waits for me"))
@require_GET
def waiting_list(request):
    """`?q=&matter=&due=`: steps that I take, as holder or deputy, and what I am expected to record."""
    export_url = f"{reverse('workflow:waiting-export')}?{request.GET.urlencode()}"
    context = {"answer": _answer(request), "export_url": export_url}
    return page_or_fragment(request, "workflow/waiting.html", "workflow/_waiting.html", context)


@require_GET
def waiting_export(request):
    """`GET` what the page shows as XLSX; it leaves a trace."""
    answer, title = _answer(request), _now("Waits for me")
    heads = [(_now("What I do"), 18), (_now("Kind of matter"), 28), (_now("What it is about"), 60), (_now("Unit"), 30),
             (_now("Step"), 30), (_now("Since"), 14), (_now("Due on"), 14), (_now("What to know for the decision"), 60)]  # fmt: skip
    rows = [
        *(_cells(row, _now("my step")) for row in answer.mine),
        *(_cells(row, _now("to be recorded")) for row in answer.recorded),
    ]
    content = write_rows([SheetColumn(*head) for head in heads], rows, title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    headers = {"Content-Disposition": f'attachment; filename="cho-toi-{stamp}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _cells(row: Row, deed: str) -> list:
    step = row.step
    since = timezone.localtime(step.since).date() if step.since else None
    facts = "; ".join(f"{label}: {field_value(value)}" for label, value in row.brief)
    named = f"{step.position}. {step.title}"
    return [deed, row.matter, row.title, str(step.approval.unit), named, since, step.due_on, facts]
