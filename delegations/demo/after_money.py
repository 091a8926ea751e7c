"""Demonstration: budgets, receptions, reports and follow-up of the Confederation and of units with an account.

All through the services, as officers would have entered them; told by the key of the record alone.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.db.models import Q

from delegations.figures.after import last_day, report_of
from delegations.figures.money import Openness, openness
from delegations.figures.reception import is_received
from delegations.models import (
    BudgetKind,
    BudgetLine,
    Delegation,
    Direction,
    Event,
    FundingSource,
    Gift,
    GuestClass,
    ProgrammeItem,
    ProgrammeKind,
)
from delegations.services.after import hand_in, promise, save_report
from delegations.services.money import save_budget
from delegations.services.reception import save_reception
from partners.models import Flow, NextStep
from portal.demo.world import CENTRE, World
from portal.units.models import Unit

from . import after_told as told
from .after_follow_up import follow_up_of

DAY = dt.timedelta(days=1)
OF_THE_CENTRE, OF_A_UNIT, CONFERENCES = 14, 5, 4
DESK = "tld.canbo1"
RATE_OF_DOLLAR = Decimal(25_400)


def build_after(world: World) -> dict[str, int]:
    """How many records were given a budget, a reception, a report, follow-up; those that have them are left alone."""
    counts = {"budgets": 0, "receptions": 0, "reports": 0, "follow-up": 0}
    for record in chosen(world):
        by, ends = officer_of(world, record), last_day(record)
        if openness(record) != Openness.OPEN or ends is None:
            continue
        counts["budgets"] += give_budget(world, record, by)
        counts["receptions"] += receive(world, record, by)
        if ends < world.on:
            counts["reports"] += report_on(world, record, by)
            counts["follow-up"] += follow_up_of(world, record, by)
    return counts


def chosen(world: World) -> Iterator[Delegation | Event]:
    """The latest records made for demonstration, of the Confederation and of units with an officer's account."""
    units: list[Unit] = [world.units[CENTRE], *(unit for unit in world.reporting if world.officer_of(unit))]
    for unit in units:
        most = OF_THE_CENTRE if unit.code == CENTRE else OF_A_UNIT
        yield from _latest(Delegation, unit, most).exclude(mode="online")
    yield from _latest(Event, world.units[CENTRE], CONFERENCES)


def _latest(model, unit: Unit, most: int):
    made = Q(source_key__startswith="demo:delegation:") | Q(source_key__startswith="demo:event:")
    made |= Q(source_key__startswith="demo:coming:") | Q(source_key__startswith="demo:running:")
    rows = (
        model.objects.live().expected().filter(made, unit=unit)
    )  # dossiers come later, with their own money
    keys = rows.order_by("-placed_to", "-pk").values_list("pk", flat=True)[:most]
    return model.objects.filter(pk__in=list(keys)).select_related("unit").order_by("pk")


def officer_of(world: World, record):
    """Who enters for the unit: its officer, at the centre the desk."""
    return world.people.get(DESK) if record.unit.code == CENTRE else world.officer_of(record.unit)


# -- money --


def give_budget(world: World, record, by) -> int:
    if record.budgetline_rows.exists() or record.cost is not None:
        return 0
    chance = world.chance("budget", record.source_key)
    persons = getattr(record, "size", None) or chance.randint(4, 8)
    days = getattr(record, "days", None) or 2
    lines = [_line(chance, record, row, persons, days) for row in _plan_of(record)]
    ends = last_day(record)
    if ends is not None and ends + 10 * DAY < world.on:
        for line in lines:
            line.derive()
            line.actual_vnd = round(line.estimate_vnd * chance.uniform(0.86, 1.0), -3)
    save_budget(record, by=by, changed=lines)
    return 1


def _plan_of(record) -> tuple:
    if isinstance(record, Event):
        return told.CONFERENCE
    return told.ABROAD if record.direction == Direction.OUTGOING else told.AT_HOME


def _line(chance: Random, record, row: "told.Cost", persons: int, days: int) -> BudgetLine:
    times = {"person_day": persons * days, "person": persons, "once": 1, "day": days}[row.times]
    foreign = row.currency != "VND"
    line = BudgetLine(
        kind=row.kind, text=row.text, quantity=Decimal(times), price=Decimal(row.price), currency=row.currency,
        funding_source=row.source, rate=RATE_OF_DOLLAR if foreign else None,
        rated_on=record.starts_on.earliest - 20 * DAY if foreign else None,
    )  # fmt: skip
    if is_received(record):
        line.guest_class = GuestClass.C
    if row.kind == BudgetKind.LODGING and is_received(record) and chance.random() < 0.3:
        line.price, line.over_norm_reason = (
            Decimal(3_300_000),
            "Khách sạn gần nơi hội đàm đã hết phòng hạng thường",
        )
    if chance.random() < 0.2:
        line.funding_source = FundingSource.PROVINCIAL_BUDGET if not record.unit.is_central else row.source
    return line


# -- reception --


def receive(world: World, record, by) -> int:
    """Class, needs, points of protocol and gifts of both sides; a programme that is there stays."""
    if not is_received(record) or record.gift_rows.exists():
        return 0
    chance = world.chance("reception", record.source_key)
    record.guest_class = record.guest_class or GuestClass.C
    record.guest_needs = record.guest_needs or chance.choice(told.NEEDS)
    gifts = [
        Gift(flow=Flow.OURS, text=chance.choice(told.OUR_GIFTS), to_whom="Trưởng đoàn bạn", value=chance.choice((800_000, 1_200_000, 1_800_000))),
        Gift(flow=Flow.THEIRS, text=chance.choice(told.THEIR_GIFTS), to_whom="Đơn vị đón đoàn", kept_by="Phòng truyền thống cơ quan"),
    ]  # fmt: skip
    save_reception(record, by=by, changed=gifts)
    if not record.programmeitem_rows.exists():
        for item in _programme(record):
            item.activity = record
            item.full_clean()
            item.save()
    return 1


def _programme(record: Delegation) -> Iterator[ProgrammeItem]:
    first, last = record.starts_on.earliest, last_day(record)
    host = f"Lãnh đạo {record.unit.short_name}"
    yield ProgrammeItem(
        day=first,
        starts_at=dt.time(8),
        kind=ProgrammeKind.AIRPORT,
        text="Đón đoàn",
        who="Đại diện đơn vị đón",
    )
    yield ProgrammeItem(day=first, starts_at=dt.time(14), kind=ProgrammeKind.TALKS, text="Hội đàm", who=host)
    yield ProgrammeItem(
        day=first, starts_at=dt.time(18), kind=ProgrammeKind.BANQUET, text="Chiêu đãi", who=host
    )
    yield ProgrammeItem(day=last, starts_at=dt.time(15), kind=ProgrammeKind.WORK, text="Thăm công đoàn cơ sở")


# -- report --


def report_on(world: World, record, by) -> int:
    """A report about the due day; of the latest some are still drafts or not begun."""
    if report_of(record) is not None:
        return 0
    chance, ends = world.chance("report", record.source_key), last_day(record)
    done = world.working_day(ends + DAY * chance.randint(6, 19))
    if done > world.on and chance.random() < 0.5:
        return 0
    texts = chance.choice(told.REPORTS)
    save_report(record, texts, by=by)
    late = chance.random() < 0.15 and not getattr(record, "report_submitted_on", None)
    if done <= world.on and not late:
        hand_in(record, by=by, at=world.at(done, 15))
        _promises(world, chance, record, by, ends)
    return 1


def _promises(world: World, chance: Random, record, by, ends: dt.date) -> None:
    partner = record.partners.order_by("pk").first()
    if partner is None:
        return
    owner = getattr(by, "person", None)
    for whose, text in chance.sample(told.PROMISES, 2):
        due = world.working_day(ends + DAY * chance.randint(45, 150))
        step = NextStep(
            partner=partner, is_demonstration=True, whose=whose, text=text, due_on=due, owner=owner if whose != Flow.THEIRS else None,
        )  # fmt: skip
        promise(record, step, by=by)
