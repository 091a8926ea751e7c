"""Home and inbox are everyone's, what they show follows from the offices held; the leaders' parts are theirs alone."""

from tests.factories.delegations import delegation

from . import CENTRAL_READERS, OF_UNIT, for_everyone, page

LEADERS = ("department_head", "presidium")


def _record(world) -> list:
    return ["delegations.delegation", delegation(world.province).pk]


ROWS = {
    "home": for_everyone(),
    "inbox": for_everyone(),
    "inbox-sent": for_everyone(),
    "inbox-done": for_everyone(),
    "inbox-delegated": for_everyone(),
    "record": page(*OF_UNIT, *CENTRAL_READERS, ok=302, others=404, args=_record),
    "changes": page(*LEADERS),
    "watch": page(*LEADERS),
    "week-paper": page(*LEADERS),
}
