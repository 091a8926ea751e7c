"""Talks of two years with the partners of each unit, what was promised there, and matters that arose."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from partners.models import Attendee, Interaction, Level, Matter, MatterState, NextStep, Side
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World, partial
from portal.units.models import Unit

from . import talks
from .counterparts import Counterpart, book_of
from .talks import Arisen, Talk

DAY = dt.timedelta(days=1)
TWO_YEARS = 730
OF_THE_CENTRE, OF_A_UNIT, UNITS = 36, 3, 8
DESK = "tld.canbo1"  # who looks after what the Confederation promised


def build_interactions(world: World) -> dict[str, int]:
    rows = [row for unit, count in talking_units(world) for row in talks_of(world, unit, count)]
    fresh = [row for row in rows if not world.knows(Interaction, row.key)]
    kept = keep(world, rows, spelled_by=("partners__names", "attendees"))
    steps = [step for row in fresh for step in steps_of(world, row)]
    return {
        "talks": kept,
        "promises": keep(world, steps, spelled_by=("partner__names",)),
        "matters": keep(world, matters(world), spelled_by=("partner__names",)),
    }


def talking_units(world: World) -> list[tuple[Unit, int]]:
    """The Confederation, and units at the border or with an account."""
    near = [unit for unit in world.reporting if unit.is_border or world.officer_of(unit)]
    near.sort(key=lambda unit: (world.officer_of(unit) is None, unit.code))
    return [(world.units[CENTRE], OF_THE_CENTRE), *((unit, OF_A_UNIT) for unit in near[:UNITS])]


def known_partners(world: World, unit: Unit) -> list[Counterpart]:
    """Those of a unit that stand in the register, and are not in our own country."""
    return [there for there in book_of(world).of(unit) if there.partner and there.country != "VN"]


def talks_of(world: World, unit: Unit, count: int) -> Iterator[Row]:
    chance = world.chance("talks", unit.code, world.on.year)
    counterparts = known_partners(world, unit)
    if not counterparts:
        return
    days = world.days(chance, count, world.on - TWO_YEARS * DAY, world.on - 2 * DAY)
    for number, day in enumerate(days):
        there = counterparts[min(int(chance.expovariate(0.35)), len(counterparts) - 1)]
        talk = chance.choice(talks.OF_THE_CENTRE if unit.is_central else talks.OF_UNITS)
        yield talk_row(
            world, world.living(unit, day), there, talk, day, f"demo:talk:{unit.code}:{number:02d}"
        )


def talk_row(world: World, unit: Unit, there: Counterpart, talk: Talk, day: dt.date, key: str) -> Row:
    words = {"p": there.partner.name_vi, "u": unit.short_name}
    record = Interaction(
        unit=unit, kind=talk.kind, title=talk.title.format(**words)[:300], starts_on=partial(day), flow=talk.flow,
        level=talk.level, mode="online" if talk.kind == "call" else "in_person",
        place="" if talk.kind in ("call", "letter") else unit.province_name or "Hà Nội",
        they_asked=talk.asked, promised=talk.promised.format(**words), outcome=talk.outcome,
    )  # fmt: skip
    world.mark(record, key, day + DAY)
    parts = [] if talk.kind == "letter" else attendees(unit, there, talk.level)
    return Row(record, key, {"partners": [there.partner]}, parts, owner="interaction")


def attendees(unit: Unit, there: Counterpart, level: str) -> list[Attendee]:
    """Both sides by their posts: there are no names in a demonstration."""
    ours = [(Side.OURS, post, unit.name) for post in talks.OUR_POSTS[Level(level)]]
    theirs = [(Side.THEIRS, post, there.name) for post in talks.THEIR_POSTS[Level(level)]]
    return [
        Attendee(side=side, name=post, organisation=organisation[:250])
        for side, post, organisation in (*ours, *theirs)
    ]


def steps_of(world: World, row: Row) -> Iterator[Row]:
    """What was promised at a talk, and what came of it by the day of the portal."""
    talk, partner = row.record, row.many["partners"][0]
    story = next(one for one in (*talks.OF_THE_CENTRE, *talks.OF_UNITS) if one.asked == talk.they_asked)
    for number, (whose, text) in enumerate(story.steps):
        chance = world.chance("step", row.key, number)
        day = talk.starts_on.earliest
        due = world.working_day(day + DAY * chance.randint(20, 150))
        officer = world.officer_of(talk.unit) or (world.people.get(DESK) if talk.unit.is_central else None)
        step = NextStep(
            unit=talk.unit, partner=partner, interaction=talk, whose=whose, text=text, due_on=due,
            owner=getattr(officer, "person", None),
        )  # fmt: skip
        settle(chance, step, due, world.on)
        key = f"{row.key}:{number}"
        yield Row(world.mark(step, key, day + DAY), key)


def settle(chance: Random, step: NextStep, due: dt.date, on: dt.date) -> None:
    """Most are kept, about their day; few are given up; some are overdue."""
    fate = chance.random()
    if fate < 0.85 and due + 10 * DAY < on:
        step.kept_on = due + DAY * chance.randint(-8, 9)
        step.evidence = chance.choice(talks.EVIDENCE)
    elif fate < 0.93 and due < on:
        step.dropped_reason = chance.choice(talks.GIVEN_UP)


def matters(world: World) -> Iterator[Row]:
    units = [unit for unit in world.reporting if unit.is_border and known_partners(world, unit)]
    units.sort(key=lambda unit: (world.officer_of(unit) is None, unit.code))
    centre = world.units[CENTRE]
    pairs = [(centre, told) for told in talks.OF_THE_CENTRE_MATTERS]
    pairs += list(zip(units, talks.OF_UNITS_MATTERS, strict=False))
    for number, (unit, told) in enumerate(pairs):
        there = known_partners(world, unit)[:1]
        if there:
            yield matter_row(world, unit, there[0], told, f"demo:matter:{number:02d}")


def matter_row(world: World, unit: Unit, there: Counterpart, told: Arisen, key: str) -> Row:
    day = world.on - told.days_ago * DAY
    words = {"p": there.partner.name_vi}
    record = Matter(
        unit=unit, partner=there.partner, country=there.country, title=told.title.format(**words)[:250],
        summary=told.summary.format(**words), handler=told.handler, response=told.response.format(**words),
        result=told.result, state=MatterState.CLOSED if told.result else MatterState.OPEN,
        starts_on=partial(day), reported_at=world.at(day, 16, 30) if told.is_reported else None,
    )  # fmt: skip
    return Row(world.mark(record, key, day), key)
