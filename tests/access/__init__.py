"""Who gets which answer from which address: one table, one module a namespace.

A module `tests/access/<namespace>.py` (or `<namespace>_<subject>.py`) holds `ROWS`: {url name without its namespace: Row}. Addresses without a
namespace stand in `plain.py`. `test_access.py` fails for an address that has no row and for a row without address.

    ROWS = {
        "board": page("department_officer", "department_head"),           # 200 for these, 403 for the others
        "send": page("officer", ok=302, others=404, method="post",
                     args=lambda world: [world.report.pk]),               # another's record does not exist
        **register("agreement", make_agreement),                          # the eight rows of a register
    }

`args` and `data` are functions of the `World` of `test_access.py` (units and one holder of each role). `args` makes the
rows once for all roles, `data` is asked before each request; what a request changes is undone, so every request of every
role starts from the same database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.access.roles import ROLES

ANONYMOUS = "anonymous"
#: unit officer of another province: what belongs to `world.province` must not exist for this one
STRANGER = "stranger"
#: an account whose offices have ended
OFFICELESS = "officeless"
EVERYONE = (*ROLES, STRANGER, OFFICELESS)

OF_UNIT = ("unit_officer", "unit_leader", "secretary", "clerk")
DEPARTMENT = ("department_officer", "department_head")
#: read all records of all units
CENTRAL_READERS = (*DEPARTMENT, "presidium", "inspector")
#: read the records of `world.province`
READERS = (*OF_UNIT, *CENTRAL_READERS)
#: change the records of `world.province`
EDITORS = ("unit_officer", *DEPARTMENT)


@dataclass(frozen=True)
class Row:
    """Expected statuses of one address; whoever is not in `statuses` gets `others`."""

    statuses: dict[str, int]
    others: int
    anonymous: int = 302
    method: str = "get"
    args: Callable[[Any], list] = field(default=lambda world: [])
    data: Callable[[Any], dict] = field(default=lambda world: {})
    query: str = ""

    def expected(self, who: str) -> int:
        return self.anonymous if who == ANONYMOUS else self.statuses.get(who, self.others)


def page(*roles: str, ok: int = 200, others: int = 403, also: dict[str, int] | None = None, **options) -> Row:
    """`roles` get `ok`, `also` says whose answer differs, the rest get `others`."""
    return Row({**dict.fromkeys(roles, ok), **(also or {})}, others, **options)


def for_everyone(ok: int = 200, **options) -> Row:
    """The same answer for whoever is signed in."""
    return Row({}, ok, **options)


def register(
    name: str, make: Callable[[Any], Any], *, readers=READERS, editors=EDITORS, creators=None
) -> dict[str, Row]:
    """The eight rows of a register. `make(world)` creates one record, of `world.province` if it belongs to units.

    Readers who may not edit get 403 from the forms; who may not see the record gets 404 from all its pages.
    `creators` are those who may add records at all, with the stranger where officers may.
    """
    if creators is None:
        creators = (*editors, STRANGER) if "unit_officer" in editors else editors

    def args(world):
        return [make(world).pk]

    refused = {role: 403 for role in readers if role not in editors}
    return {
        f"{name}-list": for_everyone(),
        f"{name}-export": for_everyone(),
        f"{name}-create": page(*creators),
        f"{name}-detail": page(*readers, others=404, args=args),
        f"{name}-history": page(*readers, others=404, args=args),
        f"{name}-edit": page(*editors, also=refused, others=404, args=args),
        f"{name}-archive": page(*editors, also=refused, ok=302, others=404, args=args, method="post"),
        f"{name}-restore": page(*editors, also=refused, ok=302, others=404, args=args, method="post"),
    }
