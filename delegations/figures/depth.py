"""Is contact more than protocol (domain.md 7.2, question 7)?"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from partners.models import InteractionKind

from ..models import Commitment, Direction, FollowUp, Mode, Purpose
from ..querysets import DelegationQuerySet
from .records import Days

#: What delegations work on, against what they do out of courtesy; purposes in neither set say nothing about it.
WORKING = (Purpose.BILATERAL_VISIT, Purpose.EXCHANGE, Purpose.TRAINING, Purpose.ONLINE_TALKS)
WORKING_TALKS = (InteractionKind.TALKS, InteractionKind.JOINT_WORK)


@dataclass(frozen=True)
class Visits:
    """Visits out and in of some days: `both` left a commitment and follow-up, `promised` and `followed` one of them."""

    all: int = 0
    both: int = 0
    promised: int = 0
    followed: int = 0
    working: int = 0
    courtesy: int = 0

    @property
    def deep(self) -> int:
        return self.both + self.promised + self.followed

    @property
    def neither(self) -> int:
        return self.all - self.deep


def visits(rows: DelegationQuerySet, now: Days, before: Days) -> tuple[Visits, Visits]:
    """(these days, the same of the year before); delegations out and in that took place in person. One query."""
    marked = _marked(rows).filter(placed_to__gte=before[0])
    asked = {}
    for name, days in (("now", now), ("before", before)):
        inside = Q(placed_from__gte=days[0], placed_to__lte=days[1])
        asked |= {f"{name}_{part}": Count("pk", filter=inside & filled) for part, filled in PARTS.items()}
    found = marked.aggregate(**asked)
    ways = ({part: found[f"{name}_{part}"] for part in PARTS} for name in ("now", "before"))
    first, second = (Visits(**way) for way in ways)
    return first, second


PARTS = {
    "all": Q(),
    "both": Q(has_promise=True, has_follow_up=True),
    "promised": Q(has_promise=True, has_follow_up=False),
    "followed": Q(has_promise=False, has_follow_up=True),
    "working": Q(purpose__in=WORKING),
    "courtesy": Q(purpose=Purpose.COURTESY_CALL),
}


def without_result(rows: DelegationQuerySet, days: Days) -> DelegationQuerySet:
    """Visits of the days that left neither a commitment nor follow-up, the latest first."""
    found = _marked(rows).within(*days).filter(has_promise=False, has_follow_up=False)
    return found.order_by("-placed_to", "-pk")


def _marked(rows: DelegationQuerySet) -> DelegationQuerySet:
    held = rows.live().held().exclude(mode=Mode.ONLINE).exclude(direction=Direction.DOMESTIC)
    promises = Commitment.objects.filter(delegation=OuterRef("pk"), step__archived_at=None)
    tasks = FollowUp.objects.live().filter(delegation=OuterRef("pk"))
    return held.order_by().annotate(has_promise=Exists(promises), has_follow_up=Exists(tasks))


def working_talks(interactions, now: Days, before: Days) -> tuple[int, int]:
    """Talks and joint work in the register of talks: of these days, and of the same of the year before. One query."""
    rows = interactions.live().filter(kind__in=WORKING_TALKS).order_by()
    found = rows.aggregate(
        now=Count("pk", filter=Q(placed_from__gte=now[0], placed_to__lte=now[1])),
        before=Count("pk", filter=Q(placed_from__gte=before[0], placed_to__lte=before[1])),
    )
    return found["now"], found["before"]
