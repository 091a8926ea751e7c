"""A resolution with tasks, what units were given of it, proposals; saved by their services."""

import datetime as dt

from django.utils import timezone

from reports.models import Assignment, Proposal, Resolution, ResolutionTask
from reports.services.assignments import save_assignment
from reports.services.proposals import save_proposal
from reports.services.resolutions import number_tasks, save_resolution

from .units import department

ON = dt.date(2026, 11, 2)


def resolution(*codes: str, title="Nghị quyết về đối ngoại công đoàn", **values) -> Resolution:
    """A resolution with one task for each code; "3.1" and "3.2" without any."""
    department()
    row = save_resolution(Resolution(title=title, **values), by=None)
    for code in codes or ("3.1", "3.2"):
        ResolutionTask.objects.create(resolution=row, code=code, title=f"Nhiệm vụ số {code}")
    number_tasks(row)
    return row


def assignment(unit, task: ResolutionTask | None = None, *, by=None, **values) -> Assignment:
    """What the unit does of the task; of a new resolution's first one where none is named."""
    values.setdefault("text", "Ký mới một thỏa thuận với công đoàn tỉnh bạn")
    task = task or resolution().tasks.first()
    return save_assignment(Assignment(unit=unit, task=task, **values), by=by)


def proposal(unit, text="Bố trí kinh phí đối ngoại trong dự toán năm.", *, by=None, **values) -> Proposal:
    values.setdefault("addressee", "Đoàn Chủ tịch Tổng Liên đoàn")
    values.setdefault("proposed_on", dt.date(2026, 3, 2))
    return save_proposal(Proposal(unit=unit, text=text, **values), by=by, today=timezone.localdate())
