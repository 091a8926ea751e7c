"""No agreement lapses unnoticed: told again and again before its end, until somebody decides what follows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.deadlines.rules import number
from portal.notifications.many import tell_many

from ..models import Agreement, ExpiryDecision, LifecycleAct, LifecycleKind, refusal
from ..notices.addressees import Addressees
from ..notices.expiry import expiry_event, expiry_heap
from .checks import locked, no_reason, refuse, refuse_terminated, refuse_unsigned, write_act

#: The rules that say how many days ahead it is told; one that has ended is left out.
RULES = ("A1-first", "A1-second", "A1-third", "A1-last")
NOTICE, OVER = "notice", "over"
BACK = 365  # days after its end: what ended earlier was entered as history, not forgotten
TOLD = 30  # days after its end in which it is still announced that it is over


@dataclass(frozen=True)
class Alarm:
    """One reason to tell of one agreement: a lead time in days, its notice date, or that it is over."""

    agreement: Agreement
    step: str
    ends: dt.date

    @property
    def key(self) -> str:
        return f"agreements/expiry:{self.agreement.pk}:{self.ends.isoformat()}:{self.step}"


def leads_on(on: dt.date) -> list[int]:
    """The lead times in days, the shortest first."""
    return sorted({days for code in RULES if (days := number(code, on)) is not None})


def alarm_of(agreement: Agreement, leads: Sequence[int], on: dt.date) -> Alarm | None:
    """What is to be told of one agreement on a day: the latest mark that it has reached, its notice date among them.

    A day on which the portal stood still loses none; marks that passed before somebody looked are not told one
    after the other. Of a lead time and a notice on the same day the notice is told.
    """
    ends = agreement.term_to
    if ends is None:
        return None
    left = (ends - on).days
    if left < 0:
        return Alarm(agreement, OVER, ends)
    marks = [(days, str(days)) for days in leads]
    if agreement.notice_days:
        marks.insert(0, (agreement.notice_days, NOTICE))
    reached = [(days, step) for days, step in marks if left <= days]
    if not reached:
        return None
    return Alarm(agreement, min(reached, key=lambda mark: mark[0])[1], ends)


def remind_of_expiry(*, on: dt.date) -> int:
    """Tell officers, units and the department of what runs out; how many notices are new.

    One query finds the agreements, each is looked at once; run twice on a day, the second run sends nothing.
    What ended longer ago than `TOLD` stands in the list of what waits for a decision, and is not announced.
    """
    leads = leads_on(on)
    if not leads:
        return 0
    rows = Agreement.objects.awaiting_decision(days=leads[-1], on=on, back=TOLD)
    found = list(rows.select_related("unit", "passed_to", "officer__user").order_by("term_to", "pk"))
    people = Addressees.of(agreement.answers_for_it.pk for agreement in found)
    alarms = [alarm for agreement in found if (alarm := alarm_of(agreement, leads, on))]
    events = [
        expiry_event(alarm.agreement, people, step=alarm.step, key=alarm.key, ends=alarm.ends, on=on)
        for alarm in alarms
    ]
    return tell_many(events, heap=expiry_heap(), on=on)


@transaction.atomic
def decide_expiry(
    agreement: Agreement, *, decision: str, reason: str, by, at: dt.datetime, number: str = ""
) -> LifecycleAct:
    """Decide what follows its end: renew, let it lapse, replace. The reminders end; it may be decided anew.

    Raises ValidationError by field; for an agreement that was never signed, is terminated or has no end.
    """
    agreement = locked(agreement, by=by)
    refuse_unsigned(agreement)
    refuse_terminated(agreement)
    if agreement.ends_on is None:
        raise ValidationError(
            refusal(_later("expires on"), _("nothing"), _("an end, before what follows it is decided"))
        )
    wrong = ""
    if decision not in ExpiryDecision.values:
        wrong = refusal(_later("after its end"), decision or _("nothing"), _("renew, let lapse or replace"))
    refuse(decision=wrong, reason=no_reason(reason))
    agreement.expiry_decision, agreement.expiry_reason = decision, reason.strip()[:300]
    agreement.expiry_decided_on = timezone.localdate(at)
    told = f"{ExpiryDecision(decision).label}: {reason.strip()}"
    return write_act(
        agreement, LifecycleKind.EXPIRY_DECIDED, on=timezone.localdate(at), by=by, at=at, reason=told, number=number,
        effects={"decision": decision},
    )  # fmt: skip
