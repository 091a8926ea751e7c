"""Delegations and conferences made for demonstration: so many a year for each kind of unit, told by chance."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from delegations.models import Delegation, Direction, Event, FundingSource, Leg, Mode, OurRole, Planned, State
from delegations.services import next_code
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.keeping import Row
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
    fitting = [story for story in tales if story.region in ("", there.country)]
    return [story for story in fitting if unit.is_border or "biên giới" not in story.title]


def number_of(chance: Random, a_year: float, first: dt.date, last: dt.date) -> int:
    """A whole number whose mean is the yearly rate times the years."""
    expected = a_year * (last - first).days / 365
    return int(expected + chance.random())


def delegations_of(world: World, unit: Unit) -> Iterator[Row]:
    chance = world.chance("delegations", unit.code, world.on.year)
    counterparts = book_of(world).of(unit)
    count = number_of(chance, rate(unit)[0], world.begins, world.on)
    for number, day in enumerate(world.days(chance, count, world.begins, world.on - 2 * DAY)):
        there = counterparts[min(int(chance.expovariate(0.5)), len(counterparts) - 1)]
        story = chance.choice(told(unit, there))
        row = delegation(world, chance, unit, story, there, day)
        yield delegation_row(world, row, there, f"demo:delegation:{unit.code}:{number:03d}", chance)


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
    if is_trip and row.state == State.DONE and handed_in <= world.on and chance.random() > 0.12:
        row.report_submitted_on = handed_in
    if not is_trip and row.mode != Mode.ONLINE:
        _tell_of_guests(world, row, ends)


def _tell_of_guests(world: World, row: Delegation, ends: dt.date) -> None:
    """Who received guests reports on them, too: most in time, one in ten not yet."""
    chance = world.chance("guests", row.title, ends.isoformat())
    handed_in = world.working_day(ends + DAY * chance.randint(3, 13))
    if row.state == State.DONE and handed_in <= world.on and chance.random() > 0.1:
        row.report_submitted_on = handed_in


def delegation_row(world: World, record: Delegation, there: Counterpart, key: str, chance: Random) -> Row:
    """What is kept of it; long journeys of the centre have a second leg."""
    world.mark(record, key, record.starts_on.earliest - DAY * 7)
    row = Row(record, key, {"partners": there.partners}, owner="delegation")
    if record.unit.is_central and record.direction == Direction.OUTGOING and chance.random() < 0.3:
        country, place = chance.choice(
            (("SG", "Singapore"), ("TH", "Bangkok"), ("FR", "Paris"), ("CN", "Bắc Kinh"))
        )
        row.parts = [Leg(country=there.country, place=there.place), Leg(country=country, place=place)]
    return row


def give_codes(rows: list[Row]) -> None:
    """The codes that the service would give one by one: it is asked for the first of each series."""
    following: dict[tuple[str, int], tuple[str, int]] = {}
    for row in rows:
        record = row.record
        series = (record.direction, (record.ends_on or record.starts_on).year)
        if series not in following:
            prefix, _dash, number = next_code(record).rpartition("-")
            following[series] = (prefix, int(number))
        prefix, number = following[series]
        record.code = f"{prefix}-{number:03d}"
        following[series] = (prefix, number + 1)


def events_of(world: World, unit: Unit) -> Iterator[Row]:
    chance = world.chance("events", unit.code, world.on.year)
    counterparts = book_of(world).of(unit)
    count = number_of(chance, rate(unit)[1], world.begins, world.on)
    for number, day in enumerate(world.days(chance, count, world.begins, world.on - 3 * DAY)):
        there = chance.choice(counterparts)
        is_border = there.region and not unit.is_central
        meeting = stories.BORDER_MEETING if is_border else chance.choice(stories.MEETINGS)
        row = event(world, chance, unit, meeting, there, day)
        yield event_row(world, row, there, f"demo:event:{unit.code}:{number:03d}")


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


def event_row(world: World, record: Event, there: Counterpart, key: str) -> Row:
    world.mark(record, key, record.starts_on.earliest - DAY * 10)
    return Row(record, key, {"partners": there.partners})
