"""The gap (domain.md 7.2, 6): what the rank of a partner asks for, against what happened in 12 and 36 months.

It is read at the centre alone: a unit sees its own contacts only, and would read silence where there is none.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from ..models import Level, NextStep, Partner, Touch, TouchKind
from ..querysets.promises import IS_SETTLED, is_overdue
from ..querysets.relationship import reads_at_centre
from .gap_rules import (
    Expected,
    GapRules,
    Seen,
    Verdict,
    breaks_promises,
    months_before,
    months_since,
    rules_in_force,
    shortfall,
)
from .gap_words import sentence

VISITS = (TouchKind.VISIT_OUT, TouchKind.VISIT_IN)
# Letters, calls and matters that arose keep a relation alive; they do not fill its framework.
SLIGHT = (TouchKind.LETTER, TouchKind.CALL, TouchKind.MATTER)


TONES = {Verdict.SILENT: "bad", Verdict.THIN: "wait", Verdict.IN_KEEPING: "ok", Verdict.MORE: "run"}


@dataclass(frozen=True)
class Gap:
    """The comparison for one partner; `sentence` is for a leader, `severity` sorts the worst first."""

    partner_id: int
    verdict: Verdict
    expected: Expected
    seen: Seen
    sentence: str
    severity: int

    @property
    def tone(self) -> str:
        return TONES.get(self.verdict, "neutral")

    @property
    def wants_attention(self) -> bool:
        return self.verdict in (Verdict.SILENT, Verdict.THIN)


def gaps_for(partners: Iterable[Partner], user, on: dt.date) -> dict[int, Gap]:
    """The gap of each partner by its key; nothing for who does not read at the centre. Three queries for any number."""
    if not reads_at_centre(user):
        return {}
    rows = list(partners)
    rules, seen = rules_in_force(on), _seen({row.pk for row in rows}, user, on)
    return {row.pk: judge(row, seen.get(row.pk, Seen()), rules, on) for row in rows}


def gap_of(partner: Partner, user, on: dt.date) -> Gap | None:
    return gaps_for([partner], user, on).get(partner.pk)


def judge(partner: Partner, seen: Seen, rules: GapRules, on: dt.date) -> Gap:
    """Pure: one partner's rank against what was seen."""
    expected = rules.expected(partner)
    verdict = _verdict(expected, seen, rules, on)
    words = sentence(partner, verdict, expected, seen, on)
    return Gap(partner.pk, verdict, expected, seen, words, _severity(verdict, expected, seen))


def _verdict(expected: Expected, seen: Seen, rules: GapRules, on: dt.date) -> Verdict:
    quiet = months_since(seen.last_on, on)
    patience = rules.number("silent") or 12
    if (expected.in_12 and quiet >= patience) or (expected.in_36 and quiet >= max(36, patience)):
        return Verdict.SILENT
    factor = rules.number("more")
    if (
        factor
        and seen.contacts_12 >= factor * max(expected.in_12, 1)
        and seen.contacts_36 >= factor * max(expected.in_36, 1)
    ):
        is_short = seen.high_36 < expected.high_in_36 or breaks_promises(expected, seen)
        return Verdict.THIN if is_short else Verdict.MORE
    if expected.is_nothing:
        return Verdict.UNRANKED
    is_short = any(shortfall(expected, seen)) or breaks_promises(expected, seen)
    return Verdict.THIN if is_short else Verdict.IN_KEEPING


def _severity(verdict: Verdict, expected: Expected, seen: Seen) -> int:
    in_12, in_36, high = shortfall(expected, seen)
    weight = list(Verdict)[::-1].index(verdict)
    promises = min(seen.overdue, 5) + (15 if breaks_promises(expected, seen) else 0)
    return weight * 1000 + min(999, 10 * in_12 + 3 * in_36 + 15 * high + promises)


def _seen(keys: set[int], user, on: dt.date) -> dict[int, Seen]:
    since_12, since_36 = Q(placed_on__gt=months_before(on, 12)), Q(placed_on__gt=months_before(on, 36))
    substance, visit = ~Q(kind__in=SLIGHT), Q(kind__in=VISITS)
    high, department = visit & Q(level=Level.HIGH_LEVEL), visit & Q(level=Level.DEPARTMENT)
    touches = Touch.objects.visible_to(user).done(on=on).filter(partner__in=keys).order_by()
    found = touches.values("partner").annotate(
        contacts_12=Count("pk", filter=since_12 & substance),
        contacts_36=Count("pk", filter=since_36 & substance),
        high_36=Count("pk", filter=since_36 & high),
        department_36=Count("pk", filter=since_36 & department),
        other_visits_36=Count(
            "pk", filter=since_36 & visit & ~Q(level__in=[Level.HIGH_LEVEL, Level.DEPARTMENT])
        ),
        talks_36=Count("pk", filter=since_36 & Q(kind__in=[TouchKind.TALKS, TouchKind.MEETING])),
        joint_36=Count("pk", filter=since_36 & Q(kind=TouchKind.JOINT_WORK)),
        slight_36=Count("pk", filter=since_36 & Q(kind__in=[TouchKind.LETTER, TouchKind.CALL])),
        last_on=Max("placed_on", filter=~Q(kind=TouchKind.MATTER)),
        last_high_on=Max("placed_on", filter=high),
    )
    promises = _promises(keys, user, on)
    counted = {row.pop("partner"): row for row in found}
    return {
        key: Seen(**counted.get(key, {}), **promises.get(key, {})) for key in counted.keys() | promises.keys()
    }


def _promises(keys: set[int], user, on: dt.date) -> dict[int, dict]:
    """Commitments kept in 36 months (important ones: and checked), and those overdue on the day; resting ones wait."""
    steps = NextStep.objects.visible_to(user).live().filter(partner__in=keys).order_by()
    found = steps.values("partner").annotate(
        kept_36=Count("pk", filter=IS_SETTLED & Q(kept_on__gt=months_before(on, 36), kept_on__lte=on)),
        overdue=Count("pk", filter=is_overdue(on)),
    )
    return {row.pop("partner"): row for row in found}
