"""Registration of foreign NGOs in Viet Nam (Nghị định 58/2022): how long before its end the portal warns."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Partner

RULE = "N1"


def warned_days(on: dt.date) -> int:
    """Days before the end from which a registration is warned of (rule N1); 0 where the rule has ended."""
    return number(RULE, on) or 0


def has_ended(partner: Partner, on: dt.date) -> bool:
    return partner.registration_expires_on is not None and partner.registration_expires_on < on


def is_ending(partner: Partner, on: dt.date) -> bool:
    """Whether the registration runs out soon, or has run out. Asks the rules only for partners that have one."""
    ends = partner.registration_expires_on
    return ends is not None and (ends < on or ends <= on + dt.timedelta(days=warned_days(on)))
