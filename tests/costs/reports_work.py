"""Inspections with their remedies, planned courses, programmes of coordination with their results."""

import datetime as dt

from tests.factories.activities import activity
from tests.factories.work import coordination, course, remedy


def inspections(world):
    return lambda number: remedy(world.province, world.province, on=dt.date(2026, 1, 5))


def courses(world):
    return lambda number: course(world.province, f"Lớp {number}")


def programmes(world):
    return lambda number: coordination(world.province, f"Chương trình {number}")


def information(world):
    return lambda number: activity(
        world.province, f"Bản tin {number}", topic=f"Chủ đề {number}", kind="research" if number % 2 else "external_information",
        starts_on="2026-03-01",
    )  # fmt: skip


LISTS = {
    "reports:inspection-list": ("unit_officer", inspections, ()),
    "reports:course-list": ("unit_officer", courses, ()),
    "reports:coordination-list": ("unit_officer", programmes, ()),
    "reports:variety": ("unit_officer", information, ()),
}
BY_ANOTHER_NAME: set[str] = {"reports:variety"}
