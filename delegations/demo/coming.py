"""What stands in the calendar: guests of the day, and what is expected in the next six weeks."""

import datetime as dt
from collections.abc import Iterator

from delegations.demo import stories
from delegations.models import Planned, State
from partners.demo.counterparts import book_of
from portal.demo.keeping import Row
from portal.demo.world import AHEAD, CENTRE, World

from .made import delegation, delegation_row, event, event_row, told

DAY = dt.timedelta(days=1)
FROM_TODAY = (0, 0, 1, 3, 7, 12, 20, 33)  # days ahead of what the centre expects
A_UNIT_IN = 4  # every fourth unit at the border expects somebody, and those with an account


def visits_of_units(world: World) -> Iterator[Row]:
    for number, unit in enumerate(world.reporting):
        if (unit.is_border and number % A_UNIT_IN == 0) or world.officer_of(unit):
            chance = world.chance("coming", unit.code, world.on.year)
            there = book_of(world).of(unit)[0]
            day = world.working_day(world.on + DAY * chance.randint(5, AHEAD.days - 6))
            record = delegation(world, chance, unit, chance.choice(told(unit, there)), there, day)
            record.planned = Planned.IN_PLAN
            yield delegation_row(world, record, there, f"demo:coming:{unit.code}", chance)


def visits_of_the_running_period(world: World) -> Iterator[Row]:
    """What the units with accounts have to report now, so that figures are proposed to whoever tries it."""
    first, last = world.running.starts_on, world.running.ends_on
    for unit in filter(world.officer_of, world.reporting):
        chance = world.chance("running", unit.code, world.on.year)
        there = book_of(world).of(unit)[0]
        for number, day in enumerate(world.days(chance, 3, first + 7 * DAY, last - 10 * DAY)):
            record = delegation(world, chance, unit, told(unit, there)[number], there, day)
            record.state = State.DONE
            yield delegation_row(world, record, there, f"demo:running:{unit.code}:{number}", chance)


def visits_of_the_centre(world: World) -> Iterator[Row]:
    """Guests today and tomorrow, and who comes or leaves soon."""
    unit = world.units[CENTRE]
    chance = world.chance("coming", CENTRE, world.on.year)
    counterparts = book_of(world).of(unit)
    guests = [story for story in stories.CENTRE if story.direction == stories.IN and not story.region]
    for number, ahead in enumerate(FROM_TODAY):
        there = counterparts[number]
        day = world.working_day(world.on + DAY * ahead) if ahead else world.on
        story = guests[1] if ahead == 0 else chance.choice(guests if number % 2 else told(unit, there))
        record = delegation(world, chance, unit, story, there, day)
        record.state = State.ONGOING if ahead == 0 else State.PLANNED
        yield delegation_row(world, record, there, f"demo:coming:{CENTRE}:{number:02d}", chance)


def conferences_of_the_centre(world: World) -> Iterator[Row]:
    unit = world.units[CENTRE]
    chance = world.chance("coming conferences", CENTRE, world.on.year)
    for number, meeting in enumerate(stories.MEETINGS[:2]):
        there = book_of(world).of(unit)[-1 - number]
        day = world.working_day(world.on + DAY * (9 + 14 * number))
        record = event(world, chance, unit, meeting, there, day)
        yield event_row(world, record, there, f"demo:coming:{CENTRE}:event:{number}")
