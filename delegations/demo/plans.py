"""Demonstration: the plans of this year with what became of their lines, and those of the next year on their way."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from django.core.exceptions import ValidationError

from delegations.models import (
    AnnualPlan,
    CancelReason,
    Delegation,
    Direction,
    FundingSource,
    LineCondition,
    PlanItem,
    Planned,
    PlanState,
    Settled,
    State,
)
from delegations.services.plan_changes import carry_line, put_off_line
from delegations.services.plan_links import link
from delegations.workflow.plans import submit_plan
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World
from portal.text import PartialDate
from portal.units.models import Unit

from .made import DAILY, told
from .plans_heard import hear
from .stories import Story

LINKED = {True: 9, False: 3}  # dossiers of the year that stand in the plan: of the centre, of a unit
FURTHER = {True: 5, False: 2}  # lines beside them
WITHOUT, DRAFT = 6, 5  # of the next year: every sixth unit has no plan yet, every fifth only begun one
AUTUMN = 9  # the month from which the next year is planned
#: What became of lines that were not carried out: settled, because, in words.
FATES = (
    (Settled.CANCELLED, CancelReason.NO_MONEY, "Ngân sách tỉnh không bố trí được kinh phí đối ngoại cho đoàn này."),
    (Settled.POSTPONED, CancelReason.PARTNER, "Bạn đề nghị lùi thời gian do bận chuẩn bị đại hội công đoàn."),
    (Settled.CANCELLED, CancelReason.OWN_WORK, "Đơn vị tập trung nhân lực cho việc sắp xếp tổ chức bộ máy."),
    (Settled.CARRIED, CancelReason.PARTNER, "Hai bên thống nhất chuyển sang năm sau, gắn với dịp ký lại bản ghi nhớ."),
)  # fmt: skip


def build_plans(world: World) -> dict[str, int]:
    """How many plans and lines were added; those that are there are left alone."""
    units = [world.units[CENTRE], *(unit for unit in world.reporting if has_plans(world, unit))]
    counts = {"annual plans": 0, "lines of plans": 0}
    for lines in _this_year(world, units):
        _add(counts, lines)
    if world.on.month >= AUTUMN:
        for lines in _next_year(world, [pair for pair in enumerate(world.reporting) if pair[0] % WITHOUT]):
            _add(counts, lines)
    return counts


def has_plans(world: World, unit: Unit) -> bool:
    """Units at the border and those with an account send plans with something in them."""
    return unit.is_border or world.officer_of(unit) is not None


def _add(counts: dict[str, int], lines: int) -> None:
    counts["annual plans"] += bool(lines)
    counts["lines of plans"] += lines


# -- this year: approved in December, by now partly carried out --


@dataclass
class _Made:
    """A plan in the making: its lines, and of this year's the dossiers that carry the first of them out."""

    plan: AnnualPlan
    chance: Random
    rows: list[Row] = field(default_factory=list)
    trips: list[Delegation] = field(default_factory=list)


def _this_year(world: World, units: list[Unit]) -> list[int]:
    """The lines added of each plan that was not there yet."""
    year = world.on.year
    having = set(AnnualPlan.objects.live().filter(year=year).values_list("unit_id", flat=True))
    fresh = [u for u in units if u.pk not in having and not world.knows(AnnualPlan, _key(year, u))]
    plans = [_Made(_approved(world, unit, year), world.chance("plan", unit.code, year)) for unit in fresh]
    for made in plans:
        made.plan.approval_number = f"{made.chance.randint(10, 90)}/KH-TLĐ"
    _keep_plans(world, plans, dt.date(year - 1, 9, 24))
    for made in plans:
        made.trips = _trips(made.plan.unit, year)
        further = range(FURTHER[made.plan.unit.is_central])
        made.rows = [_line_of(world, made.plan, trip, made.chance) for trip in made.trips]
        made.rows += [_further(world, made.plan, number, made.chance) for number in further]
    _keep_lines(world, plans)
    for made in plans:
        for row, trip in zip(made.rows, made.trips, strict=False):
            link(trip, row.record, by=None)
        _fates(world, [row.record for row in made.rows[len(made.trips) :]], made.chance)
    return [len(made.rows) for made in plans]


def _key(year: int, unit: Unit) -> str:
    return f"demo:plan:{year}:{unit.code}"


def _approved(world: World, unit: Unit, year: int) -> AnnualPlan:
    return AnnualPlan(
        unit=unit, year=year, state=PlanState.APPROVED, submitted_at=world.at(dt.date(year - 1, 10, 9), 10),
        approved_on=dt.date(year - 1, 12, 22), approval_authority="Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
    )  # fmt: skip


def _keep_plans(world: World, plans: list[_Made], entered: dt.date) -> None:
    keys = [_key(made.plan.year, made.plan.unit) for made in plans]
    rows = [Row(world.mark(made.plan, key, entered), key) for made, key in zip(plans, keys, strict=True)]
    keep(world, rows, spelled_by=())


def _keep_lines(world: World, plans: list[_Made]) -> None:
    keep(world, [row for made in plans for row in made.rows], spelled_by=("partners",))


def _trips(unit: Unit, year: int) -> list[Delegation]:
    """Made dossiers of the year that were said to stand in the plan, and guests."""
    rows = Delegation.objects.live().filter(unit=unit, is_demonstration=True, plan_item=None)
    rows = rows.within(dt.date(year, 1, 1), dt.date(year, 12, 31)).exclude(planned=Planned.UNPLANNED)
    rows = rows.exclude(direction=Direction.DOMESTIC).exclude(mode="online").exclude(state=State.CANCELLED)
    return list(rows.prefetch_related("partners").order_by("placed_from", "pk")[: LINKED[unit.is_central]])


def _line_of(world: World, plan: AnnualPlan, trip: Delegation, chance: Random) -> Row:
    """The line as it stood in the plan before anybody knew the exact days and costs."""
    starts = trip.starts_on or trip.ends_on
    estimate = None if trip.cost is None else round(trip.cost * chance.uniform(0.9, 1.25), -6)
    item = PlanItem(
        plan=plan, unit=plan.unit, kind=trip.direction, title=trip.title, partners_written=trip.partners_written,
        country=trip.country, place=trip.place, level=trip.level, size=trip.size,
        starts_on=PartialDate(starts.year, starts.month), estimate=int(estimate) if estimate else _estimate(chance),
        funding_source=trip.funding_source or FundingSource.UNION,
    )  # fmt: skip
    return _row(world, item, f"of:{trip.source_key[-24:]}", list(trip.partners.all()))


def _further(world: World, plan: AnnualPlan, number: int, chance: Random) -> Row:
    """A line of which nothing came, or nothing yet."""
    there = book_of(world).of(plan.unit)[number % len(book_of(world).of(plan.unit))]
    story = chance.choice(
        [one for one in told(plan.unit, there) if one.mode != "online"] or told(plan.unit, there)
    )
    month = min(12, max(1, world.on.month + (2 if number == 0 else -2 - number)))
    return _row(world, _made(plan, story, there, month, chance), f"{number}", there.partners)


def _made(plan: AnnualPlan, story: Story, there: Counterpart, month: int, chance: Random) -> PlanItem:
    days = chance.randint(*story.days)
    size = chance.randint(*story.size)
    return PlanItem(
        plan=plan, unit=plan.unit, kind=story.direction, level=story.level, size=size, days=days,
        title=story.title.format(p=there.name, u=plan.unit.short_name)[:400], partners_written=there.written,
        country=there.country if there.country != "VN" else "", place=there.place,
        starts_on=PartialDate(plan.year, month), estimate=size * days * DAILY if chance.random() > 0.2 else None,
        funding_source=FundingSource.PROVINCIAL_BUDGET if plan.unit.is_border else FundingSource.UNION,
    )  # fmt: skip


def _estimate(chance: Random) -> int:
    return chance.randint(40, 260) * 1_000_000


def _row(world: World, item: PlanItem, name: str, partners: list) -> Row:
    key = f"demo:plan-line:{item.plan.year}:{item.unit.code}:{name}"[:60]
    world.mark(item, key, dt.date(item.plan.year - 1, 9, 25))
    return Row(item, key, {"partners": list(partners)})


def _fates(world: World, items: list[PlanItem], chance: Random) -> None:
    """The first waits for its time; of the others most were put off, each for its reason."""
    at = world.at(world.working_day(world.on - dt.timedelta(days=40)), 15)
    officers = world.officer_of(items[0].unit) if items else None
    for item in items[1:]:
        settled, because, reason = chance.choice(FATES) if not item.unit.is_border else FATES[0]
        condition = (
            PlanItem.objects.with_condition(on=world.on).values_list("condition", flat=True).get(pk=item.pk)
        )
        if condition not in (LineCondition.PLANNED, LineCondition.LATE) or chance.random() < 0.3:
            continue
        options = {"cancel_reason": because, "reason": reason, "by": officers, "at": at}
        if settled == Settled.CARRIED:
            carry_line(item, **options)
        else:
            put_off_line(item, settled=settled, **options)


# -- the next year: sent in October, begun, or nothing yet --


def _next_year(world: World, numbered: list[tuple[int, Unit]]) -> list[int]:
    """The lines added of each plan that had none of the demonstration, a plan without lines counted as one."""
    year = world.on.year + 1
    there = {
        plan.unit_id: plan for plan in AnnualPlan.objects.live().filter(year=year).select_related("unit")
    }
    begun = set(PlanItem.objects.filter(is_demonstration=True).values_list("plan_id", flat=True))
    plans: dict[int, _Made] = {}
    for number, unit in numbered:
        plan = there.get(unit.pk)
        if world.knows(AnnualPlan, _key(year, unit)) or (plan is not None and plan.pk in begun):
            continue
        if plan is None:
            plan = AnnualPlan(unit=unit, year=year)
            if not has_plans(world, unit) and number % 4 == 1:
                plan.notes = f"Năm {year} đơn vị không có kế hoạch đoàn ra, đoàn vào."
        plans[number] = _Made(plan, world.chance("plan", unit.code, year))
    _keep_plans(world, [made for made in plans.values() if made.plan.pk is None], dt.date(year - 1, 9, 28))
    for made in plans.values():
        made.rows = [] if made.plan.notes else _lines(world, made.plan, made.chance)
    _keep_lines(world, list(plans.values()))
    for number, made in plans.items():
        if number % DRAFT and (made.rows or made.plan.notes):
            day = world.working_day(dt.date(year - 1, 10, made.chance.randint(5, 14)))
            _submit(world, made.plan, day)
            hear(world, made.plan, day, number)
    return [len(made.rows) or 1 for made in plans.values()]


def _lines(world: World, plan: AnnualPlan, chance: Random) -> list[Row]:
    there = book_of(world).of(plan.unit)
    rows = []
    for number in range(3 if has_plans(world, plan.unit) else 1):
        counterpart = there[number % len(there)]
        story = chance.choice(told(plan.unit, counterpart))
        item = _made(plan, story, counterpart, chance.randint(2, 11), chance)
        rows.append(_row(world, item, f"{number}", counterpart.partners))
    return rows


def _submit(world: World, plan: AnnualPlan, day: dt.date) -> None:
    """By its officer, or by the portal for units without an account; without a chain the plan stays a draft."""
    at = world.at(min(world.working_day(day), world.on), 10)
    try:
        submit_plan(plan, by=world.officer_of(plan.unit), at=at)
    except ValidationError:
        return
