"""What stands in the calendar: guests of the day, and what is expected in the next six weeks."""

import datetime as dt

from delegations.demo import stories
from delegations.models import Planned, State
from partners.demo.counterparts import book_of
from portal.demo.world import AHEAD, CENTRE, World

from .made import delegation, event, keep_delegation, keep_event, told

DAY = dt.timedelta(days=1)
FROM_TODAY = (0, 0, 1, 3, 7, 12, 20, 33)  # days ahead of what the centre expects
A_UNIT_IN = 4  # every fourth unit expects somebody


def build_coming(world: World) -> int:
    added = _at_the_centre(world)
    for number, unit in enumerate(world.reporting):
        if unit.is_border and number % A_UNIT_IN == 0 or world.officer_of(unit):
            chance = world.chance("coming", unit.code, world.on.year)
            there = book_of(world).of(unit)[0]
            story = chance.choice(told(unit, there))
            day = world.working_day(world.on + DAY * chance.randint(5, AHEAD.days - 4))
            row = delegation(world, chance, unit, story, there, day)
            row.planned = Planned.IN_PLAN
            added += keep_delegation(world, row, there, f"demo:coming:{unit.code}", chance)
    return added


def _at_the_centre(world: World) -> int:
    """Guests today and tomorrow, a delegation that leaves soon, a conference to come."""
    unit, added = world.units[CENTRE], 0
    chance = world.chance("coming", CENTRE, world.on.year)
    counterparts = book_of(world).of(unit)
    guests = [story for story in stories.CENTRE if story.direction == stories.IN and not story.region]
    for number, ahead in enumerate(FROM_TODAY):
        there = counterparts[number % len(counterparts)]
        story = guests[1] if ahead == 0 else chance.choice(guests if number % 2 else told(unit, there))
        row = delegation(world, chance, unit, story, there, world.on + DAY * ahead)
        row.state = State.ONGOING if ahead == 0 else State.PLANNED
        added += keep_delegation(world, row, there, f"demo:coming:{CENTRE}:{number:02d}", chance)
    for number, meeting in enumerate(stories.MEETINGS[:2]):
        there = counterparts[-1 - number]
        row = event(
            world, chance, unit, meeting, there, world.working_day(world.on + DAY * (9 + 14 * number))
        )
        added += keep_event(world, row, there, f"demo:coming:{CENTRE}:event:{number}")
    return added
