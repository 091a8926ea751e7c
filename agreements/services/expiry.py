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

from ..models import Agreement, ExpiryDecision, LifecycleAct, LifecycleKind, refusal
from ..notices.expiry import Addressees, tell_expiry
from .checks import locked, no_reason, refuse, refuse_terminated, refuse_unsigned, write_act

#: The rules that say how many days ahead it is told; one that has ended is left out.
RULES = ("A1-first", "A1-second", "A1-third", "A1-last")
NOTICE, OVER = "notice", "over"
BACK = 365  # days after its end: what ended earlier was entered as history, not forgotten


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


def alarms_of(agreement: Agreement, leads: Sequence[int], on: dt.date) -> list[Alarm]:
    """What is to be told of one agreement on a day: the nearest lead time that it has reached, and its notice date.

    A day on which the portal stood still loses none.
    """
    ends = agreement.term_to
    if ends is None:
        return []
    left = (ends - on).days
    if left < 0:
        return [Alarm(agreement, OVER, ends)]
    found = []
    if (lead := next((days for days in leads if left <= days), None)) is not None:
        found.append(Alarm(agreement, str(lead), ends))
    if agreement.notice_days and left <= agreement.notice_days:
        found.append(Alarm(agreement, NOTICE, ends))
    return found


@transaction.atomic
def remind_of_expiry(*, on: dt.date) -> int:
    """Tell officers, units and the department of what runs out; how many notices are new.

    One query finds the agreements, each is looked at once; run twice on a day, the second run sends nothing.
    """
    leads = leads_on(on)
    if not leads:
        return 0
    rows = Agreement.objects.awaiting_decision(days=leads[-1], on=on, back=BACK)
    found = rows.select_related("unit", "passed_to", "officer__user").order_by("term_to", "pk")
    alarms = [alarm for agreement in found for alarm in alarms_of(agreement, leads, on)]
    people = Addressees.of([alarm.agreement for alarm in alarms], keys=[alarm.key for alarm in alarms])
    return sum(len(_tell(alarm, people, on)) for alarm in alarms)


def _tell(alarm: Alarm, people: Addressees, on: dt.date) -> list:
    untold = people.untold(alarm.agreement, alarm.key)
    if not untold:
        return []
    return tell_expiry(alarm.agreement, untold, step=alarm.step, key=alarm.key, on=on)


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
