"""Where we sit: each international body with our seats, what we owe it, who stands, what we put forward.

Seven queries, however many bodies there are. Everything is read as one user sees it. Source of the columns:
domain.md 3 (annexes VIII and IX) and 7.2 (rows 1, 2, 18).
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.text import fold, sort_key

from ..models import Candidacy, Initiative, Obligation, ObligationKind, Partner, Position, PositionKind
from .initiatives import term_begins


class Role(models.TextChoices):
    """What we are in a body."""

    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    TAKES_PART = "takes_part", _("takes part")


OBSERVING = "quan sat vien"


@dataclass
class Body:
    """One body; `partner` is None for a name that no row of the register has yet."""

    name: str
    partner: Partner | None
    memberships: list[Position] = field(default_factory=list)
    seats: list[Position] = field(default_factory=list)
    roles: list[Position] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    candidacies: list[Candidacy] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    in_term: int = 0

    @property
    def standing(self) -> Role | None:
        """Member, observer or one who takes part; None where only a candidacy or an initiative is recorded."""
        if self.memberships:
            return Role.MEMBER
        titles = [fold(role.title) for role in self.roles]
        if any(OBSERVING in title for title in titles):
            return Role.OBSERVER
        return Role.TAKES_PART if self.seats or self.roles else None

    def owed(self, kind: str) -> list[Obligation]:
        return [one for one in self.obligations if one.kind == kind]

    @property
    def dues(self) -> list[Obligation]:
        return self.owed(ObligationKind.DUES)


@dataclass(frozen=True)
class Standing:
    """All bodies in the order of their names, as they stood in `year` (on `on`, its last day or today)."""

    year: int
    on: dt.date
    bodies: list[Body]

    def all_of(self, name: str) -> list:
        return [one for body in self.bodies for one in getattr(body, name)]


def standing_of(user, *, year: int, today: dt.date) -> Standing:
    """Our standing as `user` may see it: positions held at the end of the year (or today), what belongs to it."""
    on = min(today, dt.date(year, 12, 31))
    bodies: dict = {}
    _add_positions(bodies, Position.objects.visible_to(user), on)
    _add(bodies, "obligations", Obligation.objects.visible_to(user).of_year(year).order_by("due_on", "pk"))
    _add(bodies, "candidacies", _candidacies(user, year, today))
    _add_initiatives(bodies, Initiative.objects.visible_to(user), year, on)
    ordered = sorted(bodies.values(), key=lambda body: (body.partner is None, sort_key(body.name)))
    return Standing(year, on, ordered)


def _body(bodies: dict, partner: Partner | None, written: str = "") -> Body:
    key = partner.pk if partner else fold(written)
    if key not in bodies:
        bodies[key] = Body(str(partner) if partner else written, partner)
    return bodies[key]


def _add_positions(bodies: dict, positions, on: dt.date) -> None:
    places = defaultdict(
        lambda: "roles", {PositionKind.MEMBERSHIP: "memberships", PositionKind.ELECTED_SEAT: "seats"}
    )
    rows = positions.live().held(on=on).exclude(kind=PositionKind.CANDIDACY).select_related("partner", "unit")
    for row in rows.order_by("unit__sort_key", "starts_on", "pk"):
        getattr(_body(bodies, row.partner, row.organisation_written), places[row.kind]).append(row)


def _add(bodies: dict, name: str, rows) -> None:
    for row in rows.live().select_related("partner", "unit"):
        getattr(_body(bodies, row.partner), name).append(row)


def _candidacies(user, year: int, today: dt.date):
    """Under way in the running year; of another year those whose election fell into it."""
    rows = (
        Candidacy.objects.visible_to(user)
        .with_counts()
        .select_related("candidate", "replaces")
        .prefetch_related("candidate__skills")
    )
    chosen = Q(election_on__startswith=str(year))
    if year == today.year:
        chosen |= Q(stage__in=("considered", "nominated", "campaign"))
    return rows.filter(chosen).order_by("nominate_by", "pk")


def _add_initiatives(bodies: dict, initiatives, year: int, on: dt.date) -> None:
    since = min(term_begins(on), dt.date(year, 1, 1))
    rows = initiatives.filter(placed_to__gte=since, placed_to__lte=dt.date(year, 12, 31))
    for row in rows.live().select_related("partner").order_by("-placed_to", "pk"):
        body = _body(bodies, row.partner)
        body.in_term += 1
        if row.placed_to.year == year:
            body.initiatives.append(row)


def won_and_lost(user, *, since: dt.date) -> tuple[int, int]:
    """Elections won and lost since that day, as far as their day of election is known."""
    rows = Candidacy.objects.visible_to(user).live().filter(election_on__gte=since.isoformat()[:4])
    stages = list(rows.values_list("stage", flat=True))
    return stages.count("elected"), stages.count("not_elected")
