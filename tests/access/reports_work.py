"""Inspections, courses, coordination: a unit's own records; the inspected unit says what it put right."""

from django.utils import timezone

from tests.factories.activities import activity
from tests.factories.people import officer_of
from tests.factories.work import coordination, course, inspection, remedy

from . import EDITORS, READERS, STRANGER, page, register


def planned(world):
    """An inspection that the province holds at another unit, which does not know of it yet."""
    return inspection(world.province, world.other_province)


def to_put_right(world) -> list:
    found = remedy(world.province, world.other_province, on=timezone.localdate())
    return [found.inspection_id, found.pk]


def training(world) -> list:
    return [activity(world.province, kind="training").pk]


def attended(world) -> list:
    found = activity(world.province, kind="training")
    officer = officer_of(world.province)
    return [found.pk, found.attendance.create(person=officer, unit=world.province).pk]


NOT_EDITORS = {role: 403 for role in READERS if role not in EDITORS}


def verb(make, name: str) -> dict:
    return page(*EDITORS, others=404, also=NOT_EDITORS, args=lambda world: [make(world).pk, name])


ROWS = {
    **register("inspection", planned),
    **register("course", lambda world: course(world.province)),
    **register("coordination", lambda world: coordination(world.province)),
    "inspection-verb": verb(planned, "decide"),
    "course-verb": verb(lambda world: course(world.province), "hold"),
    "coordination-verb": verb(lambda world: coordination(world.province), "result"),
    "remedy-done": page(*EDITORS, STRANGER, others=404, also=NOT_EDITORS, args=to_put_right),
    "attendance": page(*READERS, others=404, args=training),
    "attendance-off": page(*EDITORS, ok=302, others=404, also=NOT_EDITORS, method="post", args=attended),
    "variety": page(*READERS, STRANGER),
}
