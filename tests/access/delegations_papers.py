"""The papers of a dossier: read with it, drafted by who writes for its unit."""

from tests.delegations.papers_world import conference, outgoing

from . import EDITORS, READERS, page

REST = {role: 403 for role in READERS if role not in EDITORS}


def _delegation(world):
    return [outgoing(world.province).pk]


def _event(world):
    return [conference(world.province).pk]


def _kind(world):
    return {"kind": "submission"}


ROWS = {
    "delegation-papers": page(*READERS, others=404, args=_delegation),
    "event-papers": page(*READERS, others=404, args=_event),
    "delegation-papers-begin": page(
        *EDITORS, ok=302, also=REST, others=404, args=_delegation, method="post", data=_kind
    ),
    "event-papers-begin": page(
        *EDITORS, ok=302, also=REST, others=404, args=_event, method="post", data=_kind
    ),
}
