"""Inspections, planned courses and programmes of coordination made for demonstration."""

import datetime as dt

from portal.demo.world import CENTRE, World
from portal.records.models import Record
from reports.models import (
    BodyKind,
    Coordination,
    Course,
    Inspection,
    InspectionKind,
    InspectionStage,
    Remedy,
)

DAY = dt.timedelta(days=1)
PROGRAMMES = (
    (BodyKind.STATE, "Bộ Ngoại giao", "Phối hợp công tác đối ngoại nhân dân"),
    (
        BodyKind.FRONT,
        "Liên hiệp các tổ chức hữu nghị Việt Nam",
        "Phối hợp vận động viện trợ và giao lưu hữu nghị",
    ),
    (BodyKind.FRONT, "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Phối hợp thông tin đối ngoại"),
)
COURSES = (
    ("Bồi dưỡng nghiệp vụ đối ngoại cho cán bộ công đoàn các tỉnh biên giới", "Nghiệp vụ đối ngoại", 60, 40),
    ("Tập huấn lễ tân, biên phiên dịch", "Lễ tân, phiên dịch", -20, 30),
    ("Kỹ năng đàm phán thỏa thuận hợp tác quốc tế", "Đàm phán", 45, 25),
)


def work_of(world: World) -> int:
    """How many rows are new."""
    return _programmes(world) + _courses(world) + _inspections(world)


def _programmes(world: World) -> int:
    centre, added = world.units[CENTRE], 0
    for number, (kind, body, title) in enumerate(PROGRAMMES):
        begins, key = dt.date(world.on.year - 2, 3, 1), f"demo:coordination:{number:02d}"
        row = Coordination(
            unit=centre, title=title, body_kind=kind, body=body, signed_on=begins, valid_from=begins,
            valid_to=dt.date(world.on.year + 3, 2, 28), summary="Chia sẻ thông tin, phối hợp tổ chức hoạt động, sơ kết hằng năm.",
        )  # fmt: skip
        added += _kept(world, row, key, begins)
    return added


def _courses(world: World) -> int:
    """`ahead` days from the day on which the portal is shown; one of them is past its day."""
    centre, added = world.units[CENTRE], 0
    for number, (title, topic, ahead, people) in enumerate(COURSES):
        day, key = world.working_day(world.on + ahead * DAY), f"demo:course:{number:02d}"
        row = Course(
            unit=centre, title=title, topic=topic, year=day.year, planned_on=day, audience="Cán bộ đối ngoại các cấp công đoàn",
            planned_people=people, funding_source="Tài chính công đoàn",
        )  # fmt: skip
        added += _kept(world, row, key, world.on - 90 * DAY)
    return added


def _kept(world: World, row: Record, key: str, day: dt.date) -> int:
    """Save the row unless it is there already; how many are new."""
    if not world.is_new(type(row), key):
        return 0
    world.mark(row, key, day)
    row.derive()
    row.save()
    return 1


def _inspections(world: World) -> int:
    """One concluded with something to put right, one with its decision, one planned."""
    centre, added = world.units[CENTRE], 0
    states = (InspectionStage.CONCLUDED, InspectionStage.DECIDED, InspectionStage.PLANNED)
    for number, (unit, stage) in enumerate(zip(world.reporting[:3], states, strict=False)):
        key = f"demo:inspection:{number:02d}"
        day = world.working_day(world.on - (60 - 25 * number) * DAY)
        row = Inspection(
            unit=centre, inspected=unit, kind=InspectionKind.INSPECTION if number != 1 else InspectionKind.SUPERVISION,
            title="Việc thực hiện quy chế quản lý thống nhất hoạt động đối ngoại", year=day.year, planned_on=day, stage=stage,
        )  # fmt: skip
        if stage != InspectionStage.PLANNED:
            row.decision_number, row.decided_on = f"{12 + number}/QĐ-UBKT", day
        if stage == InspectionStage.CONCLUDED:
            row.held_on, row.concluded_on = day + 2 * DAY, day + 9 * DAY
            row.findings = "Hồ sơ đoàn ra, đoàn vào đầy đủ; báo cáo chuyến đi của hai đoàn nộp quá hạn."
            row.conclusion = "Thực hiện đúng quy chế; cần nộp báo cáo chuyến đi đúng hạn."
        fresh = _kept(world, row, key, day)
        added += fresh
        if fresh and stage == InspectionStage.CONCLUDED:
            Remedy.objects.create(
                inspection=row, text="Nộp bổ sung báo cáo chuyến đi còn thiếu", due_on=world.on + 5 * DAY
            )
    return added
