"""A report that came on paper, typed by the department in the unit's name; marked so wherever it is shown."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from reports.models import Report, Way


@transaction.atomic
def enter_for_unit(report: Report, *, by, at: dt.datetime) -> Report:
    """The department takes the writing over: from now on the unit reads what is typed. Refused once it was sent."""
    return _handed(report, True, by=by, at=at)


@transaction.atomic
def give_back_to_unit(report: Report, *, by, at: dt.datetime) -> Report:
    """The unit writes again; what was typed stays in the draft."""
    return _handed(report, False, by=by, at=at)


def _handed(report: Report, to_department: bool, *, by, at: dt.datetime) -> Report:
    report = Report.objects.select_for_update(of=("self",)).select_related("cycle", "unit").get(pk=report.pk)
    require(by, Permission.REPORT_REVIEW, report)
    if not report.is_open:
        raise ValidationError(
            _("Report: found “%(found)s”, expected one that has not been sent.")
            % {"found": report.get_state_display()}
        )
    if report.entered_by_department != to_department:
        report.entered_by_department = to_department
        report.save(update_fields=["entered_by_department"])
        record(Verb.UPDATED, report, by=by, at=at, details={"entered_by_department": to_department})
    return report


def check_in_name(report: Report, given: dict) -> None:
    """Guard: the department has taken the writing over, and the paper was signed by today."""
    if not report.entered_by_department:
        raise ValidationError(
            _("Report: found one that its unit writes, expected one entered in the unit's name.")
        )
    dated, today = given.get("paper_dated"), given["at"].astimezone().date()
    if dated and dated > today:
        raise ValidationError(
            {
                "paper_dated": _("Date of the signed paper: found %(found)s, expected today or earlier.")
                % {"found": f"{dated:%d/%m/%Y}"}
            }
        )


def check_other_person(report: Report, given: dict) -> None:
    """Guard: who typed a paper in the unit's name does not receive it; the unit had no word in it."""
    latest = report.versions.order_by("-number").first()
    if (
        latest
        and latest.way == Way.PAPER
        and given.get("by") is not None
        and latest.submitted_by_id == given["by"].pk
    ):
        raise ValidationError(
            _(
                "Receiving: found the person who typed this paper in the unit's name, expected another officer."
            )
        )
