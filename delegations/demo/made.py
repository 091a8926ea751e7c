"""Delegations and conferences made for demonstration: so many a year for each kind of unit, told by chance."""

import datetime as dt
from random import Random

from delegations.models import Delegation, Direction, Event, FundingSource, Leg, Mode, OurRole, Planned, State
from delegations.services import save_delegation, save_event
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.world import World, partial
from portal.units.models import Unit, UnitType

from . import stories
from .stories import Meeting, Story

DAY = dt.timedelta(days=1)
DAILY = 4_500_000  # đồng for one person and day abroad


def rate(unit: Unit) -> tuple[float, float]:
    """(delegations, conferences) a year: many at the centre and the border, few or none inland."""
    if unit.is_central:
        return 16, 5
    if unit.is_border:
        return 3.2, 0.3
    if unit.province_name in ("Hà Nội", "Hồ Chí Minh"):
        return 3.5, 0.6
    return (0.8, 0.15) if unit.unit_type == UnitType.PROVINCIAL_FEDERATION else (1.2, 0.25)


def told(unit: Unit, there: Counterpart) -> list[Story]:
    """The stories that fit a unit and its counterpart."""
    if unit.is_central:
        tales = stories.CENTRE
    elif unit.unit_type != UnitType.PROVINCIAL_FEDERATION:
        tales = stories.BRANCH
    else:
        tales = stories.BORDER if there.region else stories.INLAND
    return [story for story in tales if story.region in ("", there.country)]


def number_of(chance: Random, a_year: float, first: dt.date, last: dt.date) -> int:
    """A whole number whose mean is the yearly rate times the years."""
    expected = a_year * (last - first).days / 365
    return int(expected + chance.random())


def make_delegations(world: World, unit: Unit) -> int:
    chance = world.chance("delegations", unit.code, world.on.year)
    first, added = world.begins, 0
    counterparts = book_of(world).of(unit)
    count = number_of(chance, rate(unit)[0], first, world.on)
    for number, day in enumerate(world.days(chance, count, first, world.on - 2 * DAY)):
        there = counterparts[min(int(chance.expovariate(0.5)), len(counterparts) - 1)]
        story = chance.choice(told(unit, there))
        row = delegation(world, chance, unit, story, there, day)
        added += keep_delegation(world, row, there, f"demo:delegation:{unit.code}:{number:03d}", chance)
    return added


def delegation(
    world: World, chance: Random, unit: Unit, story: Story, there: Counterpart, starts: dt.date
) -> Delegation:
    """One delegation as an officer would have entered it: gaps are normal, a missing number is not zero."""
    ends = starts + DAY * (chance.randint(*story.days) - 1)
    size = chance.randint(*story.size) if chance.random() > 0.2 else None
    women = chance.randint(0, size * 2 // 3) if size and chance.random() > 0.15 else None
    leads = world.living(unit, ends)
    is_out, is_online = story.direction == Direction.OUTGOING, story.mode == Mode.ONLINE
    at_home = leads.province_name or "Hà Nội"
    row = Delegation(
        unit=leads, direction=story.direction, mode=story.mode, purpose=story.purpose, level=story.level,
        title=story.title.format(p=there.name, u=leads.short_name)[:400], content_theme=story.theme,
        partners_written=there.written, country=there.country if there.country != "VN" else "",
        place=there.place if is_out and not is_online else at_home,
        starts_on=partial(starts), ends_on=partial(ends) if chance.random() > 0.12 else None,
        head_post=head_post(chance, leads, there, is_out), size=size, women=women,
        result=chance.choice(stories.RESULTS) if ends < world.on else "",
        difficulties=chance.choice(stories.DIFFICULTIES) if ends < world.on else "",
    )  # fmt: skip
    row.state = _state(chance, row, world)
    _approve(chance, world, row, is_out and not is_online, starts, ends)
    return row


def head_post(chance: Random, unit: Unit, there: Counterpart, is_out: bool) -> str:
    """The head of the delegation by post; there are no names in a demonstration."""
    post = chance.choice(("Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", "Trưởng ban"))
    return f"{post} {unit.short_name if is_out else there.name}"[:200]


def _state(chance: Random, row: Delegation, world: World) -> str:
    state = row.state_by_dates(on=world.on)
    if state == State.DONE and chance.random() < 0.04:
        return chance.choice((State.POSTPONED, State.CANCELLED))
    return state


def _approve(chance: Random, world: World, row: Delegation, is_trip: bool, starts, ends) -> None:
    """Who permitted it, what it cost, who pays, whether its report was handed in."""
    row.planned = chance.choices((Planned.IN_PLAN, Planned.UNPLANNED, ""), (80, 14, 6))[0] if is_trip else ""
    permitted = starts - DAY * chance.randint(8, 25)
    if chance.random() > 0.1 and permitted <= world.on:
        row.permission_number = f"{chance.randint(120, 1980)}/{'QĐ' if is_trip else 'TLĐ'}-TLĐ"
        row.permitted_on = world.working_day(permitted)
        row.permission_authority = "Tổng Liên đoàn Lao động Việt Nam"
    if is_trip and row.size and row.state == State.DONE and chance.random() > 0.3:
        row.cost = row.size * ((ends - starts).days + 1) * DAILY
        row.funding_source = chance.choice(
            (FundingSource.UNION, FundingSource.UNION, FundingSource.PROVINCIAL_BUDGET, FundingSource.PARTNER)
        )
    handed_in = world.working_day(ends + DAY * chance.randint(5, 22))
    if is_trip and row.state == State.DONE and handed_in <= world.on and chance.random() > 0.25:
        row.report_submitted_on = handed_in


def keep_delegation(world: World, row: Delegation, there: Counterpart, key: str, chance: Random) -> int:
    """Save the row under its key unless it is there; long journeys of the centre have a second leg."""
    legs = None
    if row.unit.is_central and row.direction == Direction.OUTGOING and chance.random() < 0.3:
        further = chance.choice([("SG", "Singapore"), ("TH", "Bangkok"), ("FR", "Paris"), ("CN", "Bắc Kinh")])
        legs = [Leg(country=there.country, place=there.place), Leg(country=further[0], place=further[1])]
    if not world.is_new(Delegation, key):
        return 0
    world.mark(row, key, row.starts_on.earliest - DAY * 7)
    many = {"partners": there.partners}
    save_delegation(row, by=world.officer_of(row.unit), many=many, legs=legs)
    return 1


def make_events(world: World, unit: Unit) -> int:
    chance = world.chance("events", unit.code, world.on.year)
    counterparts, added = book_of(world).of(unit), 0
    count = number_of(chance, rate(unit)[1], world.begins, world.on)
    for number, day in enumerate(world.days(chance, count, world.begins, world.on - 3 * DAY)):
        there = chance.choice(counterparts)
        meeting = (
            stories.BORDER_MEETING
            if there.region and not unit.is_central
            else chance.choice(stories.MEETINGS)
        )
        row = event(world, chance, unit, meeting, there, day)
        added += keep_event(world, row, there, f"demo:event:{unit.code}:{number:03d}")
    return added


def event(
    world: World, chance: Random, unit: Unit, meeting: Meeting, there: Counterpart, starts: dt.date
) -> Event:
    ends = starts + DAY * (chance.randint(*meeting.days) - 1)
    leads = world.living(unit, ends)
    people = chance.randint(*meeting.people) if chance.random() > 0.2 else None
    foreign = people // chance.randint(3, 6) if people and chance.random() > 0.2 else None
    is_host = meeting.role != OurRole.ATTENDED
    row = Event(
        unit=leads, title=meeting.title, event_kind=meeting.kind, our_role=meeting.role, content_theme=meeting.theme,
        mode=chance.choice((Mode.IN_PERSON, Mode.IN_PERSON, Mode.HYBRID)), partners_written=there.written,
        country="VN" if is_host else there.country, place=(leads.province_name or "Hà Nội") if is_host else there.place,
        starts_on=partial(starts), ends_on=partial(ends), participants=people, participants_foreign=foreign,
        countries_count=chance.randint(2, 14) if foreign else None,
        initiative=meeting.initiative if chance.random() > 0.4 else "",
        result=chance.choice(stories.RESULTS[1:4]) if ends < world.on else "",
    )  # fmt: skip
    row.state = row.state_by_dates(on=world.on)
    return row


def keep_event(world: World, row: Event, there: Counterpart, key: str) -> int:
    if not world.is_new(Event, key):
        return 0
    world.mark(row, key, row.starts_on.earliest - DAY * 10)
    save_event(row, by=world.officer_of(row.unit), many={"partners": there.partners})
    return 1
