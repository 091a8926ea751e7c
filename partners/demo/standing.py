"""Our standing for demonstration: memberships and seats, three years of obligations, candidacies at every stage.

The real memberships of data/real_positions.csv are the ground; what is added names holders and candidates by their
post. Sums of dues are round numbers, not those that the bodies really ask.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from partners.models import (
    Candidacy,
    CandidacyStage,
    ContentTheme,
    GlobalTopic,
    Initiative,
    InitiativeKind,
    Obligation,
    ObligationKind,
    Pledge,
    PledgeState,
    Position,
    PositionKind,
)
from portal.demo.keeping import Row, keep
from portal.demo.world import World, partial
from portal.money.rates import settle
from portal.people.models import Person
from portal.text import PartialDate

from .counterparts import book_of
from .standing_told import CANDIDACIES, INITIATIVES, MEMBERS, SEATS, Member

DUES, REPORT, MEETING = ObligationKind.DUES, ObligationKind.MEMBER_REPORT, ObligationKind.STATUTORY_MEETING


def build_standing(world: World) -> dict[str, int]:
    """Everything of this module, in the order in which one row needs another."""
    return {
        "memberships": keep(world, _memberships(world), spelled_by=()),
        "seats": keep(world, _seats(world), spelled_by=()),
        "obligations": keep(world, _obligations(world), spelled_by=()),
        "candidacies": keep(world, _candidacies(world), spelled_by=()),
        "initiatives": keep(world, _initiatives(world), spelled_by=()),
    }


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, day)


def _partner(world: World, acronym: str):
    """KeyError-free: a body that the register lost is left out of the demonstration."""
    return book_of(world).known(acronym, "", "").partner


def _memberships(world: World) -> Iterator[Row]:
    """Those that no source of the real positions states."""
    for member in MEMBERS:
        partner, key = _partner(world, member.body), f"demo:member:{member.unit}:{member.body}"
        if partner is None or _real_membership(world, member):
            continue
        made = Position(
            unit=world.units[member.unit], partner=partner, kind=PositionKind.MEMBERSHIP, title="Thành viên (tổ chức)",
            starts_on=PartialDate(member.since),
        )  # fmt: skip
        yield Row(world.mark(made, key, world.begins), key)


def _real_membership(world: World, member: Member) -> Position | None:
    rows = Position.objects.live().memberships().exclude(source_key__startswith="demo:")
    return rows.filter(unit=world.units[member.unit], partner__acronym=member.body).order_by("pk").first()


def _seats(world: World) -> Iterator[Row]:
    """Terms around the day: one that ends in four months, one in ten, others later or over."""
    for number, (unit, body, title, post, began, months) in enumerate(SEATS):
        partner, key = _partner(world, body), f"demo:seat:{number}"
        if partner is None:
            continue
        ends = _months_from(world.on, months)
        made = Position(
            unit=world.units[unit], partner=partner, kind=PositionKind.ELECTED_SEAT, title=title, holder_post=post,
            starts_on=PartialDate(ends.year - began, ends.month), ends_on=PartialDate(ends.year, ends.month),
        )  # fmt: skip
        yield Row(world.mark(made, key, world.begins), key)


def _months_from(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1)


@dataclass(frozen=True)
class Owed:
    kind: str
    title: str
    month: int
    day: int


YEARLY = (
    Owed(DUES, "Niên liễm", 3, 31),
    Owed(REPORT, "Báo cáo hoạt động thành viên", 9, 30),
    Owed(MEETING, "Phiên họp thường niên", 11, 15),
)


def _obligations(world: World) -> Iterator[Row]:
    """This year and the two before; the past is done, mostly in time, the running year as far as the day allows."""
    for member in MEMBERS:
        partner = _partner(world, member.body)
        if partner is None:
            continue
        membership = (
            _real_membership(world, member)
            or Position.objects.filter(source_key=f"demo:member:{member.unit}:{member.body}").first()
        )
        for year in range(world.on.year - 2, world.on.year + 1):
            for owed in YEARLY[: member.asks]:
                key = f"demo:owed:{member.unit}:{member.body}:{owed.kind}:{year}"
                made = Obligation(
                    unit=world.units[member.unit], partner=partner, membership=membership, kind=owed.kind,
                    title=owed.title, year=year, due_on=_day(year, owed.month, owed.day),
                )  # fmt: skip
                _fulfil(world, made, member, key)
                yield Row(world.mark(made, key, _day(year, 1, 8)), key)


def _fulfil(world: World, owed: Obligation, member: Member, key: str) -> None:
    """One in six was late; of the running year one in five is still owed after its day."""
    chance = world.chance(key)
    if owed.kind == DUES:
        owed.amount, owed.currency = Decimal(member.dues), member.currency
    done = owed.due_on + dt.timedelta(days=chance.choice((-40, -21, -12, -9, -3, 18)))
    forgotten = owed.year == world.on.year and chance.random() < 0.2
    if done <= world.on and not forgotten:
        owed.done_on = done
        owed.amount_paid = owed.amount
        owed.evidence = (
            f"{chance.randint(20, 400)}/BĐN" if owed.kind != DUES else f"UNC {chance.randint(100, 990)}"
        )
    settle(owed, owed.done_on or min(owed.due_on, world.on))


def _candidacies(world: World) -> Iterator[Row]:
    """One at each stage; who is asked for support follows from the register of partners."""
    seats = {one.title: one for one in Position.objects.filter(source_key__startswith="demo:seat:")}
    for number, told in enumerate(CANDIDACIES):
        partner, key = _partner(world, told.body), f"demo:candidacy:{number}"
        if partner is None:
            continue
        election = _months_from(world.on, told.months)
        unit = world.units[told.unit]
        made = Candidacy(
            unit=unit, partner=partner, seat=told.seat, replaces=seats.get(told.replaces), stage=told.stage,
            rules=told.rules, nominate_by=election - dt.timedelta(days=90), result=told.result,
            election_on=PartialDate(election.year, election.month),
        )  # fmt: skip
        _choose(world, made, told.post)
        row = Row(
            world.mark(made, key, min(world.on, election - dt.timedelta(days=200))), key, owner="candidacy"
        )
        made.updated_at = made.created_at
        row.parts = list(_pledges(world, key)) if told.stage != CandidacyStage.CONSIDERED else []
        yield row


def _choose(world: World, candidacy: Candidacy, post: str) -> None:
    """The person in the pool who holds the post; else the post alone stands for the candidate."""
    if not post:
        return
    person = Person.objects.filter(posts__title=post, posts__unit=candidacy.unit).order_by("pk").first()
    candidacy.candidate = person
    candidacy.candidate_name = person.name if person else post
    candidacy.candidate_post, candidacy.candidate_unit = post, candidacy.unit.name[:200]


FRIENDS = ("LFTU", "CTC", "FNPR", "CITU", "ACFTU", "CCTU", "FPB", "NTUC")


def _pledges(world: World, key: str) -> Iterator[Pledge]:
    chance = world.chance(key, "pledges")
    for acronym in FRIENDS[: chance.randint(5, 8)]:
        if (partner := _partner(world, acronym)) is None:
            continue
        state = chance.choice(
            (PledgeState.PLEDGED, PledgeState.PLEDGED, PledgeState.ASKED, PledgeState.TO_ASK)
        )
        said = world.on - dt.timedelta(days=chance.randint(10, 60)) if state == PledgeState.PLEDGED else None
        yield Pledge(partner=partner, whom="Tổng Thư ký", state=state, said_on=said)


def _initiatives(world: World) -> Iterator[Row]:
    for number, (unit, body, kind, title, forum, theme, topic, months) in enumerate(INITIATIVES):
        partner, key = _partner(world, body), f"demo:initiative:{number:02d}"
        if partner is None:
            continue
        day = _months_from(world.on, -months)
        made = Initiative(
            unit=world.units[unit], partner=partner, kind=InitiativeKind(kind), title=title, forum=forum,
            content_theme=ContentTheme(theme), topic=GlobalTopic(topic), starts_on=partial(day.replace(day=12)),
        )  # fmt: skip
        yield Row(world.mark(made, key, day.replace(day=20)), key)
