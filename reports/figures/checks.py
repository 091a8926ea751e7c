"""Before consolidation: what is missing or odd in a cycle."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.ui.formats import number_vi
from reports.models import Report, ReviewState, SubmittedVersion

JUMP = 3  # a figure three times the year before, or a third of it, is worth a look
SMALL = 5  # small numbers jump by nature


def oddities(cycle, *, on: dt.date) -> list[dict]:
    """Groups of findings: {"heading", "tone", "lines": [{"text", "small", "url"}]}; empty groups are left out."""
    reports = list(Report.objects.of_cycle(cycle).select_related("unit", "cycle").order_by("unit__sort_key"))
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
        _group(_("Figures corrected against the registers"), "wait", _figures(versions, _corrected)),
        _group(_("Figures far from the year before"), "wait", _figures(versions, _jumped)),
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
            report__cycle=cycle, report__state__in=[ReviewState.SUBMITTED, ReviewState.ACCEPTED]
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


def _corrected(row: dict) -> str:
    if not row["is_corrected"]:
        return ""
    return _("%(label)s: %(value)s, the registers say %(proposed)s. %(reason)s") % {
        "label": row["label"], "value": number_vi(row["value"]), "proposed": number_vi(row["proposed"]), "reason": row["reason"],
    }  # fmt: skip


def _jumped(row: dict) -> str:
    value, before = row["value"] or 0, row["previous"] or 0
    if row["is_money"] or max(value, before) < SMALL or (before <= value * JUMP and value <= before * JUMP):
        return ""
    return _("%(label)s: %(value)s, a year before %(previous)s.") % {
        "label": row["label"], "value": number_vi(value), "previous": number_vi(before),
    }  # fmt: skip


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
