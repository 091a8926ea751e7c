"""The dashboard's panels of promises of both sides and of matters that arose."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed, nothing, share
from portal.ui.formats import number_vi

from ..figures.matters import Matters, matters_of
from ..figures.promise_sums import SumRow, summed
from ..figures.promises import Kept, rates
from ..filters.promises import FELL_DUE, SETTLED
from ..models import Flow, Matter, NextStep, Partner
from ..register.matters import partner_or_country

PROMISES, MATTERS = "partners:nextstep-list", "partners:matter-list"
SHOWN = 100


@panel(
    "promises-kept",
    title=_("Promises kept by both sides"),
    theme=Theme.PARTNERS,
    order=35,
    questions=(7,),
    definition=_(
        "Promises of the ledger that fell due in the period up to the last day of the figures. Kept: done, and, where "
        "it is important, checked by another; what waits for the check is not counted as kept. Promises given up with a "
        "reason and those of a suspended agreement did not fall due. Source: the ledger of promises."
    ),
    permission=Permission.RECORD_VIEW,
    models=(NextStep, Partner),
)
def promises_kept(asked: Asked) -> Content:
    on = asked.year.until
    rows = asked.rows(NextStep).filter(due_on__gte=asked.year.first, due_on__lte=on)
    sides, sums = rates(rows, "whose", on=on), summed(rows, "partner", asked.user, on=on)
    whole = sums.whole
    if not whole.due:
        return nothing(_now("No promise fell due in this period."), listed(asked, PROMISES))
    due = [row for row in sums.rows if row.counts.due]
    facts = {"kept": number_vi(whole.kept), "due": number_vi(whole.due), "overdue": number_vi(whole.overdue)}
    return Content(
        sentence=_now("%(kept)s of %(due)s promises that fell due were kept; %(overdue)s are overdue.") % facts,
        headlines=[
            share(_now("Promises kept"), whole.kept, whole.due, url=_due_list(asked, state=SETTLED)),
            *(
                share(words, sides.get(side, Kept()).kept, sides.get(side, Kept()).due,
                      url=_due_list(asked, state=SETTLED, whose=side.value))
                for side, words in ((Flow.OURS, _now("Kept by us")), (Flow.THEIRS, _now("Kept by them")))
            ),
            Headline(_now("Overdue"), whole.overdue, tone="bad" if whole.overdue else "ok",
                     url=_due_list(asked, state="overdue")),
        ],
        drawings=[Drawing("shares", {"parts": _parts(whole)}, _now("Promises that fell due"))],
        head=[
            _now("Partner"), _now("Fell due"), _now("Kept"), _now("Waits for the check"), _now("Overdue"), _now("Kept (%)")
        ],
        rows=[_promise_row(asked, row) for row in due[:SHOWN]],
        url=_due_list(asked, state=FELL_DUE),
    )  # fmt: skip


def _due_list(asked: Asked, **query: Any) -> str:
    days = {"since": f"{asked.year.first:%d/%m/%Y}", "until": f"{asked.year.until:%d/%m/%Y}"}
    return listed(asked, PROMISES, **query, **days)


def _parts(whole: Kept) -> list[dict[str, Any]]:
    return [
        {"label": _now("kept"), "value": whole.kept, "tone": "main"},
        {"label": _now("waits for the check"), "value": whole.waiting, "tone": "second"},
        {"label": _now("overdue"), "value": whole.overdue, "tone": "bad"},
    ]


def _promise_row(asked: Asked, row: SumRow) -> list[Any]:
    counts = row.counts
    return [
        linked(row.label, row.url), linked(number_vi(counts.due), _due_list(asked, partner=row.key, state=FELL_DUE)), counts.kept,
        counts.waiting, counts.overdue, counts.percent,
    ]  # fmt: skip


@panel(
    "matters",
    title=_("Matters that arose"),
    theme=Theme.PARTNERS,
    order=60,
    questions=(9,),
    definition=_(
        "Matters of the register that arose in the period, by the day on which they arose, whenever they were settled. "
        "The time to report runs from that day to the report upward, the time to settle to the last day of a settled "
        "matter; both are medians over matters of which both days are known. Source: the register of matters."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Matter, Partner),
)
def matters(asked: Asked) -> Content:
    days = (asked.year.first, asked.year.until)
    rows = asked.rows(Matter)
    found, url = matters_of(rows, days, asked.year.before), listed(asked, MATTERS)
    count = len(found.rows)
    if not count and not found.before:
        return nothing(_now("No matter arose in this period."), url)
    facts = {"count": number_vi(count), "open": number_vi(found.open), "reported": number_vi(found.reported)}
    return Content(
        sentence=_now("%(count)s matters arose, %(open)s are still being dealt with; %(reported)s were reported upward.") % facts,
        headlines=[
            Headline(_now("Matters that arose"), count, before=found.before),
            share(_now("Being dealt with"), found.open, count, url=listed(asked, MATTERS, state="open")),
            share(_now("Reported upward"), found.reported, count, url=listed(asked, MATTERS, reported="yes")),
            _time(found, "reported_after", _now("Days until reported, median")),
            _time(found, "settled_after", _now("Days until settled, median")),
        ],
        drawings=[_by_month(asked, found)],
        head=[_now("Matter"), _now("Time"), _now("Partner"), _now("Unit"), _now("State")],
        rows=[_matter_row(row) for row in _latest(rows, days)],
        url=url,
    )  # fmt: skip


def _time(found: Matters, name: str, label: str) -> Headline:
    value, count = found.times(name)
    note = _now("of %(count)s matters with both days") % {"count": number_vi(count)}
    return Headline(label, value, _now("days"), note=note)


def _by_month(asked: Asked, found: Matters) -> Drawing:
    still, settled = found.by_month(asked.year.months)
    groups = [_now("M%(month)s") % {"month": month} for month in range(1, 13)]
    series = [
        {"label": _now("settled"), "values": settled, "tone": "main"},
        {"label": _now("being dealt with"), "values": still, "tone": "wait"},
    ]
    return Drawing(
        "stacked", {"groups": groups, "series": series}, _now("Matters by the month in which they arose")
    )


def _latest(rows, days) -> list[Matter]:
    """Those of the period, open ones first, then the latest."""
    found = rows.live().filter(starts_on__gte=str(days[0].year), starts_on__lte=days[1].isoformat())
    ordered = found.select_related("partner", "unit").order_by(F("state").desc(), "-starts_on", "-pk")
    return [row for row in ordered[: 2 * SHOWN] if row.starts_on.lies_within(*days)][:SHOWN]


def _matter_row(row: Matter) -> list[Any]:
    return [
        linked(row.title, row.get_absolute_url()), row.time_label, partner_or_country(row), row.unit.short_name,
        str(row.get_state_display()),
    ]  # fmt: skip
