"""What one side promised the other: kept with evidence, given up, taken up again, resting with what it hangs on."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record

from ..models import NextStep, Partner
from ..notices.promises import tell_to_check
from .promise_evidence import add_evidence, shows_something
from .promise_times import open_next, take_back_next


@transaction.atomic
def save_step(
    step: NextStep, *, by, revision: int | None = None, many: dict | None = None, verb: Verb | None = None
) -> NextStep:
    """Create or change a promise; one that was agreed at a talk belongs to the talk's unit and partner.

    Of a talk with several partners it names one of them: else it is a ValidationError of the field. A day that
    is moved lets it climb anew.
    """
    talk = step.interaction
    if talk and step.unit_id is None:
        step.unit = talk.unit
    if talk and step.partner_id is None:
        partners = list(talk.partners.order_by("pk"))
        if len(partners) > 1:
            raise ValidationError({"partner": which_partner(partners)})
        step.partner = partners[0]
    if step.pk and NextStep.objects.filter(pk=step.pk).exclude(due_on=step.due_on).exists():
        step.climbed_to = None
    return save_record(step, by=by, revision=revision, many=many, verb=verb)


def which_partner(partners: Iterable[Partner]) -> str:
    """The refusal of a promise that does not say with whom it was agreed."""
    names = ", ".join(partner.short_label for partner in partners)
    return _("Partner: found nothing, expected one of %(names)s: the talk has several partners.") % {
        "names": names
    }


@transaction.atomic
def keep_promise(
    step: NextStep, *, by, on: dt.date, today: dt.date, evidence: str = "", shown_by: Iterable = ()
) -> NextStep:
    """Say that a promise was kept on a day, and what shows it: words, and records of the portal (`shown_by`).

    Refused for one that is settled, for a day ahead, and for an important one that nothing shows. The next time
    of one that recurs is opened; an important one waits for another's check.
    """
    step = _open(step, by=by)
    if on > today:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{today:%d/%m/%Y}"}
        raise ValidationError(
            {"kept_on": _("Kept on: found %(found)s, expected %(expected)s or earlier.") % facts}
        )
    for target in shown_by:
        add_evidence(step, target, by=by)
    if step.is_important and not evidence.strip() and not shows_something(step):
        raise ValidationError(
            {"evidence": _("Evidence: found nothing, expected what shows that it was kept.")}
        )
    step.kept_on, step.kept_by, step.evidence = on, by, evidence.strip()
    save_step(step, by=by, verb=Verb.CLOSED)
    open_next(step, by=by)
    if step.is_important:
        tell_to_check(step, by=by)
    return step


@transaction.atomic
def give_up_promise(step: NextStep, *, by, reason: str, this_time_only: bool = False) -> NextStep:
    """Say that a promise will not be kept, and why; the reason stays on it.

    One that recurs ends with it, unless it is given up for `this_time_only`: then the next time is opened.
    """
    step = _open(step, by=by)
    if not reason.strip():
        raise ValidationError({"dropped_reason": _("Given up because: found nothing, expected the reason.")})
    step.dropped_reason = reason.strip()
    save_step(step, by=by, verb=Verb.CANCELLED)
    if this_time_only:
        open_next(step, by=by)
    return step


@transaction.atomic
def reopen_promise(step: NextStep, *, by) -> NextStep:
    """Take back that it was kept, checked or given up; the next time that it opened goes with it."""
    step = _locked(step, by=by)
    take_back_next(step, by=by)
    step.kept_on, step.kept_by, step.dropped_reason = None, None, ""
    step.checked_on, step.checked_by_name = None, ""
    return save_step(step, by=by, verb=Verb.REOPENED)


# -- with what they hang on: who may do that was asked there --


@transaction.atomic
def rest_promises(steps: models.QuerySet, *, by, on: dt.date) -> list[NextStep]:
    """The open ones among these rest from a day on: not overdue, nobody is reminded. Returns those that do now."""
    resting = list(_held(steps).filter(suspended_on=None))
    for step in resting:
        step.suspended_on = on
        _write(step, Verb.POSTPONED, by=by)
    return resting


@transaction.atomic
def wake_promises(steps: models.QuerySet, *, by, on: dt.date) -> list[NextStep]:
    """Those that rest fall due again; one whose day came while it rested is due on the day of waking."""
    woken = list(_held(steps).exclude(suspended_on=None))
    for step in woken:
        if step.due_on and step.suspended_on <= step.due_on < on:
            step.due_on = on
        step.suspended_on, step.climbed_to = None, None
        _write(step, Verb.REOPENED, by=by)
    return woken


@transaction.atomic
def give_up_promises(steps: models.QuerySet, *, by, reason: str) -> list[NextStep]:
    """The open ones among these are given up for one reason, as when their agreement ends. Returns them."""
    ended = list(_held(steps))
    for step in ended:
        step.dropped_reason, step.suspended_on = reason.strip()[:250], None
        _write(step, Verb.CANCELLED, by=by, reason=step.dropped_reason)
    return ended


@transaction.atomic
def take_up_promises(steps: models.QuerySet, *, by) -> list[NextStep]:
    """Those among these that were given up are open again, as when the end of their agreement is taken back."""
    keys = list(steps.order_by().values_list("pk", flat=True))
    rows = NextStep.objects.given_up().filter(pk__in=keys, kept_on=None)
    taken = list(rows.order_by("pk").select_for_update(of=("self",)))
    for step in taken:
        step.dropped_reason, step.climbed_to = "", None
        _write(step, Verb.REOPENED, by=by)
    return taken


def _held(steps: models.QuerySet) -> models.QuerySet:
    """The open ones, held until the transaction ends, in one order for all who hold several."""
    keys = list(steps.order_by().values_list("pk", flat=True))
    return NextStep.objects.open().filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))


def _write(step: NextStep, verb: Verb, *, by, **details) -> None:
    step.derive()
    step.revision, step.updated_at = step.revision + 1, timezone.now()
    step.save()
    write_trail(verb, step, by=by, details=details)


# -- one promise, held --


def _open(step: NextStep, *, by) -> NextStep:
    step = _locked(step, by=by)
    if step.kept_on:
        facts = {"found": f"{step.kept_on:%d/%m/%Y}"}
        raise ValidationError(_("This promise was kept on %(found)s; expected one that is open.") % facts)
    if step.dropped_reason:
        facts = {"found": step.dropped_reason}
        raise ValidationError(
            _("This promise was given up (“%(found)s”); expected one that is open.") % facts
        )
    return step


def _locked(step: NextStep, *, by) -> NextStep:
    """The row as it stands, held until the transaction ends: two who settle it at once do so in turn."""
    found = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    return found
