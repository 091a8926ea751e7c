"""What happens to a report when it is sent, received, returned, reopened or recalled."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.units.models import SubmissionMode
from reports.figures.gather import gather
from reports.models import OfflineReading, Report, ReviewState, SubmittedVersion, Way

from .standing_in import authority_of, signs_as


def check_open(report: Report, given: dict) -> None:
    """Guard: the cycle still asks for it."""
    if not report.cycle.is_open:
        raise ValidationError(_("The cycle was cancelled: this report is no longer owed."))


def check_lock(report: Report, given: dict) -> None:
    """Guard: the report is not locked; what is sent after the deadline is late, what is locked is refused."""
    today = given["at"].astimezone().date()
    if report.lock_on and today > report.lock_on:
        raise ValidationError(
            _(
                "Report: found the day %(found)s, expected %(expected)s or earlier, when it was locked. Ask the International Department to unlock it."
            )
            % {"found": f"{today:%d/%m/%Y}", "expected": f"{report.lock_on:%d/%m/%Y}"}
        )


def check_content(report: Report, given: dict) -> None:
    """Guard: something is said, or "không phát sinh" is; both at once contradict each other."""
    content = given.get("content") or gather(report)
    has_figures = any(row["value"] for row in content["figures"] if row["counts_activity"])
    if report.nothing_to_report and has_figures:
        raise ValidationError(
            _(
                "“Nothing to report” is ticked, but the registers hold activities of this period. Untick it, or correct the figures with a reason."
            )
        )
    has_text = any(text.strip() for text in content["sections"].values())
    if not report.nothing_to_report and not has_figures and not has_text:
        raise ValidationError(
            _(
                "The report is empty: found no figure and no text, expected at least one sentence, or “nothing to report”."
            )
        )


def check_leader_mode(report: Report, given: dict) -> None:
    """Guard: the unit's setting lets its leader submit in the portal."""
    if report.unit.submission_mode == SubmissionMode.SIGNED_COPY:
        raise ValidationError(
            _("This unit submits with the signed copy: attach it and give its number and date.")
        )


def check_signed_copy(report: Report, given: dict) -> None:
    """Guard: the unit's setting allows the signed copy, and the paper's date is possible."""
    if report.unit.submission_mode == SubmissionMode.LEADER:
        raise ValidationError(
            _("This unit's leader submits in the portal: ask the leader to send the report.")
        )
    dated, at = given.get("paper_dated"), given["at"]
    if dated and dated > at.astimezone().date():
        raise ValidationError(
            {
                "paper_dated": _("Date of the signed paper: found %(found)s, expected today or earlier.")
                % {"found": dated.strftime("%d/%m/%Y")}
            }
        )


def check_new_deadline(report: Report, given: dict) -> None:
    """Guard: a return names a deadline that can still be met."""
    due_on, today = given.get("due_on"), given["at"].astimezone().date()
    if due_on and due_on < today:
        raise ValidationError(
            {
                "due_on": _("New deadline: found %(found)s, expected %(expected)s or later.")
                % {"found": due_on.strftime("%d/%m/%Y"), "expected": today.strftime("%d/%m/%Y")}
            }
        )


def freeze_version(
    report: Report, *, by, at: dt.datetime, signatory: str = "", signed_copy=None, **given
) -> None:
    """Effect: keep what is sent as the next version; record typist and signatory.

    `content` is what somebody who sends many reports has gathered already; else it is gathered now.
    """
    if report.first_submitted_at is None:
        report.first_submitted_at, report.first_due_on = at, report.due_on
    report.submitted_at, report.submitted_by = at, by
    is_leader = by is not None and can(by, Permission.REPORT_SUBMIT, report)
    authority = None if is_leader or signatory else authority_of(by, report, on=at.astimezone().date())
    report.signatory = signatory or (str(by) if is_leader or authority else "")
    report.signatory_post = given.get("signatory_post", "") or report.unit.leader_post
    if authority:
        report.signatory_post = signs_as(authority, report.unit)
    report.paper_number = given.get("paper_number", "")
    report.paper_dated = given.get("paper_dated")
    report.return_reason = ""
    latest = report.versions.order_by("-number").values_list("number", flat=True).first() or 0
    SubmittedVersion.objects.create(
        report=report, number=latest + 1, content=given.get("content") or gather(report), submitted_at=at, submitted_by=by,
        signatory=report.signatory, signed_copy=signed_copy, way=way_of(report, signed_copy),
    )  # fmt: skip


def way_of(report: Report, signed_copy) -> Way:
    """How what is sent now came in."""
    if report.entered_by_department:
        return Way.PAPER
    if OfflineReading.objects.filter(template__report=report, is_taken_over=True).exists():
        return Way.OFFLINE
    return Way.SIGNED_COPY if signed_copy else Way.PORTAL


def take_back(report: Report, *, by, at: dt.datetime, **given) -> None:
    """Effect: what the unit takes back before anybody reviewed it does not count as its first submission."""
    if not report.times_returned and not report.section_reviews.exists():
        report.first_submitted_at = report.first_due_on = report.submitted_at = None


def mark_accepted(report: Report, *, by, at: dt.datetime, **given) -> None:
    report.reviewed_at, report.reviewed_by = at, by


def mark_returned(report: Report, *, by, at: dt.datetime, reason: str, due_on=None, **given) -> None:
    """Effect: the reason and, where given, a new deadline; the first submission keeps its date."""
    report.reviewed_at, report.reviewed_by = at, by
    report.return_reason = reason
    report.times_returned += 1
    if due_on:
        report.due_on, report.due_reason = due_on, reason[:300]
        if report.lock_on and report.lock_on < due_on:  # a day by which it can no longer be sent helps nobody
            report.lock_on, report.lock_reason = due_on, reason[:300]


def latest_version(report: Report) -> SubmittedVersion | None:
    return report.versions.order_by("-number").first()


def accepted_versions(cycle) -> list[SubmittedVersion]:
    """The latest version of each accepted report of the cycle, in the order of units."""
    rows = (
        SubmittedVersion.objects.filter(
            report__cycle=cycle, report__state=ReviewState.ACCEPTED, report__collected_by=None
        )
        .select_related("report__unit", "report__cycle", "annex")
        .order_by("report__unit__sort_key", "report_id", "-number")
    )
    found: dict[int, SubmittedVersion] = {}
    for row in rows:
        found.setdefault(row.report_id, row)
    return list(found.values())
