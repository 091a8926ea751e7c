"""Inspections, courses, programmes of coordination, saved by their services."""

import datetime as dt

from django.utils import timezone

from reports.models import Coordination, Course, Inspection
from reports.services.coordination import save_coordination
from reports.services.courses import save_course
from reports.services.inspections import add_remedy, save_inspection
from reports.workflow import INSPECTION


def inspection(
    unit, inspected, title="Kiểm tra việc thực hiện quy chế quản lý đối ngoại", **values
) -> Inspection:
    values.setdefault("kind", "inspection")
    values.setdefault("year", 2026)
    return save_inspection(Inspection(unit=unit, inspected=inspected, title=title, **values), by=None)


def concluded(unit, inspected, *, on: dt.date, **values) -> Inspection:
    """Through all its steps, on one day."""
    row, at = inspection(unit, inspected, **values), timezone.now()
    row = INSPECTION.move(row, "decide", by=None, at=at, number="12/QĐ-UBKT", on=on)
    row = INSPECTION.move(row, "hold", by=None, at=at, on=on, findings="Hồ sơ đủ.")
    return INSPECTION.move(row, "conclude", by=None, at=at, on=on, conclusion="Cần nộp báo cáo đúng hạn.")


def remedy(unit, inspected, *, on: dt.date, due_on: dt.date | None = None):
    found = concluded(unit, inspected, on=on, year=on.year)
    return add_remedy(found, text="Gửi đủ báo cáo chuyến đi còn thiếu", due_on=due_on, by=None)


def course(unit, title="Bồi dưỡng nghiệp vụ đối ngoại", **values) -> Course:
    values.setdefault("year", 2026)
    return save_course(Course(unit=unit, title=title, **values), by=None)


def coordination(unit, title="Phối hợp công tác đối ngoại nhân dân", **values) -> Coordination:
    values.setdefault("body_kind", "state")
    values.setdefault("body", "Sở Ngoại vụ")
    return save_coordination(Coordination(unit=unit, title=title, **values), by=None)
