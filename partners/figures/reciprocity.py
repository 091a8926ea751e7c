"""The ledger of reciprocity: visits each way by year and level, who paid, and whose turn it is."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Count, Max
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from ..models import Level, Partner, Payer, Touch, TouchKind
from .gap_rules import rules_in_force

OUT, IN = TouchKind.VISIT_OUT, TouchKind.VISIT_IN
YEARS = 5  # where the rule has ended


@dataclass
class Way:
    """Visits in one direction: all, those of each level, those that each side paid."""

    count: int = 0
    levels: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    payers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    last_on: dt.date | None = None

    @property
    def high(self) -> int:
        return self.levels.get(Level.HIGH_LEVEL, 0)

    def add(self, row: dict) -> None:
        self.count += row["count"]
        self.levels[row["level"]] += row["count"]
        self.payers[row["payer"]] += row["count"]
        self.last_on = max(filter(None, [self.last_on, row["last"]]), default=None)

    def level_words(self) -> str:
        """ "2 đoàn cấp cao, 1 đoàn cấp ban" """
        return _counted(self.levels, dict(Level.choices), _("level not recorded"))

    def payer_words(self) -> str:
        """ "1 ta chi, 2 chưa ghi bên chi"; "" where nobody wrote it down."""
        if not any(count for payer, count in self.payers.items() if payer):
            return ""
        return _counted(self.payers, dict(Payer.choices), _("payer not recorded"))


@dataclass
class Year:
    """One year; `year` is None for visits without a date."""

    year: int | None
    ours: Way = field(default_factory=Way)
    theirs: Way = field(default_factory=Way)


@dataclass(frozen=True)
class Ledger:
    """All years, the newest first, and the balance since `since`, in one sentence."""

    years: list[Year]
    ours: Way
    theirs: Way
    since: int
    sentence: str

    def __bool__(self) -> bool:
        return bool(self.years)


def ledger_of(partner: Partner, user, on: dt.date) -> Ledger:
    """Visits that took place, as far as `user` sees them. Two queries."""
    rows = (
        Touch.objects.visible_to(user)
        .done(on=on)
        .filter(partner=partner, kind__in=[OUT, IN])
        .order_by()
        .annotate(year=ExtractYear("placed_on"))
        .values("year", "kind", "level", "payer")
        .annotate(count=Count("pk"), last=Max("placed_on"))
    )
    since = on.year - (rules_in_force(on).number("ledger") or YEARS) + 1
    return balance(list(rows), since)


def balance(rows: list[dict], since: int) -> Ledger:
    """Pure: rows of {year, kind, level, payer, count, last} to the ledger."""
    years: dict[int | None, Year] = {}
    ours, theirs = Way(), Way()
    for row in rows:
        year = years.setdefault(row["year"], Year(row["year"]))
        (year.ours if row["kind"] == OUT else year.theirs).add(row)
        if row["year"] is not None and row["year"] >= since:
            (ours if row["kind"] == OUT else theirs).add(row)
    newest_first = sorted(years.values(), key=lambda one: one.year or 0, reverse=True)
    return Ledger(newest_first, ours, theirs, since, _sentence(ours, theirs, since))


def _sentence(ours: Way, theirs: Way, since: int) -> str:
    if not ours.count and not theirs.count:
        return _("Since %(year)s no visit either way is on record.") % {"year": since}
    facts = {
        "year": since, "ours": ours.count, "ours_high": ours.high, "theirs": theirs.count,
        "theirs_high": theirs.high, "turn": _turn(ours, theirs),
    }  # fmt: skip
    return (
        _(
            "Since %(year)s we visited them %(ours)s times (%(ours_high)s at high level), they visited us "
            "%(theirs)s times (%(theirs_high)s at high level); %(turn)s."
        )
        % facts
    )


class Turn(Enum):
    """Whose visit comes next."""

    THEIRS = "theirs"
    OURS = "ours"
    EVEN = "even"


def turn_of(ours: Way, theirs: Way) -> Turn:
    """Visits at high level weigh first, then all visits; EVEN where both are the same."""
    difference = ours.high - theirs.high or ours.count - theirs.count
    if not difference:
        return Turn.EVEN
    return Turn.THEIRS if difference > 0 else Turn.OURS


def _turn(ours: Way, theirs: Way) -> str:
    """Where both are even, who came last is visited next."""
    turn = turn_of(ours, theirs)
    if turn is not Turn.EVEN:
        return turn_words(turn)
    if ours.last_on == theirs.last_on:
        return turn_words(turn)
    last_was_ours = theirs.last_on is None or (ours.last_on is not None and ours.last_on > theirs.last_on)
    return _("the account is even, %(turn)s") % {
        "turn": turn_words(Turn.THEIRS if last_was_ours else Turn.OURS)
    }


def turn_words(turn: Turn) -> str:
    return {
        Turn.THEIRS: _("it is their turn to come"), Turn.OURS: _("it is our turn to go"),
        Turn.EVEN: _("the account is even"),
    }[turn]  # fmt: skip


def _inside(label) -> str:
    """A label inside a sentence begins with a small letter."""
    text = str(label)
    return text[:1].lower() + text[1:]


def _counted(counts: dict[str, int], labels: dict, unknown: str) -> str:
    """In the order of the labels; what is not recorded last."""
    found = [
        f"{counts[value]} {_inside(label)}" for value, label in labels.items() if value and counts.get(value)
    ]
    return ", ".join(found + ([f"{counts['']} {unknown}"] if counts.get("") else []))
