"""What a rank asks for: how many contacts, how many visits at high level. Dated rules, edited on the rules page."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Rule

from ..models import Partner, PriorityGroup

PREFIX = "G-"
NEVER = 999  # months


@dataclass(frozen=True)
class Expected:
    """What is expected of a partner: contacts of substance in 12 and 36 months, high-level visits in 36.

    `kept_percent` of the promises that fell due are to be kept, once there are `kept_from` of them.
    """

    in_12: int
    in_36: int
    high_in_36: int
    kept_percent: int = 0
    kept_from: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.in_12 or self.in_36 or self.high_in_36)


@dataclass(frozen=True)
class Seen:
    """What happened up to a day. Contacts are those of substance; `last_on` is the last of any kind.

    Promises are those of both sides: kept in 36 months, and open past their day. One given up with a reason is neither.
    """

    contacts_12: int = 0
    contacts_36: int = 0
    high_36: int = 0
    department_36: int = 0
    other_visits_36: int = 0
    talks_36: int = 0
    joint_36: int = 0
    slight_36: int = 0
    kept_36: int = 0
    overdue: int = 0
    last_on: dt.date | None = None
    last_high_on: dt.date | None = None

    @property
    def due_36(self) -> int:
        """Promises that were to be kept by the day."""
        return self.kept_36 + self.overdue


class Verdict(models.TextChoices):
    """Worst first."""

    SILENT = "silent", _("silent")
    THIN = "thin", _("thin for its rank")
    IN_KEEPING = "in_keeping", _("in keeping with its rank")
    MORE = "more", _("more than its rank")
    UNRANKED = "unranked", _("no rank recorded")


@dataclass(frozen=True)
class GapRules:
    """The numbers in force on one day, by the rest of their code: `special-12`, `focus-36`, `silent`, `more`."""

    numbers: dict[str, int]

    def number(self, code: str) -> int:
        """0 where an administrator has ended the rule: then it asks for nothing."""
        return self.numbers.get(code, 0)

    def expected(self, partner: Partner) -> Expected:
        """By level; what a focus partner and a priority group ask for comes on top. No level and no focus: no rank."""
        level = partner.relationship_level
        if not level and not partner.is_focus:
            return Expected(0, 0, 0)
        more = ["focus"] if partner.is_focus else []
        more += ["group"] if partner.priority_group != PriorityGroup.OTHER else []
        return Expected(
            sum(self.number(f"{one}-12") for one in [level, *more]),
            sum(self.number(f"{one}-36") for one in [level, *more]),
            self.number(f"{level}-high") + (self.number("focus-high") if partner.is_focus else 0),
            self.number("kept"),
            self.number("kept-from"),
        )


def rules_in_force(on: dt.date) -> GapRules:
    """One query."""
    rows = Rule.objects.in_force(on).filter(code__startswith=PREFIX).values_list("code", "number")
    return GapRules({code.removeprefix(PREFIX): number or 0 for code, number in rows})


def shortfall(expected: Expected, seen: Seen) -> tuple[int, int, int]:
    """How many are missing: contacts in 12 months, in 36 months, high-level visits in 36 months."""
    return (
        max(0, expected.in_12 - seen.contacts_12),
        max(0, expected.in_36 - seen.contacts_36),
        max(0, expected.high_in_36 - seen.high_36),
    )


def breaks_promises(expected: Expected, seen: Seen) -> bool:
    """Whether fewer of the promises due were kept than the rule asks for; too few promises say nothing."""
    is_told = seen.due_36 >= max(1, expected.kept_from)
    return is_told and 100 * seen.kept_36 < expected.kept_percent * seen.due_36


def months_since(day: dt.date | None, on: dt.date) -> int:
    """Whole months between; `NEVER` for no day."""
    if day is None:
        return NEVER
    return (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)


def months_before(on: dt.date, months: int) -> dt.date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return dt.date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
