"""Demonstration: the plans of this year with what became of their lines, and those of the next year on their way."""

import datetime as dt
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
    for unit in units:
        _add(counts, _this_year(world, unit))
    if world.on.month >= AUTUMN:
        for number, unit in enumerate(world.reporting):
            if number % WITHOUT:
                _add(counts, _next_year(world, unit, number))
    return counts


def has_plans(world: World, unit: Unit) -> bool:
    """Units at the border and those with an account send plans with something in them."""
    return unit.is_border or world.officer_of(unit) is not None


def _add(counts: dict[str, int], lines: int) -> None:
    counts["annual plans"] += bool(lines)
    counts["lines of plans"] += lines


# -- this year: approved in December, by now partly carried out --


def _this_year(world: World, unit: Unit) -> int:
    """The lines added; 0 where the plan was there already."""
    year, key = world.on.year, f"demo:plan:{world.on.year}:{unit.code}"
    if world.knows(AnnualPlan, key) or AnnualPlan.objects.live().filter(unit=unit, year=year).exists():
        return 0
    chance = world.chance("plan", unit.code, year)
    plan = AnnualPlan(unit=unit, year=year, state=PlanState.APPROVED, submitted_at=world.at(dt.date(year - 1, 10, 9), 10),
                      approval_number=f"{chance.randint(10, 90)}/KH-TLĐ", approved_on=dt.date(year - 1, 12, 22),
                      approval_authority="Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam")  # fmt: skip
    keep(world, [Row(world.mark(plan, key, dt.date(year - 1, 9, 24)), key)], spelled_by=())
    trips = _trips(unit, year)
    rows = [_line_of(world, plan, trip, chance) for trip in trips]
    rows += [_further(world, plan, number, chance) for number in range(FURTHER[unit.is_central])]
    keep(world, rows, spelled_by=("partners",))
    for row, trip in zip(rows, trips, strict=False):
        link(trip, row.record, by=None)
    _fates(world, [row.record for row in rows[len(trips) :]], chance)
    return len(rows)


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


def _next_year(world: World, unit: Unit, number: int) -> int:
    year, key = world.on.year + 1, f"demo:plan:{world.on.year + 1}:{unit.code}"
    plan = AnnualPlan.objects.live().filter(unit=unit, year=year).first()
    if world.knows(AnnualPlan, key) or (
        plan is not None and plan.items.filter(is_demonstration=True).exists()
    ):
        return 0
    entered = dt.date(year - 1, 9, 28)
    if plan is None:
        plan = AnnualPlan(unit=unit, year=year)
        if not has_plans(world, unit) and number % 4 == 1:
            plan.notes = f"Năm {year} đơn vị không có kế hoạch đoàn ra, đoàn vào."
        keep(world, [Row(world.mark(plan, key, entered), key)], spelled_by=())
    chance = world.chance("plan", unit.code, year)
    rows = [] if plan.notes else _lines(world, plan, chance)
    keep(world, rows, spelled_by=("partners",))
    if number % DRAFT and (rows or plan.notes):
        _submit(world, plan, dt.date(year - 1, 10, chance.randint(5, 14)))
    return len(rows) or 1


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
