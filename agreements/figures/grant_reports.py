"""Which reports a grant owes, for which periods and until when: by the rules in force on the day of its approval.

Rules R22 and R23 of domain.md 2.3. A grant keeps the rules under which it was approved, however they change later.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Rule
from portal.deadlines.rules import reach

from ..models import GrantReport, Resource, ResourceKind
from .deadlines import said

MONTH, FIRST_HALF, SECOND_HALF, YEAR, END = "month", "first_half", "second_half", "year", "end"


@dataclass(frozen=True)
class Statute:
    """One kind of report that a rule asks for; the title is Vietnamese as on the paper."""

    code: str
    period: str
    title: str


STATUTES = (
    Statute("R22-half", FIRST_HALF, "Báo cáo 6 tháng đầu năm {year} về khoản viện trợ"),
    Statute("R22", YEAR, "Báo cáo năm {year} về khoản viện trợ"),
    Statute("R22-completion", END, "Báo cáo kết thúc khoản viện trợ"),
    Statute("R23-month", MONTH, "Báo cáo tài chính viện trợ tháng {month:02d}/{year}"),
    Statute("R23-h1", FIRST_HALF, "Báo cáo tài chính viện trợ 6 tháng đầu năm {year}"),
    Statute("R23-h2", SECOND_HALF, "Báo cáo tài chính viện trợ 6 tháng cuối năm {year}"),
    Statute("R23-year", YEAR, "Báo cáo tài chính viện trợ năm {year}"),
)
#: Rules on the money of a grant (Thông tư 23/2022/TT-BTC): goods that were given have none.
MONEY = "R23"
CODES = tuple(statute.code for statute in STATUTES)
#: A report that no rule asks for: progress as the office or the donor wants it.
OWN = "own"


@dataclass(frozen=True)
class Owed:
    """A report that is asked for: its rule, its period, its last day."""

    rule: Rule
    title: str
    first: dt.date
    last: dt.date
    due_on: dt.date


def rules_on(day: dt.date, codes: Iterable[str] = CODES) -> dict[str, Rule]:
    """Code → the rule in force on that day. One query."""
    return {rule.code: rule for rule in Rule.objects.in_force(day).filter(code__in=list(codes))}


def approved_day(resource: Resource) -> dt.date | None:
    """The first day that the date of approval can mean."""
    return resource.approved_on.earliest if resource.approved_on else None


def term_of(resource: Resource) -> tuple[dt.date, dt.date | None] | None:
    """From approval to the last day; the end is None while a project without a term goes on. None: not approved."""
    first = approved_day(resource)
    if first is None:
        return None
    end = resource.completed_on or (resource.ends_on.latest if resource.ends_on else None)
    if end is None and not resource.is_project:
        end = resource.starts_on.latest if resource.starts_on else first
    return first, max(first, end) if end else None


def owed(resource: Resource, rules: Mapping[str, Rule], *, until: dt.date) -> list[Owed]:
    """The reports on periods that end by `until`, the earliest due first; [] for what is not approved or we give."""
    term = term_of(resource)
    if term is None or not resource.is_received:
        return []
    first, last = term
    found = []
    for statute in STATUTES:
        if statute.code.startswith(MONEY) and resource.kind == ResourceKind.IN_KIND:
            continue  # goods have no aid account to settle
        rule = rules.get(statute.code)
        for begins, ends in _periods(statute.period, first, last, until) if rule else ():
            due = reach(rule, ends)
            if due is not None:
                title = statute.title.format(year=begins.year, month=begins.month)
                found.append(Owed(rule, title, begins, ends, due))
    return sorted(found, key=lambda one: (one.due_on, one.rule.code))


def _periods(
    kind: str, first: dt.date, last: dt.date | None, until: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Periods of the calendar that the term touches and that end by `until`; "end" is the whole term."""
    if kind == END:
        if last is not None:
            yield first, last
        return
    final = min(last, until) if last else until
    for year in range(first.year, final.year + 1):
        for begin, end in _MONTHS[kind]:
            begins = dt.date(year, begin, 1)
            ends = dt.date(year, end, calendar.monthrange(year, end)[1])
            if ends >= first and begins <= final and ends <= max(until, first):
                yield begins, ends


_MONTHS: dict[str, tuple[tuple[int, int], ...]] = {
    MONTH: tuple((month, month) for month in range(1, 13)),
    FIRST_HALF: ((1, 6),),
    SECOND_HALF: ((7, 12),),
    YEAR: ((1, 12),),
}


def made(resource: Resource, one: Owed) -> GrantReport:
    """The row of a report, not saved; the rule's words stay as they are today."""
    return GrantReport(
        resource=resource, rule_code=one.rule.code, rule_said=said(one.rule)[:300], title=one.title[:200],
        period_from=one.first, period_to=one.last, due_on=one.due_on,
    )  # fmt: skip


# -- standing of a report --

SOON = 30  # days ahead in which a page shows a report as coming


def state_of(report: GrantReport, *, on: dt.date) -> tuple:
    """(label, tone): sent, not needed, overdue, due soon, later."""
    if report.sent_on:
        late = report.sent_on > report.due_on
        return (_("sent late") if late else _("sent"), "neutral" if late else "ok")
    if report.waived_reason:
        return _("not needed"), "neutral"
    if report.due_on < on:
        return _("overdue"), "bad"
    if (report.due_on - on).days <= SOON:
        return _("due soon"), "wait"
    return _("later"), "neutral"


def unsent(rows):
    """Reports that somebody still has to send."""
    return rows.filter(sent_on=None, waived_reason="", resource__archived_at=None)
