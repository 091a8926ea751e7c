"""The clerk's queue: narrowed by its address, kept as a view, taken along as a workbook."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
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
from portal.ui.fragments import page_or_fragment
from portal.ui.refusals import NamedRefusals

from .clerks import numbers_somewhere, units_without_clerk
from .models import Paper, PaperState
from .queue import Waits, waiting_elsewhere
from .register import label_of
from .services.steps import PAPER

QUEUE = {
    PaperState.NUMBER: "number",
    PaperState.SEAL: "seal",
    PaperState.DISPATCH: "dispatch",
}
ELSEWHERE = "elsewhere"
SHOWN = 200


class QueueFilter(NamedRefusals, forms.Form):
    """Words and what is waited for; a condition that was refused narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.SearchInput)
    state = forms.ChoiceField(
        label=_("Waits for"), required=False,
        choices=[
            ("", _("all")), (PaperState.NUMBER, _("number")), (PaperState.SEAL, _("seal")),
            (PaperState.DISPATCH, _("dispatch")), (ELSEWHERE, _("a number in another register")),
        ],
    )  # fmt: skip

    def asked(self, name: str) -> str:
        """What a field was given; empty without, and where it was refused."""
        if not self.is_bound:
            return ""
        self.is_valid()
        return self.cleaned_data.get(name, "")


@dataclass(frozen=True)
class Group:
    """The papers that wait for one step, the oldest first."""

    state: str
    papers: list[Paper]

    @property
    def label(self) -> str:
        return str(PaperState(self.state).label)

    @property
    def step(self):
        return PAPER.steps[self.url_step]

    @property
    def url_step(self) -> str:
        return QUEUE[PaperState(self.state)]

    @property
    def rows(self) -> list[tuple[Paper, str]]:
        return [(paper, label_of(paper)) for paper in self.papers]


@dataclass(frozen=True)
class Answer:
    form: QueueFilter
    groups: list[Group]
    elsewhere: list[Waits]


def _answer(request, most: int | None = None) -> Answer:
    """403 for whom the queue does not concern."""
    if not numbers_somewhere(request.user):
        raise PermissionDenied
    form = QueueFilter(request.GET or None)
    words, asked = form.asked("q"), form.asked("state")
    seen = Paper.objects.visible_to(request.user).in_queue().search(words).select_related("unit")
    papers = list(seen.order_by("updated_at", "pk")[:most]) if asked != ELSEWHERE else []
    groups = [
        Group(state, [one for one in papers if one.state == state]) for state in QUEUE if asked in ("", state)
    ]
    others = waiting_elsewhere(request.user) if asked in ("", ELSEWHERE) else []
    return Answer(form, groups, [one for one in others if _fits(one, words)])


def _fits(row: Waits, words: str) -> bool:
    text = fold(f"{row.label} {row.unit} {row.what}")
    return all(word in text for word in fold(words).split())


@listed(_("For number and seal"))
@require_GET
def queue(request):
    """`?q=&state=`: what waits for its number, its seal, its dispatch; and what waits in other registers."""
    context = {
        "answer": _answer(request, SHOWN),
        "without_clerk": units_without_clerk(request.user),
        "crumbs": [(_now("For number and seal"), "")],
        "export_url": f"{reverse('papers:queue-export')}?{request.GET.urlencode()}",
    }
    return page_or_fragment(request, "papers/queue.html", "papers/_queue.html", context)


@require_GET
def queue_export(request):
    """`GET` what waits, as the page is narrowed, as XLSX; it leaves a trace."""
    answer, title = _answer(request), _now("For number and seal")
    heads = [(_now("Paper"), 60), (_now("Kind of paper"), 28), (_now("Number and symbol"), 18), (_now("State"), 22),
             (_now("Unit"), 30), (_now("Since"), 14)]  # fmt: skip
    rows = [
        [one.summary, kind, one.code or one.symbol, group.label, one.unit.short_name, _day(one.updated_at)]
        for group in answer.groups
        for one, kind in group.rows
    ]
    rows += [[one.label, "", "", str(one.what), one.unit, _day(one.since)] for one in answer.elsewhere]
    content = write_rows([SheetColumn(*head) for head in heads], rows, title=title, sheet=title[:31])
    details = {"rows": len(rows), "filter": request.GET.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    headers = {"Content-Disposition": f'attachment; filename="cho-so-{stamp}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _day(moment):
    return timezone.localtime(moment).date() if moment else None
