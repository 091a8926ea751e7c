"""Several units to one conference: their delegations side by side, and who seems to belong to it.

Leaders decide on the whole delegation to an event, not on one request after the other.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from portal.access.scope import visible
from portal.text import fold
from portal.workflow.models import ApprovalStep

from ..models import BudgetLine, Delegation, Direction, Event, Member, Purpose
from ..models.delegation import HOME
from .calendar import DAY, overlapping
from .money import Sum

NEAR = 3 * DAY  # a delegation arrives some days before and leaves some days after
ALIKE, VERY_ALIKE = 55, 80  # of 100: how far two titles share their words
ATTENDING = (Purpose.CONFERENCE, Purpose.MULTILATERAL_MEETING, Purpose.TRAINING)
MOST = 12
CANDIDATES = 300
#: What every title has: it makes no two titles alike.
COMMON = {
    "du",
    "doan",
    "tham",
    "hoi",
    "nghi",
    "thao",
    "dai",
    "phien",
    "hop",
    "quoc",
    "te",
    "cua",
    "va",
    "ve",
    "tai",
    "ban",
    "chap",
    "hanh",
    "cong",
}


# -- side by side --


@dataclass(frozen=True)
class Request:
    """One delegation to the conference, with all that a leader compares."""

    delegation: Delegation
    members: list[Member]
    money: Sum
    step: ApprovalStep | None

    @property
    def size(self) -> int:
        return self.delegation.size or len(self.members)

    @property
    def estimate(self) -> int | None:
        """The sum of its budget, else the cost that was entered."""
        return self.money.estimate if self.money.lines else self.delegation.cost


@dataclass(frozen=True)
class Together:
    rows: list[Request] = field(default_factory=list)

    @property
    def units(self) -> int:
        return len({row.delegation.unit_id for row in self.rows})

    @property
    def people(self) -> int:
        return sum(row.size for row in self.rows)

    @property
    def estimate(self) -> int | None:
        known = [row.estimate for row in self.rows if row.estimate is not None]
        return sum(known) if known else None

    @property
    def without_money(self) -> int:
        """How many state no money: the sum is that of the others."""
        return sum(row.estimate is None for row in self.rows)

    @property
    def undecided(self) -> int:
        return sum(row.step is not None for row in self.rows)

    @property
    def twice(self) -> list[str]:
        """People of ours who stand in several of these delegations."""
        seen: dict[int, list[Member]] = defaultdict(list)
        for row in self.rows:
            for member in row.members:
                if member.person_id:
                    seen[member.person_id].append(member)
        return [found[0].name for found in seen.values() if len({one.delegation_id for one in found}) > 1]


def together(event: Event, user) -> Together:
    """The delegations of all units to this conference that the user sees; five queries, however many there are."""
    rows = Delegation.objects.visible_to(user).live().filter(event=event).select_related("unit")
    found = list(rows.order_by("unit__sort_key", "pk"))
    members, lines, steps = _members(found), _lines(found), _steps(found)
    return Together([
        Request(one, members[one.pk], Sum.of("", lines[one.pk]), steps.get(one.pk)) for one in found
    ])  # fmt: skip


def _members(found: list[Delegation]) -> dict[int, list[Member]]:
    rows: dict[int, list[Member]] = defaultdict(list)
    for member in Member.objects.filter(delegation__in=found).select_related("unit"):
        rows[member.delegation_id].append(member)
    return rows


def _lines(found: list[Delegation]) -> dict[int, list[BudgetLine]]:
    rows: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(delegation__in=found):
        rows[line.delegation_id].append(line)
    return rows


def _steps(found: list[Delegation]) -> dict[int, ApprovalStep]:
    """Who is awaited, of those in approval."""
    rows = ApprovalStep.objects.current().filter(
        approval__target_model=Delegation._meta.label_lower, approval__target_id__in=[one.pk for one in found]
    )
    return {step.approval.target_id: step for step in rows.select_related("approval")}


# -- who seems to belong to it --


@dataclass(frozen=True)
class Match:
    """A delegation and a conference that seem to be one journey; `reasons` say why, `score` sorts."""

    delegation: Delegation
    event: Event
    score: int
    reasons: tuple[str, ...]


def likely_events(delegation: Delegation, user) -> list[Match]:
    """Conferences of the same days that this delegation seems to attend; none once it stands at one. Two queries."""
    days = _days(delegation)
    if delegation.event_id or days is None or delegation.is_archived:
        return []
    prefetch_related_objects([delegation], "partners")
    rows = Event.objects.visible_to(user).live().expected()
    rows = (
        overlapping(rows, days[0] - NEAR, days[1] + NEAR).select_related("unit").prefetch_related("partners")
    )
    return _best(match(delegation, event) for event in rows.order_by("pk")[:CANDIDATES])


def likely_delegations(event: Event, user) -> list[Match]:
    """Delegations of the same days, of any unit, that seem to attend this conference."""
    days = _days(event)
    if days is None or event.is_archived:
        return []
    prefetch_related_objects([event], "partners")
    rows = Delegation.objects.visible_to(user).live().expected().filter(event=None)
    rows = (
        overlapping(rows, days[0] - NEAR, days[1] + NEAR).select_related("unit").prefetch_related("partners")
    )
    return _best(match(delegation, event) for delegation in rows.order_by("pk")[:CANDIDATES])


def _best(found: Iterable[Match | None]) -> list[Match]:
    return sorted(
        (one for one in found if one), key=lambda one: (-one.score, one.delegation.pk, one.event.pk)
    )[:MOST]


def match(delegation: Delegation, event: Event) -> Match | None:
    """None unless days and country agree, and the title, the partner or the kind of purpose speaks for it."""
    if not _is_on_its_way(delegation, event) or not _same_days(delegation, event):
        return None
    alike = likeness(delegation.title, event.title)
    partners = {one.pk for one in delegation.partners.all()} & {one.pk for one in event.partners.all()}
    reasons = [(_("the same days"), 10)]
    if delegation.country and delegation.country == event.country:
        reasons.append((_("the same country"), 20))
    if alike >= ALIKE:
        reasons.append((_("a title alike"), alike))
    if partners:
        reasons.append((_("the same partner"), 30))
    if delegation.purpose in ATTENDING:
        reasons.append((_("it travels to a meeting"), 15))
    score = sum(points for _reason, points in reasons)
    is_likely = alike >= VERY_ALIKE or (len(reasons) >= 3 and (alike >= ALIKE or bool(partners)))
    return (
        Match(delegation, event, score, tuple(reason for reason, _points in reasons)) if is_likely else None
    )


def likeness(first: str, second: str) -> int:
    """0 to 100: how far the words of the shorter title stand in the other, the common ones left out."""
    words = [
        " ".join(word for word in fold(title).split() if word not in COMMON) for title in (first, second)
    ]
    return round(fuzz.token_set_ratio(*words)) if all(words) else 0


def _is_on_its_way(delegation: Delegation, event: Event) -> bool:
    """To a conference abroad one goes out, to one at home guests come; elsewhere nobody is on the way to it."""
    at_home = event.country in ("", HOME)
    if delegation.direction == Direction.OUTGOING:
        return not delegation.country or not event.country or delegation.country == event.country
    return at_home


def _days(record: Delegation | Event) -> tuple[dt.date, dt.date] | None:
    first, last = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    return (first.earliest, last.latest) if first and last and first.precision != "year" else None


def _same_days(delegation: Delegation, event: Event) -> bool:
    ours, theirs = _days(delegation), _days(event)
    return bool(ours and theirs and ours[0] - NEAR <= theirs[1] and theirs[0] <= ours[1] + NEAR)


# -- what it is about --


def opinions_asked(event: Event, user) -> list[ApprovalStep]:
    """The steps of its approvals at which somebody is asked for an opinion, the newest approval first."""
    rows = visible(ApprovalStep, user).filter(
        approval__target_model=Event._meta.label_lower, approval__target_id=event.pk, kind="consult"
    )
    return list(rows.select_related("approval").order_by("-approval_id", "position"))
