"""Names and affiliations are read by all; only the department changes and merges partners."""

from portal.access.roles import ROLES

from . import DEPARTMENT, STRANGER, page
from .partners import partner


def _args(world):
    return [partner(world).pk]


ROWS = {
    "resembling": page(*DEPARTMENT),
    "names": page(*ROLES, STRANGER, others=404, args=_args),
    "partner-merge": page(
        *DEPARTMENT,
        also={role: 403 for role in (*ROLES, STRANGER) if role not in DEPARTMENT},
        others=404,
        args=_args,
    ),
}
