"""Writing a report: text of the period before, rows of an annex, remarks at cells, differences for who receives it."""

from reports.services.remarks import remark
from tests.factories.reports import IN_TIME, cycle, report_of

from . import DEPARTMENT, READERS, Row, for_everyone, page
from .reports import WRITERS, draft, of_cycle, of_report


def said(world) -> list:
    """Address of a remark on the unit's report."""
    found = report_of(world.province, cycle())
    row = remark(found, "figure:outgoing", "Nêu rõ nước đến", by=None, at=IN_TIME)
    return [found.cycle.code, found.unit.code, row.pk]


ROWS: dict[str, Row] = {
    "guidance": for_everyone(ok=302),  # the list of the library, where the page's script does not ask
    "differences": page(*DEPARTMENT, "inspector", args=of_cycle),
    # there is no earlier report, so nothing to take over nor to confirm
    "carry": of_report(*WRITERS, ok=422, method="post", args=draft("I")),
    "confirm-carried": of_report(*WRITERS, ok=422, method="post", args=draft("I")),
    "annex": page(*READERS, others=404, args=draft("II")),
    "remarks": page(*READERS, others=404, args=draft(), query="?cell=figure:outgoing"),
    "settle-remark": of_report(*WRITERS, *DEPARTMENT, method="post", args=said),
}
