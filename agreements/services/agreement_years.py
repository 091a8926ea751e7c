"""The yearly report on agreements with the plan of the next: kept, sent with its annexes frozen, taken back."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.rules import number
from portal.records.services import save_record
from portal.text import normalise
from portal.ui.formats import date_vi
from portal.units.models import Unit

from ..figures.agreement_years import live_annexes
from ..figures.deadlines import yearly_due
from ..models import AgreementYear, refusal
from ..notices.procedures import tell_year_due, tell_year_overdue

LEADS = ("R8-first", "R8-last")


@transaction.atomic
def save_year(
    report: AgreementYear, *, by, revision: int | None = None, many: dict | None = None
) -> AgreementYear:
    """Keep a report that was not sent yet. Raises what `save_record` raises, ValidationError for one that was sent."""
    if report.pk:
        _check_unsent(AgreementYear.objects.get(pk=report.pk))
    return save_record(report, by=by, revision=revision, many=many)


@transaction.atomic
def send_year(
    report: AgreementYear, *, by, at: dt.datetime, sent_on: dt.date, number: str = "", nothing: bool = False
) -> AgreementYear:
    """It was sent on that day: from now on its annexes are those of this moment.

    Raises PermissionDenied, or ValidationError: sent already, a day ahead or before the year, nothing assessed and
    not said that there is nothing (`nothing`).
    """
    report = _locked(report, by)
    _check_unsent(report)
    today = timezone.localdate(at)
    if not dt.date(report.year, 1, 1) <= sent_on <= today:
        expected = _("a day from %(first)s to %(last)s") % {
            "first": f"01/01/{report.year}",
            "last": date_vi(today),
        }
        raise ValidationError({"sent_on": refusal(_("sent on"), date_vi(sent_on), expected)})
    frozen = live_annexes(report, on=today)
    if not report.assessment.strip() and not (nothing and not frozen["iv"] and not frozen["iv_b"]):
        expected = _(
            "what the year brought; or, where there is no agreement at all, the tick that there is nothing"
        )
        raise ValidationError(refusal(_("assessment of the year"), _("nothing"), expected))
    report.sent_on, report.number, report.frozen = sent_on, normalise(number)[:60], frozen
    return _kept(report, Verb.SUBMITTED, by=by, at=at)


@transaction.atomic
def take_back_year(report: AgreementYear, *, by, at: dt.datetime, why: str) -> AgreementYear:
    """Opened again to be corrected; its annexes follow the registers again."""
    report = _locked(report, by)
    if report.sent_on is None:
        raise ValidationError(refusal(_("report"), _("not sent yet"), _("one that was sent")))
    if not why.strip():
        raise ValidationError({"why": refusal(_("reason"), _("nothing"), _("why it is taken back"))})
    report.sent_on, report.number, report.frozen = None, "", {}
    return _kept(report, Verb.REOPENED, by=by, at=at, details={"why": why.strip()[:300]})


def _locked(report: AgreementYear, by) -> AgreementYear:
    if by is not None and not report.may_edit(by):
        raise PermissionDenied
    found = AgreementYear.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if found.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    return found


def _check_unsent(report: AgreementYear) -> None:
    if report.sent_on is not None:
        expected = _("one that was not sent: take it back first")
        raise ValidationError(
            refusal(_("report"), _("sent on %(day)s") % {"day": date_vi(report.sent_on)}, expected)
        )


def _kept(
    report: AgreementYear, verb: Verb, *, by, at: dt.datetime, details: dict | None = None
) -> AgreementYear:
    report.revision += 1
    report.updated_at = at
    report.derive()
    report.save()
    write_trail(verb, report, by=by, at=at, details=details)
    return report


def remind_of_years(*, on: dt.date) -> int:
    """Remind units that have not sent the report of this year: at the lead times, and once it is overdue.

    How many notices are new. A day on which the portal stood still loses none: the nearest lead time counts.
    """
    year, due = on.year, yearly_due(on.year)
    if due is None:
        return 0
    if on > due:
        return sum(len(tell_year_overdue(unit, year, due=due, on=on)) for unit in units_missing(year, on=on))
    leads = sorted({days for code in LEADS if (days := number(code, on)) is not None})
    lead = next((days for days in leads if (due - on).days <= days), None)
    if lead is None:
        return 0
    return sum(
        len(tell_year_due(unit, year, due=due, lead=lead, on=on)) for unit in units_missing(year, on=on)
    )


def units_missing(year: int, *, on: dt.date) -> list[Unit]:
    """Units that report and have not sent the report on agreements of the year."""
    sent = AgreementYear.objects.sent().filter(year=year).values("unit_id")
    return list(Unit.objects.reporting().as_of(on).exclude(pk__in=sent).order_by("sort_key"))
