"""The way of a report: reviewed part by part, gathered from below, compared, judged by its timeliness."""

from reports.services.collecting import ask_below
from tests.factories.reports import OPENED, cycle, report_of, sent
from tests.factories.units import UnitFactory

from . import DEPARTMENT, READERS, STRANGER, Row, page

WRITERS = ("unit_officer", "unit_leader")


def waiting(world) -> list:
    found = sent(world.province)
    return [found.cycle.code, found.unit.code]


def draft(world) -> list:
    found = report_of(world.province, cycle())
    return [found.cycle.code, found.unit.code]


def asked(world) -> list:
    """A unit below was asked and has not begun: it can be spared."""
    below = UnitFactory(code="CDCS-1", unit_type="grassroots_union", parent=world.province)
    upper = report_of(world.province, cycle())
    ask_below(upper, [below], due_on=upper.due_on, by=None, at=OPENED)
    return [upper.cycle.code, upper.unit.code, below.code, "rut"]


def of_report(*roles: str, ok: int = 200, **options) -> Row:
    """Who may read the report but not do this gets 403; for all others it does not exist."""
    refused = {role: 403 for role in READERS if role not in roles}
    return page(*roles, ok=ok, others=404, also=refused, **options)


ROWS = {
    "timeliness": page(*READERS, STRANGER),
    "timeliness-export": page(*READERS, STRANGER),
    "review": of_report(*DEPARTMENT, args=waiting),
    "print-for": page(*READERS, others=404, args=draft),
    "collect": page(*READERS, others=404, args=draft),
    "collect-act": of_report(*WRITERS, ok=302, method="post", args=asked),
}
