"""Resolutions are read by all and kept by the department; assignments and proposals are the unit's."""

from tests.factories.reports import sent
from tests.factories.resolution import assignment, proposal, resolution

from . import DEPARTMENT, EDITORS, OFFICELESS, READERS, STRANGER, Row, page, register

#: who reads it, but does not do this
READ_ONLY = {role: 403 for role in READERS if role not in EDITORS}
EVERY_READER = (*READERS, STRANGER, "administrator")


def task(world) -> list:
    found = resolution().tasks.first()
    return [found.resolution_id, found.pk]


def whole(world) -> list:
    return [resolution().pk]


def given(*more):
    return lambda world: [assignment(world.province).pk, *more]


def proposed(*more):
    return lambda world: [proposal(world.province).pk, *more]


def report(world) -> list:
    found = sent(world.province, V="Bố trí kinh phí.")
    return [found.cycle.code, found.unit.code]


def results(world) -> dict:
    return {"kind": "resolution-results"}


ROWS = {
    **register(
        "resolution", lambda world: resolution(), readers=EVERY_READER, editors=DEPARTMENT,
    ),
    **register("assignment", lambda world: assignment(world.province)),
    **register("proposal", lambda world: proposal(world.province)),
    "resolution-assign": page(*DEPARTMENT, others=403, also={OFFICELESS: 404}, args=task),
    "resolution-papers": page(*DEPARTMENT, others=403, also={OFFICELESS: 404}, args=whole),
    "resolution-begin": Row(
        {**dict.fromkeys(DEPARTMENT, 302), OFFICELESS: 404}, 403, method="post", args=whole, data=results
    ),
    "assignment-verb": page(*EDITORS, others=404, also=READ_ONLY, args=given("progress")),
    "assignment-reopen": page(*EDITORS, ok=302, others=404, also=READ_ONLY, args=given(), method="post"),
    "proposal-verb": page(*EDITORS, others=404, also=READ_ONLY, args=proposed("answer")),
    "report-proposals": page(*EDITORS, others=404, also=READ_ONLY, args=report),
}  # fmt: skip
