"""Reports: the unit writes and sends, the department receives, the centre reads; other activities are a register."""

from reports import reference
from reports.models import Consolidation, Recipient
from tests.factories.activities import activity
from tests.factories.reports import cycle, issued_paper, put_paper, report_of, sent

from . import CENTRAL_READERS, DEPARTMENT, OF_UNIT, OFFICELESS, READERS, STRANGER, Row, page, register

HEAD = ("department_head",)
WRITERS = ("unit_officer", "unit_leader")
GONE = {OFFICELESS: 404}


def types_there_are(world) -> list:
    """No part of the address; what can be opened is there."""
    reference.load()
    return []


def of_cycle(world) -> list:
    return [cycle().code]


def draft(*more):
    """Address of the unit's report that has not been sent."""

    def args(world) -> list:
        found = report_of(world.province, cycle())
        return [found.cycle.code, found.unit.code, *more]

    return args


def submitted(*more):
    def args(world) -> list:
        found = sent(world.province)
        return [found.cycle.code, found.unit.code, *more]

    return args


def paper(*more):
    """Address of a consolidated draft."""

    def args(world) -> list:
        found = Consolidation.objects.create(cycle=cycle(), paper="to_presidium")
        return [found.cycle.code, found.paper, found.pk, *more]

    return args


def issued(world) -> list:
    found = issued_paper(cycle())
    return [found.cycle.code, found.paper, found.pk]


def put(world) -> list:
    """A paper that waits for the Presidium."""
    found = put_paper(cycle()).consolidation
    return [found.cycle.code, found.paper, found.pk]


def recipient(world) -> list:
    return [Recipient.objects.create(paper="unit", text="Văn phòng", valid_from="2026-01-01").pk]


def of_centre(*roles: str, ok: int = 200, **options) -> Row:
    """An issued paper of the centre: read there, so 403 to who may not do this; for the units it does not exist."""
    refused = {role: 403 for role in CENTRAL_READERS if role not in roles}
    return page(*roles, ok=ok, others=404, also=refused, **options)


def of_report(*roles: str, ok: int = 200, **options) -> Row:
    """Who may read the report but not do this gets 403; for all others it does not exist."""
    refused = {role: 403 for role in READERS if role not in roles}
    return page(*roles, ok=ok, others=404, also=refused, **options)


ROWS = {
    **register("activity", lambda world: activity(world.province)),
    "home": Row({"department_officer": 302, "department_head": 302, "presidium": 302}, 200),
    "cycles": page(*READERS, STRANGER),
    "open-cycle": page(*HEAD, args=types_there_are),
    "recipients": page("administrator"),
    "recipient-add": page("administrator"),
    "recipient": page("administrator", args=recipient),
    "board": page(*READERS, STRANGER, args=of_cycle),
    "extend-cycle": page(*HEAD, also=GONE, args=of_cycle),
    "cancel-cycle": page(*HEAD, also=GONE, args=of_cycle),
    "join-cycle": page(*HEAD, ok=302, method="post", args=of_cycle),
    "chase-all": page(*DEPARTMENT, ok=302, method="post", args=of_cycle),
    "accept-several": page(*DEPARTMENT, ok=302, method="post", args=of_cycle),
    "check": page(*DEPARTMENT, args=of_cycle),
    "consolidations": Row(GONE, 200, args=of_cycle),
    "build": page(*DEPARTMENT, ok=302, also=GONE, method="post", args=of_cycle),
    "consolidation": page(*DEPARTMENT, others=404, args=paper()),
    "number": page(*DEPARTMENT, ok=302, others=404, method="post", args=paper()),
    "issue": page(*DEPARTMENT, ok=302, others=404, method="post", args=paper()),
    "put": of_centre(*HEAD, ok=302, method="post", args=issued),
    "decide": of_centre("presidium", args=put),
    "handwritten": of_centre(
        args=put
    ),  # the secretary of the centre's leaders: tests/reports/test_presidium.py
    "consolidation-file": page(*DEPARTMENT, ok=302, others=404, args=paper("pdf")),
    "report": page(*OF_UNIT, *CENTRAL_READERS, others=404, args=draft()),
    "preview": page(*READERS, others=404, args=draft()),
    "print": page(*READERS, others=404, args=draft("xlsx")),
    "records": page(*READERS, others=404, args=draft("outgoing")),
    "version": page(*READERS, others=404, args=submitted(1)),
    "autosave": page(
        *WRITERS,
        others=404,
        also={role: 409 for role in READERS if role not in WRITERS},
        method="post",
        args=draft(),
    ),
    "signed": of_report("unit_officer", args=draft()),
    "step": of_report("unit_leader", ok=302, method="post", args=draft("submit")),
    "step-with-reason": of_report(*DEPARTMENT, args=submitted("return")),
    "extend-report": of_report(*DEPARTMENT, args=draft()),
    "chase-one": of_report(*DEPARTMENT, ok=302, method="post", args=draft()),
}
