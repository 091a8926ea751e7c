"""A conference's own pages are read by who reads the conference, its register is kept by who edits it."""

from delegations.services.conferences import join_event, put_forward
from partners.models import Initiative
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.participants import participant

from . import EDITORS, READERS, page

REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def conference(world) -> list:
    return [event(world.province, starts_on="2027-03-10").pk]


def row(world) -> list:
    return [participant(event(world.province, starts_on="2027-03-10")).pk]


def initiative(world) -> list:
    meeting = event(world.province, starts_on="2027-03-10")
    made = Initiative(
        partner=partner("ILO", "ILO"),
        kind="initiative",
        title="Đề xuất",
        content_theme="development",
        topic="other",
    )
    put_forward(meeting, made, by=None)
    return [meeting.pk, made.pk]


def pair(world) -> list:
    return [delegation(world.province).pk, event(world.province).pk]


def joined(world) -> list:
    return [join_event(delegation(world.province), event(world.province), by=None).pk]


def read(**options):
    return page(*READERS, others=404, **{"args": conference, **options})


def edited(ok=200, **options):
    return page(*EDITORS, also=REFUSED, ok=ok, others=404, **{"args": conference, **options})


ROWS = {
    "event-content": read(),
    "event-delegations": read(),
    "event-participants": read(),
    "event-participants-file": read(args=lambda world: [*conference(world), "xlsx"]),
    "event-content-edit": edited(),
    "event-initiative-new": edited(),
    "event-initiative-link": edited(),
    "event-initiative-unlink": edited(302, method="post", args=initiative),
    "event-participant-new": edited(),
    "event-participants-add": edited(),
    "event-participants-batch": edited(302, method="post"),
    "event-door": edited(),
    "participant-edit": edited(args=row),
    "participant-sends": edited(args=row),
    "participant-remove": edited(302, method="post", args=row),
    "participant-tick": edited(302, method="post", args=row, data=lambda world: {"attendance": "in_person"}),
    "delegation-join": edited(302, method="post", args=pair),
    "delegation-leave": edited(302, method="post", args=joined),
}
