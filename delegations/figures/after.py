"""What a trip, a visit or a conference owes afterwards: its report, by when, and whether it was handed in."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deadlines import rules
from portal.deadlines.models import Rule

from ..models import ActivityReport, Delegation, Event, ReportStage

OF_TRIPS, OF_CONFERENCES = "R13", "R11"
HISTORY = 365  # days


def last_day(record: Delegation | Event) -> dt.date | None:
    """The last day that its dates can mean; None without dates."""
    ends = record.ends_on or record.starts_on
    return ends.latest if ends else None


def report_of(record: Delegation | Event) -> ActivityReport | None:
    return record.activityreport_rows.first()


def due_rule(record: Delegation | Event, on: dt.date) -> Rule | None:
    """R11 for conferences, R13 for trips and visits, as in force on a day."""
    return rules.rule(OF_CONFERENCES if isinstance(record, Event) else OF_TRIPS, on)


def report_due(record: Delegation | Event) -> dt.date | None:
    """The last day for the report, counted from the end; None without dates or where the rule has ended."""
    ends = last_day(record)
    if ends is None:
        return None
    return rules.due(OF_CONFERENCES if isinstance(record, Event) else OF_TRIPS, ends)


@dataclass(frozen=True)
class ReportStanding:
    """Where the report of a record stands on a day. `days`: left (or late, below 0) until `due_on`."""

    report: ActivityReport | None
    handed_in_on: dt.date | None
    due_on: dt.date | None
    rule: Rule | None
    on: dt.date
    has_ended: bool
    is_history: bool = False

    @property
    def is_in(self) -> bool:
        return self.handed_in_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_in and not self.is_history and self.due_on is not None and self.due_on < self.on

    @property
    def days_late(self) -> int:
        """Days after the due day on which it was handed in, or that have passed since; 0 in time."""
        until = self.handed_in_on or self.on
        return max(0, (until - self.due_on).days) if self.due_on else 0

    @property
    def label(self) -> str:
        if self.is_in:
            return (
                _("handed in %(days)s days late") % {"days": self.days_late}
                if self.days_late
                else _("handed in")
            )
        if self.is_history:
            return _("not known: entered as history")
        if not self.has_ended:
            return _("not yet due")
        if self.is_overdue:
            return _("%(days)s days overdue") % {"days": self.days_late}
        if self.due_on is None:
            return _("not handed in")
        left = (self.due_on - self.on).days
        return _("due in %(days)s days") % {"days": left} if left else _("due today")

    @property
    def tone(self) -> str:
        if self.is_in:
            return "wait" if self.days_late else "ok"
        if self.is_overdue:
            return "bad"
        return "wait" if self.has_ended and not self.is_history else "neutral"


def report_standing(record: Delegation | Event, *, on: dt.date) -> ReportStanding:
    """Three queries: the report, and the rule twice.

    What ended more than a year ago without ever having a dossier was entered as history: nobody is late with it.
    """
    report, ends = report_of(record), last_day(record)
    is_history = not record.dossier_state and ends is not None and (on - ends).days > HISTORY
    return ReportStanding(
        report, handed_in_on(record, report), report_due(record), due_rule(record, ends or on), on,
        has_ended=ends is not None and ends < on, is_history=is_history,
    )  # fmt: skip


def handed_in_on(record: Delegation | Event, report: ActivityReport | None) -> dt.date | None:
    """The day of the report in the portal, else the one that the register states for older trips."""
    if report is not None and report.stage == ReportStage.SUBMITTED:
        return timezone.localtime(report.submitted_at).date()
    return getattr(record, "report_submitted_on", None)


def report_missing(record: Delegation | Event, on: dt.date) -> str:
    """ "" when the report was handed in; else the sentence with which closing is refused."""
    found = report_standing(record, on=on)
    if found.is_in:
        return ""
    due = f"{found.due_on:%d/%m/%Y}" if found.due_on else "–"
    return _(
        "Report: found none handed in, expected it by %(due)s (%(source)s) before the dossier is closed."
    ) % {
        "due": due,
        "source": found.rule.source if found.rule else _("no rule in force"),
    }
