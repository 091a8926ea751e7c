"""Resolutions with their tasks, assignments with progress, proposals."""

import datetime as dt

from reports.services.assignments import report_progress
from tests.factories.resolution import ON, assignment, proposal, resolution


def resolutions(world):
    def make(number):
        assignment(world.province, resolution(title=f"Nghị quyết {number}").tasks.first())

    return make


def assignments(world):
    def make(number):
        row = assignment(world.province, text=f"Việc {number}", indicator="bài", target=3)
        report_progress(
            row, by=None, on=ON - dt.timedelta(days=number), today=ON, text="Đang làm.", reached=1
        )

    return make


def proposals(world):
    return lambda number: proposal(world.province, f"Kiến nghị {number}")


LISTS = {
    "reports:resolution-list": ("unit_officer", resolutions, ()),
    "reports:assignment-list": ("department_officer", assignments, ()),
    "reports:proposal-list": ("unit_officer", proposals, ()),
}
BY_ANOTHER_NAME: set[str] = set()
