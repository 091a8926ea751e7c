"""The desk of consolidated papers, what stands behind issued figures, signing, verifying."""

from reports.models import Consolidation
from tests.factories.reports import cycle, issued_paper, sent

from . import CENTRAL_READERS, DEPARTMENT, READERS, Row, page
from .reports import HEAD, issued, of_centre, paper, submitted


def figure_of_issued(world) -> list:
    found = issued_paper(cycle())
    return [found.cycle.code, found.paper, found.pk, "outgoing"]


def words_of_a_unit(world) -> list:
    """The draft has no such passage: who may write it is told so, for all others it does not exist."""
    version = sent(world.province).versions.get()
    draft = Consolidation.objects.create(cycle=version.report.cycle, paper="to_presidium")
    return [draft.cycle.code, draft.paper, draft.pk, "I", version.pk]


def at_the_desk(world) -> dict:
    return {"revision": "1"}


ROWS = {
    "verify": Row({}, 200),
    "desk": page(*DEPARTMENT, others=404, args=paper("I")),
    "insert-passage": page(
        *DEPARTMENT, ok=302, others=404, method="post", args=words_of_a_unit, data=at_the_desk
    ),
    "paper-recipients": page(*DEPARTMENT, others=404, args=paper()),
    "appraise": page(*DEPARTMENT, ok=302, others=404, method="post", args=paper("xin-tham-dinh")),
    "appraise-back": page(*HEAD, others=404, also={"department_officer": 403}, args=paper()),
    "correct": of_centre(*DEPARTMENT, args=issued),
    "correction-reason": page(*DEPARTMENT, others=404, args=paper()),
    "paper-signed": of_centre(*DEPARTMENT, args=issued),
    "paper-sign": of_centre(*DEPARTMENT, args=issued),
    "issued-figure": page(*CENTRAL_READERS, others=404, args=figure_of_issued),
    "version-figure": page(*READERS, others=404, args=submitted(1, "outgoing")),
}
