"""What the steps of a grant check and change: from the proposal to completion, or to the end of its approval.

The table of steps is in `workflow.grants`; each guard says one sentence.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.models import Kind
from portal.documents.services import stored
from portal.records.services import follow_up_all
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError

from ..figures.grant_parts import checklist, missing_before
from ..models import GrantStep, Resource, ResourceStage, refusal
from .checks import missing_sentence
from .grant_reports import drop_reports_after, open_reports


@transaction.atomic
def open_grant(resource: Resource, *, by, at: dt.datetime) -> Resource:
    """A row of the register becomes a grant that goes through its procedure. WrongStateError where it does already."""
    if by is not None and not resource.may_edit(by):
        raise PermissionDenied
    check_live(resource, {})
    rows = Resource.objects.filter(pk=resource.pk, stage="")
    if not rows.update(stage=ResourceStage.PROPOSED, revision=F("revision") + 1, updated_at=at):
        raise WrongStateError(_("Its procedure has begun already; open the page again."))
    write_trail(Verb.OPENED, resource, by=by, at=at)
    resource.refresh_from_db()
    return resource


# -- guards --


def check_live(resource: Resource, given: dict) -> None:
    if resource.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))


def check_whole(resource: Resource, given: dict) -> None:
    """Who decides has to know who gives what to whom, and for what; everything that is missing is said at once."""
    missing = []
    if not resource.partners.exists() and not resource.partners_written:
        missing.append(refusal(_("donors and partners"), _("nothing"), _("at least one")))
    if not resource.purpose.strip():
        missing.append(refusal(_("purpose and content"), _("nothing"), _("what it is for")))
    if resource.amount is None and resource.places is None:
        missing.append(refusal(_("amount"), _("nothing"), _("its value, or the number of training places")))
    if resource.starts_on is None:
        missing.append(refusal(_("from"), _("nothing"), _("at least the year")))
    if missing:
        raise ValidationError(missing)


def check_parts_to_submit(resource: Resource, given: dict) -> None:
    check_parts(resource, GrantStep.SUBMIT)


def check_parts_to_begin(resource: Resource, given: dict) -> None:
    check_parts(resource, GrantStep.BEGIN)


def check_parts_to_complete(resource: Resource, given: dict) -> None:
    check_parts(resource, GrantStep.COMPLETE)


def check_parts(resource: Resource, step: str) -> None:
    """Everything that the step waits for is said at once, one sentence each."""
    missing = missing_before(checklist(resource), step)
    if missing:
        raise ValidationError([missing_sentence(part) for part in missing])


def check_paper_day(resource: Resource, given: dict) -> None:
    """A paper of tomorrow approves nothing today."""
    _not_after_today("dated", _("date"), given)


def check_beginning(resource: Resource, given: dict) -> None:
    """It begins on a day that has come, not before its approval."""
    _not_after_today("begun_on", _("begun on"), given)
    approved = resource.approved_on
    if approved is not None and given["begun_on"] < approved.earliest:
        raise ValidationError(
            {"begun_on": refusal(_("begun on"), _day(given["begun_on"]), _("%(day)s or later") % {"day": approved.display()})}
        )  # fmt: skip


def check_completion(resource: Resource, given: dict) -> None:
    _not_after_today("completed_on", _("completed on"), given)
    begun = resource.begun_on
    if begun is not None and given["completed_on"] < begun:
        raise ValidationError(
            {"completed_on": refusal(_("completed on"), _day(given["completed_on"]), _("%(day)s or later") % {"day": _day(begun)})}
        )  # fmt: skip


def _not_after_today(name: str, label: str, given: dict) -> None:
    today = timezone.localdate(given["at"])
    if given[name] > today:
        raise ValidationError(
            {name: refusal(label, _day(given[name]), _("%(day)s or earlier") % {"day": _day(today)})}
        )


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


# -- effects --


def mark_changed(resource: Resource, *, by, at, **given) -> None:
    resource.revision += 1
    resource.updated_at = at


def note_submission(resource: Resource, *, by, at, **given) -> None:
    """From this day the days of appraisal are counted (rule R20)."""
    resource.submitted_on = timezone.localdate(at)


def note_approval(resource: Resource, *, by, at, dated, authority: str, number: str = "", **given) -> None:
    resource.approval_number, resource.approval_authority = number[:80], authority[:200]
    resource.approved_on = PartialDate.parse(_day(dated))
    resource.derive()


def forget_approval(resource: Resource, *, by, at, **given) -> None:
    """What was decided stays in the approval and in the history."""
    resource.approval_number, resource.approval_authority, resource.approved_on = "", "", None
    resource.derive()


def note_beginning(resource: Resource, *, by, at, begun_on: dt.date, **given) -> None:
    resource.begun_on = begun_on


def note_completion(resource: Resource, *, by, at, completed_on: dt.date, **given) -> None:
    resource.completed_on = completed_on


def goes_on(resource: Resource, *, by, at, **given) -> None:
    resource.completed_on = None


# -- afterwards --


def keep_scan(resource: Resource, *, by, at, scan=None, **given) -> None:
    if scan is not None:
        stored(
            scan.read(),
            scan.name or "",
            target=resource,
            by=by,
            title=str(resource)[:300],
            kind=Kind.DECISION,
        )


def begin_reporting(resource: Resource, *, by, at, **given) -> None:
    """The reports that the rules of the day of approval ask for."""
    if resource.is_received:
        open_reports(resource, by=None, on=timezone.localdate(at))


def end_reporting(resource: Resource, *, by, at, completed_on: dt.date | None = None, **given) -> None:
    drop_reports_after(resource, on=completed_on or timezone.localdate(at))


def drop_reports(resource: Resource, *, by, at, **given) -> None:
    """Without an approval no rule asks for a report; what was sent stays."""
    resource.grant_reports.filter(sent_on=None, waived_reason="").exclude(rule_code="own").delete()


def tell_partners(resource: Resource, *, by, at, **given) -> None:
    """The contact stands at its partners on the day of approval."""
    follow_up_all([resource])
