"""Approvals: the list of what waits is everybody's own; an approval opens to who sees it, acts to who may act."""

import datetime as dt

from django.utils import timezone

from portal.workflow.models import Chain, ChainStep
from portal.workflow.services.approvals import submit
from portal.workflow.services.chains import save_chain
from tests.factories.delegations import delegation

from . import READERS, for_everyone, page


def approval(world):
    """A dossier of the province, submitted by its officer: the unit's leader is awaited."""
    chain = Chain(matter="outgoing", title="Quy trình thử", valid_from=dt.date(2020, 1, 1), level="")
    steps = [
        ChainStep(kind="propose", title="Đề nghị", way="inside", whose="own", role="unit_leader"),
        ChainStep(kind="approve", title="Quyết định", way="inside", whose="confederation", role="presidium"),
    ]
    save_chain(chain, steps, by=None)
    record = delegation(world.province, "Đoàn thử")
    return submit(record, matter="outgoing", by=world.users["unit_officer"], at=timezone.now())


def act(name: str):
    return lambda world: [approval(world).pk, name]


def _act(*roles: str, refused: dict[str, int] | None = None):
    also = {role: 403 for role in READERS if role not in roles} | (refused or {})
    return page(*roles, also=also, others=404, args=act("agree"))


ROWS = {
    "waiting": for_everyone(),
    "waiting-export": for_everyone(),
    "open": page(*READERS, ok=302, others=404, args=lambda world: [approval(world).pk, 1]),
    "act": _act("unit_leader"),
}
