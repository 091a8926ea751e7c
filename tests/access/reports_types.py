"""Types of reports and indicators: read by who reads reports, changed by who opens cycles or keeps the rules."""

import datetime as dt

from django.utils import timezone

from reports import reference
from reports.models import ReportType, TypeDeadline
from tests.factories.reports import cycle, report_of

from . import DEPARTMENT, READERS, STRANGER, page

HEAD = ("department_head",)
DEFINING = (*HEAD, "administrator")


def type_code(world) -> list:
    reference.load()
    return ["chuyen-de"]


def with_draft(world) -> list:
    """The type with a draft of its next version."""
    reference.load()
    found = ReportType.objects.get(code="chuyen-de")
    found.versions.create(number=2, content=found.versions.get().content)
    return [found.code]


def deadline(world) -> list:
    reference.load()
    found = ReportType.objects.get(code="dinh-ky")
    return [TypeDeadline.objects.create(type=found, due_working_days=3, valid_from=dt.date(2026, 1, 1)).pk]


def indicator_code(world) -> list:
    reference.load()
    return ["outgoing"]


def of_cycle(world) -> list:
    return [cycle().code]


def locked(world) -> list:
    """Address of a report that is locked."""
    found = report_of(world.province, cycle(lock_on=timezone.localdate() + dt.timedelta(days=3)))
    return [found.cycle.code, found.unit.code]


ROWS = {
    "types": page(*READERS, STRANGER, "administrator"),
    "type": page(*READERS, STRANGER, "administrator", args=type_code),
    "type-add": page(*DEFINING),
    "type-rename": page(*DEFINING, args=type_code),
    "type-start": page(*DEFINING, ok=302, method="post", args=type_code),
    "type-draft": page(*DEFINING, args=with_draft),
    "type-drop": page(*DEFINING, ok=302, method="post", args=with_draft),
    "type-deadline": page(*DEFINING, args=type_code),
    "type-deadline-end": page(*DEFINING, args=deadline),
    "indicators": page(*READERS, STRANGER, "administrator"),
    "indicator": page(*READERS, STRANGER, "administrator", args=indicator_code),
    "indicator-add": page(*DEFINING),
    "indicator-define": page(*DEFINING, args=indicator_code),
    "indicator-use": page(*DEFINING, ok=302, method="post", args=indicator_code),
    "cycle-about": page(*READERS, STRANGER, args=of_cycle),
    "delete-cycle": page(*HEAD, ok=302, method="post", args=of_cycle),
    "unlock-report": page(
        *DEPARTMENT, others=404, args=locked, also={role: 403 for role in READERS if role not in DEPARTMENT}
    ),
}
