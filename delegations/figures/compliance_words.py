"""What is said of each finding, with the rule that it rests on."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Direction, Event
from .compliance_rules import BROKEN, Finding, Limits
from .same_matter import in_words


def findings(record, limit: Limits) -> list["Said"]:
    """What is found of one flagged row, as sentences with their rules."""
    return [SAY[name](record, limit) for name in Finding if getattr(record, f"is_{name}", False)]


def _second(record, limit: Limits) -> "Said":
    """In the words of the warning, with the way to the earlier trip."""
    found = record.same_matter
    source = limit.sources.get("years", "")
    return Said(Finding.SECOND, in_words(found, limit.years), source, found.trip.url)


@dataclass(frozen=True)
class Said:
    finding: Finding
    sentence: str
    source: str = ""
    url: str = ""

    @property
    def tone(self) -> str:
        return "bad" if self.finding in BROKEN else "wait"


def _plain(finding: Finding, sentence: Callable, source: Callable) -> Callable:
    return lambda record, limit: Said(finding, sentence(record, limit), source(record, limit))


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "–"


def _report_source(record, limit: Limits) -> str:
    return limit.sources.get("event_report_days" if isinstance(record, Event) else "report_days", "")


def _notice_source(record, limit: Limits) -> str:
    if isinstance(record, Event):
        return limit.sources.get("event_days", "")
    name = "outgoing_days" if record.direction == Direction.OUTGOING else "incoming_days"
    return limit.sources.get(name, "")


DIRECTIVE_38 = "Chỉ thị 38-CT/TW"
UNIFIED = "Quyết định 272-QĐ/TW; Nghị quyết của Đoàn Chủ tịch"
SAY: dict[str, Callable] = {
    Finding.OUT_OF_PLAN: _plain(
        Finding.OUT_OF_PLAN, lambda r, _l: _("It stands in no annual plan."), lambda r, _l: DIRECTIVE_38
    ),
    Finding.NO_REASON: _plain(
        Finding.NO_REASON,
        lambda r, _l: _("It is not in the plan, and no reason is given."),
        lambda r, _l: DIRECTIVE_38,
    ),
    Finding.NO_PERMISSION: _plain(
        Finding.NO_PERMISSION,
        lambda r, _l: _("It began on %(day)s; no permission is recorded.") % {"day": _day(r.begins_on)},
        lambda r, _l: UNIFIED,
    ),
    Finding.BEFORE_PERMISSION: _plain(
        Finding.BEFORE_PERMISSION,
        lambda r, _l: (
            _("It began on %(start)s, the permission is of %(permitted)s.")
            % {"start": _day(r.begins_on), "permitted": _day(r.permitted_on)}
        ),
        lambda r, _l: UNIFIED,
    ),
    Finding.REPORT_MISSING: _plain(
        Finding.REPORT_MISSING,
        lambda r, _l: _("It ended on %(day)s; the report is missing.") % {"day": _day(r.placed_to)},
        _report_source,
    ),
    Finding.REPORT_LATE: _plain(
        Finding.REPORT_LATE,
        lambda r, _l: (
            _("It ended on %(end)s, the report came on %(day)s, after %(days)s days.")
            % {"end": _day(r.placed_to), "day": _day(r.reported_on), "days": r.report_took.days}
        ),
        _report_source,
    ),
    Finding.TOO_LATE: _plain(
        Finding.TOO_LATE,
        lambda r, _l: (
            _("Proposed %(days)s days ahead, on %(day)s.")
            % {"days": r.notice.days, "day": _day(r.requested_on)}
        ),
        _notice_source,
    ),
    Finding.SECOND: _second,
    Finding.COURTING: _plain(
        Finding.COURTING,
        lambda r, limit: (
            _("Another unit deals with the same partner within %(days)s days: agree on it together.")
            % {"days": limit.partner_days}
        ),
        lambda r, limit: limit.sources.get("partner_days", ""),
    ),
}
