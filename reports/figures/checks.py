"""Before consolidation: what is missing or odd in a cycle."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.ui.formats import number_vi
from reports.models import Cycle, Report, ReviewState, SubmittedVersion

from .limits import warnings_of
from .reconciliation import Difference, of_reports


def oddities(cycle, *, on: dt.date) -> list[dict]:
    """Groups of findings: {"heading", "tone", "lines": [{"text", "small", "url"}]}; empty groups are left out."""
    reports = list(
        Report.objects.of_cycle(cycle).direct().select_related("unit", "cycle").order_by("unit__sort_key")
    )
    versions = _latest(cycle)
    groups = [
        _group(_("Not sent yet"), "bad", [_line(r) for r in reports if r.state == ReviewState.DRAFT]),
        _group(
            _("Returned, not sent again"),
            "bad",
            [_line(r, r.return_reason) for r in reports if r.state == ReviewState.RETURNED],
        ),
        _group(
            _("Sent, not received yet"),
            "wait",
            [_line(r) for r in reports if r.state == ReviewState.SUBMITTED],
        ),
        _group(_("Figures corrected against the registers"), "wait", _corrected(cycle)),
        _group(_("Figures out of the ordinary"), "wait", _figures(versions, _unusual(cycle))),
        _group(_("Records that do not state how many persons"), "neutral", _figures(versions, _unstated)),
        _group(_("Records whose date is too coarse to place"), "neutral", _unplaced(versions)),
        _group(
            _("Units to be confirmed by an administrator"),
            "neutral",
            [_line(r, r.unit.notes) for r in reports if r.unit.certainty == "low"],
        ),
    ]
    return [group for group in groups if group["lines"]]


def _group(heading: str, tone: str, lines: list[dict]) -> dict:
    return {"heading": heading, "tone": tone, "lines": lines}


def _line(report, small: str = "") -> dict:
    return {"text": str(report.unit), "small": small, "url": report.get_absolute_url()}


def _latest(cycle) -> list[SubmittedVersion]:
    """The last version of each report that is sent or received."""
    rows = (
        SubmittedVersion.objects.filter(
            report__cycle=cycle,
            report__collected_by=None,
            report__state__in=[ReviewState.SUBMITTED, ReviewState.ACCEPTED],
        )
        .select_related("report__unit", "report__cycle")
        .order_by("report__unit__sort_key", "report_id", "-number")
    )
    found: dict[int, SubmittedVersion] = {}
    for row in rows:
        found.setdefault(row.report_id, row)
    return list(found.values())


def _figures(versions, say) -> list[dict]:
    return [
        {"text": str(version.report.unit), "small": sentence, "url": version.report.get_absolute_url()}
        for version in versions
        for row in version.content["figures"]
        if (sentence := say(row))
    ]


def _corrected(cycle: Cycle) -> list[dict]:
    return [
        {"text": str(row.report.unit), "small": told(row), "url": row.report.get_absolute_url()}
        for row in of_reports(Report.objects.of_cycle(cycle))
    ]


def told(row: Difference) -> str:
    """A difference as one sentence."""
    words = {
        "label": row.label, "value": number_vi(row.reported), "proposed": number_vi(row.registered), "reason": row.reason,
    }  # fmt: skip
    return _("%(label)s: %(value)s, the registers say %(proposed)s. %(reason)s") % words


def _unusual(cycle: Cycle):
    layout = cycle.layout
    return lambda row: " ".join(warnings_of(row, layout.figure(row["code"])))


def _unstated(row: dict) -> str:
    if not row["unstated"] or row["is_money"]:
        return ""
    return _("%(label)s: %(count)s records without a number.") % {
        "label": row["label"],
        "count": row["unstated"],
    }


def _unplaced(versions) -> list[dict]:
    return [
        {
            "text": str(version.report.unit),
            "small": _("%(count)s records") % {"count": version.content["unplaced"]},
            "url": version.report.get_absolute_url(),
        }
        for version in versions
        if version.content["unplaced"]
    ]
