"""Reports on a subject, days of their own for kinds of unit, and what stands beside the running reports."""

import datetime as dt

from portal.audit.middleware import acting
from portal.demo.world import World
from portal.units.models import Unit, UnitType
from portal.units.services import create_unit
from reports.models import CellRemark, Cycle, RemarkKind, Report, ReportType, TypeDeadline
from reports.reference.types import AD_HOC, PERIODIC, THEMATIC
from reports.services.carrying import carry_over
from reports.services.collecting import ask_below
from reports.services.cycles import open_subject
from reports.services.drafts import Draft, save_draft
from reports.services.remarks import remark, settle
from reports.services.types import set_deadline

from .cycles import HEAD, OFFICERS, QUIET, SHOWN

DAY = dt.timedelta(days=1)
#: type, subject, days of the data and the deadline counted from the day shown, every so many units, how many sent
SUBJECTS = (
    (THEMATIC, "hợp tác công đoàn các tỉnh biên giới", (-240, -75, -45), 4, 0.9),
    (AD_HOC, "tình hình lao động Việt Nam ở nước ngoài bị ảnh hưởng do thiên tai", (-30, -4, 2), 9, 0.4),
)
TEXTS = (
    "Đơn vị đã rà soát, trao đổi với công đoàn bạn theo thỏa thuận; chưa có vướng mắc lớn.",
    "Đã phối hợp với cơ quan ngoại vụ nắm tình hình, giữ liên lạc với các bên liên quan.",
)
GATHERED_BY = "LDLD-15-2025"
BELOW = (("LDLD-15-CS1", "Công đoàn cơ sở Cửa khẩu 1 (minh họa)"), ("LDLD-15-CS2", "Công đoàn cơ sở Cửa khẩu 2 (minh họa)"))  # fmt: skip
BASIS = "Dữ liệu minh họa"


def subjects_of(world: World) -> int:
    """Cycles on a subject with their reports, then the rest. How many rows are new."""
    return _subjects(world) + _deadlines(world) + _beside(world) + _gathered(world)


def _subjects(world: World) -> int:
    if Cycle.objects.filter(kind="", is_demonstration=True).exists():
        return 0
    units = [unit for unit in world.reporting if unit.code not in SHOWN]
    for number, (code, title, days, step, share) in enumerate(SUBJECTS):
        first, last, due = (world.working_day(world.on + day * DAY) for day in days)
        head = world.people[HEAD]
        with acting(head):
            cycle = open_subject(
                ReportType.objects.get(code=code), title=title, starts_on=first, ends_on=last, due_on=due,
                addressees=units[number::step], by=head, at=world.at(last, 9), is_demonstration=True,
            )  # fmt: skip
        _answer(world, cycle, share)
    return len(SUBJECTS)


def _answer(world: World, cycle: Cycle, share: float) -> None:
    """Most send in the days after; what is past its deadline was received."""
    for report in cycle.reports.select_related("unit", "cycle").order_by("unit__code"):
        chance = world.chance("subject", cycle.title, report.unit.code)
        if chance.random() > share:
            continue
        day = min(world.working_day(cycle.ends_on + chance.randint(1, 12) * DAY), world.on - DAY)
        at = world.at(day, 10, chance.randint(0, 59))
        draft = Draft({"I": (chance.choice(TEXTS), None)}, {})
        report = save_draft(report, draft, by=world.officer_of(report.unit), at=at)
        given = {"signatory": report.unit.leader_post}
        report = QUIET.move(report, "submit", by=None, at=at + dt.timedelta(hours=2), **given)
        if cycle.due_on < world.on:
            officer = world.people[OFFICERS[0]]
            with acting(officer):
                QUIET.move(
                    report, "accept", by=officer, at=min(world.at(day + 3 * DAY, 9), world.at(world.on, 8))
                )


def _deadlines(world: World) -> int:
    """From the coming year corporations have longer, for their companies abroad answer first."""
    if TypeDeadline.objects.exists():
        return 0
    head = world.people[HEAD]
    for kind, due, lock in ((UnitType.CORPORATION_UNION, 8, 15), ("", 5, 15)):
        set_deadline(
            ReportType.objects.get(code=PERIODIC), unit_type=kind, due_working_days=due, lock_working_days=lock,
            valid_from=dt.date(world.on.year + 1, 1, 1), source=BASIS, by=head, at=world.at(world.on, 8),
        )  # fmt: skip
    return 2


def _running(world: World, fate: str) -> Report | None:
    """The report that shows this in the running cycle."""
    code = next((unit for unit, shown in SHOWN.items() if shown == fate), "")
    rows = Report.objects.select_related("cycle__type_version", "unit")
    return rows.filter(cycle__code=world.running.code, unit__code=code, cycle__state="open").first()


def _beside(world: World) -> int:
    """Remarks on a report that waits and on one sent back; text of the period before in one that was begun."""
    if CellRemark.objects.filter(report__cycle__is_demonstration=True, kind=RemarkKind.FOLLOW_UP).exists():
        return 0
    officer, added, at = world.people[OFFICERS[0]], 0, world.at(world.on - DAY, 15)
    waiting, returned, begun = (_running(world, fate) for fate in ("waiting", "returned", "begun"))
    if waiting:
        remark(waiting, "figure:outgoing", "Đề nghị cho biết đoàn nào do đối tác đài thọ.", by=officer, at=at)
        remark(waiting, "section:II", "Theo dõi ở kỳ sau.", by=officer, at=at, kind=RemarkKind.FOLLOW_UP)
        added += 2
    if returned:
        asked = remark(returned, "figure:incoming", "Lượt khách khác với Phụ lục III.", by=officer, at=at)
        settle(asked, by=world.officer_of(returned.unit), at=at + dt.timedelta(hours=1))
        added += 1
    if begun:
        added += _carried(world, begun)
    return added


def _carried(world: World, report: Report) -> int:
    """Section IV as it stood in the unit's last report, to be confirmed; nothing where it said nothing there."""
    last = Report.objects.filter(
        unit=report.unit, cycle__ends_on__lt=report.cycle.ends_on, cycle__state="open"
    )
    version = (
        last.order_by("-cycle__ends_on").values_list("versions__content__sections__IV", flat=True).first()
    )
    if not version:
        return 0
    officer = world.officer_of(report.unit)
    with acting(officer):
        save_draft(report, Draft({"IV": ("", None)}, {}), by=officer, at=world.at(world.on - DAY, 15))
        carry_over(report, "IV", by=officer, at=world.at(world.on - DAY, 16))
    return 1


def _gathered(world: World) -> int:
    """One federation asks two unions of its own: one has sent, the other is missing."""
    report = _running(world, "begun")
    if report is None or report.unit.code != GATHERED_BY or Unit.objects.filter(code=BELOW[0][0]).exists():
        return 0
    officer = world.officer_of(report.unit)
    units = [
        create_unit(
            Unit(code=code, name=name, short_name=name, unit_type=UnitType.GRASSROOTS_UNION, parent=report.unit,
                 valid_from=report.unit.valid_from, leader_post="Chủ tịch"), by=None, legal_basis=BASIS,
        )
        for code, name in BELOW
    ]  # fmt: skip
    day = world.working_day(report.cycle.opened_at.astimezone().date() + DAY)
    with acting(officer):
        asked = ask_below(
            report,
            units,
            due_on=min(report.due_on, world.working_day(day + 7 * DAY)),
            by=officer,
            at=world.at(day, 9),
        )
    at = world.at(world.working_day(day + 2 * DAY), 10)
    row = save_draft(
        asked[0], Draft({"II": ("Đón một đoàn công đoàn cửa khẩu bạn.", None)}, {}), by=None, at=at
    )
    QUIET.move(row, "submit", by=None, at=at, signatory="Chủ tịch")
    return len(units)
