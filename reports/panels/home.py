"""The reports' part of the home page: what a unit owes, what waits to be received, who is overdue."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from portal.access.permissions import Permission as P
from portal.access.scope import has
from portal.dashboard.registry import (
    NEAREST,
    Figure,
    Item,
    Kind,
    Line,
    Listing,
    Reader,
    figure,
    listing,
    waiting,
)
from portal.deadlines.models import PeriodKind, PeriodWindow
from portal.deadlines.periods import Period
from reports.models import Consolidation, Cycle, Report, ReviewState
from reports.querysets import WAITING

from .gathering import to_read

LINES_SHOWN = 7
NOTHING = "#nothing"


# -- the unit's own --


def writes_reports(reader: Reader) -> bool:
    """Officers and leaders of units; the International Department writes reports too, but owes none here."""
    return reader.holds(P.REPORT_WRITE) and not reader.holds(P.REPORT_REVIEW)


def _owed_by(user):
    return Report.objects.visible_to(user).not_gathered_by(user).live().waiting_for_unit()


def _owing(user) -> list:
    return [] if has(user, P.REPORT_REVIEW) else [_owed_by(user)]


@waiting(
    order=10,
    permission=P.REPORT_WRITE,
    kind=Kind.REPORT,
    why=_later("Your unit has to send it."),
    counted=_owing,
)
def reports_owed(reader: Reader) -> list[Item]:
    """What the unit still has to send, returned ones with their reason."""
    if not writes_reports(reader):
        return []
    rows = _owed_by(reader.user).select_related("cycle", "unit").order_by("due_on", "pk")
    return [_owed(report, reader.today) for report in rows[: reader.most]]


def _owed(report: Report, today: dt.date) -> Item:
    days = (report.due_on - today).days
    is_returned = report.state == ReviewState.RETURNED
    label = _("Report %(period)s, %(unit)s") % {"period": report.cycle.label_vi, "unit": report.unit}
    url = report.get_absolute_url()
    more = [] if is_returned or report.started_at else [(_("Nothing to report"), url + NOTHING, "check")]
    return Item(
        label, url, _("Mend the report") if is_returned else _("Write the report"),
        reason=" ".join(filter(None, [_returned(report) if is_returned else "", _left(days)])),
        due_on=report.due_on, tone="bad" if is_returned or days < 0 else "wait",
        icon="corner-up-left" if is_returned else "clipboard-list", more=more,
    )  # fmt: skip


def _returned(report: Report) -> str:
    return _("Returned: %(reason)s") % {"reason": report.return_reason.rstrip(".") + "."}


def _left(days: int) -> str:
    """How far the deadline is away."""
    if days < 0:
        said = ngettext("%(days)s day overdue.", "%(days)s days overdue.", -days)
    elif days == 0:
        return _("Due today.")
    else:
        said = ngettext("%(days)s day left.", "%(days)s days left.", days)
    return said % {"days": abs(days)}


# -- the cycles, for those who see all of them --


@dataclass(frozen=True)
class Standing:
    """A live cycle and how its units stand today, as far as the reader sees them."""

    cycle: Cycle
    owing: int
    submitted: int
    overdue: int
    returned: int

    def board(self, show: str = "") -> str:
        return reverse("reports:board", args=[self.cycle.code]) + (f"?show={show}" if show else "")


def standings(reader: Reader) -> list[Standing]:
    """Live cycles, the latest first. One query, whatever the number of reports."""
    mine = Q(reports__in=Report.objects.visible_to(reader.user).direct())
    late = Q(reports__state__in=WAITING, reports__due_on__lt=reader.today)
    rows = Cycle.objects.visible_to(reader.user).open().order_by("-ends_on", "-opened_at").annotate(
        owing=Count("reports", filter=mine),
        submitted=Count("reports", filter=mine & Q(reports__state=ReviewState.SUBMITTED)),
        overdue=Count("reports", filter=mine & late),
        returned=Count("reports", filter=mine & Q(reports__state=ReviewState.RETURNED)),
    )  # fmt: skip
    return [Standing(row, row.owing, row.submitted, row.overdue, row.returned) for row in rows]


def latest(reader: Reader) -> Standing | None:
    """The cycle whose days are over last; where none is over, the newest.

    A report asked of a few units about one matter does not stand before the periodic one that all owe.
    """
    found = reader.once(standings)
    periodic = [one for one in found if one.cycle.kind] or found
    over = [one for one in periodic if one.cycle.ends_on < reader.today]
    return (over or periodic or [None])[0]


def _to_receive(user) -> list:
    return [Report.objects.visible_to(user).direct().submitted().filter(cycle__state="open")]


@waiting(
    order=20,
    permission=P.REPORT_REVIEW,
    kind=Kind.REPORT,
    why=_later("The department receives the reports."),
    counted=_to_receive,
)
def reports_to_receive(reader: Reader) -> list[Item]:
    """One by one where there is room for all of a cycle, else one line a cycle."""
    waits = [one for one in reader.once(standings) if one.submitted]
    if reader.most > NEAREST and sum(one.submitted for one in waits) <= reader.most:
        rows = _to_receive(reader.user)[0].select_related("cycle", "unit").order_by("submitted_at", "pk")
        return [to_read(row) for row in rows]
    items = []
    for one in waits:
        label = ngettext(
            "%(count)s report waits to be received, %(period)s",
            "%(count)s reports wait to be received, %(period)s",
            one.submitted,
        ) % {"count": one.submitted, "period": one.cycle.label_vi}
        url = one.board("submitted")
        items.append(Item(label, url, _("Receive"), icon="inbox", count=one.submitted))
    return items


@waiting(order=22, permission=P.CHASE, kind=Kind.OVERSIGHT, why=_later("The department chases the units."))
def units_to_chase(reader: Reader) -> list[Item]:
    """One line a cycle; the board holds the units with mail, text and telephone."""
    items = []
    for one in reader.once(standings):
        if one.overdue:
            label = ngettext(
                "%(count)s unit overdue, %(period)s", "%(count)s units overdue, %(period)s", one.overdue
            ) % {"count": one.overdue, "period": one.cycle.label_vi}
            items.append(
                Item(label, one.board("overdue"), _("Chase"), tone="bad", icon="send", count=one.overdue)
            )
    return items


@waiting(order=24, permission=P.CYCLE_MANAGE, kind=Kind.REPORT, why=_later("You open the cycles."))
def cycles_to_open(reader: Reader) -> list[Item]:
    """Half-years and years that ended and for which nobody was asked to report."""
    opened = {one.cycle.code for one in reader.once(standings)}
    return [_to_open(period) for period in ended(reader.today) if period.code not in opened]


def _to_open(period: Period) -> Item:
    label = _("No reporting cycle yet: %(period)s") % {"period": period.label_vi}
    reason = _("Its days ended on %(day)s.") % {"day": f"{period.ends_on:%d/%m/%Y}"}
    url = reverse("reports:open-cycle")
    return Item(label, url, _("Open the cycle"), reason=reason, icon="calendar-clock")


def ended(today: dt.date) -> list[Period]:
    """Of each kind that is reported by default (domain.md 9.6) the period that ended last. One query."""
    kinds = (PeriodKind.HALF_YEAR, PeriodKind.YEAR)
    windows = {row.kind: row for row in PeriodWindow.objects.filter(kind__in=kinds).order_by("valid_from")}
    found = []
    for kind, window in windows.items():
        months = PeriodKind(kind).months
        periods = [
            Period(kind, year, index, *window.bounds(year, (index - 1) * months + 1), today)
            for year in (today.year - 1, today.year)
            for index in range(1, PeriodKind(kind).count + 1)
        ]
        found += [period for period in periods if period.ends_on < today][-1:]
    return found


@waiting(order=30, permission=P.NUMBER, kind=Kind.PAPER, why=_later("You give papers their number."))
def papers_without_number(reader: Reader) -> list[Item]:
    """Consolidated reports that were built and wait for their number."""
    rows = Consolidation.objects.visible_to(reader.user).filter(issued_at=None, number="")
    rows = rows.exclude(built_at=None).select_related("cycle")
    return [
        Item(
            str(paper), paper.get_absolute_url(), _("Open"),
            reason=_("Built; waits for its number and date."), icon="stamp",
        )
        for paper in rows[:LINES_SHOWN]
    ]  # fmt: skip


# -- figures and lists --


def sees_all_units(reader: Reader) -> bool:
    return any(reader.holds(one) for one in (P.REPORT_REVIEW, P.LEADERSHIP, P.AUDIT_READ))


@figure(order=50, permission=P.REPORT_VIEW)
def overdue_units(reader: Reader) -> Figure | None:
    """Units overdue in the latest cycle; the board behind it counts the same."""
    found = reader.once(latest) if sees_all_units(reader) else None
    if found is None:
        return None
    note = _("of %(count)s units, %(period)s") % {"count": found.owing, "period": found.cycle.label_vi}
    tone = "bad" if found.overdue else ""
    return Figure(
        _("Reports overdue"), found.overdue, found.board("overdue"), "triangle-alert", note, None, False, tone
    )


@listing(order=20, permission=P.REPORT_VIEW)
def who_is_overdue(reader: Reader) -> Listing | None:
    """The units by name, without anybody's telephone: chasing is the Department's."""
    found = reader.once(latest) if sees_all_units(reader) else None
    if found is None or reader.holds(P.CHASE) and not reader.holds(P.LEADERSHIP):
        return None
    rows = Report.objects.visible_to(reader.user).direct().of_cycle(found.cycle).overdue(on=reader.today)
    lines = [
        Line(report.unit.short_name, report.get_absolute_url(), _due(report), _left((report.due_on - reader.today).days).rstrip("."), "bad")
        for report in rows.select_related("unit", "cycle").order_by("due_on", "unit__sort_key")[:LINES_SHOWN]
    ]  # fmt: skip
    title = _("Units overdue, %(period)s") % {"period": found.cycle.label_vi}
    empty = _("Every unit has sent its report or still has time.")
    return Listing(
        title, lines, found.overdue, found.board("overdue"), _("All on the board"), empty, "circle-check"
    )


def _due(report: Report) -> str:
    return _("due %(day)s") % {"day": f"{report.due_on:%d/%m/%Y}"}


@listing(order=30, permission=P.AUDIT_READ)
def returned_reports(reader: Reader) -> Listing | None:
    """For the inspector: what was returned and why."""
    if not reader.holds(P.REPORT_VIEW):
        return None
    rows = Report.objects.visible_to(reader.user).direct().live().filter(state=ReviewState.RETURNED)
    reports = list(rows.select_related("cycle", "unit").order_by("-reviewed_at", "pk")[:LINES_SHOWN])
    lines = [
        Line(str(report), report.get_absolute_url(), report.return_reason, _due(report), "wait")
        for report in reports
    ]
    count = sum(one.returned for one in reader.once(standings))
    return Listing(
        _("Returned reports"), lines, count, reverse("reports:cycles"), _("All cycles"),
        _("No report is returned at present."), "corner-up-left",
    )  # fmt: skip


@listing(order=10, permission=P.LEADERSHIP)
def issued_papers(reader: Reader) -> Listing | None:
    """The consolidated reports that leaders can read."""
    rows = Consolidation.objects.visible_to(reader.user).exclude(issued_at=None).select_related("cycle")
    papers = list(rows.order_by("-issued_at")[:3])
    if not papers:
        return None
    lines = [
        Line(str(paper), paper.get_absolute_url(), f"{paper.issued_at.astimezone():%d/%m/%Y}", paper.number)
        for paper in papers
    ]
    return Listing(_("Consolidated reports"), lines, len(lines), reverse("reports:cycles"), _("All cycles"))
