"""Budget, reception, report and follow-up belong to the unit; norms are kept by who keeps the rules."""

import datetime as dt

from portal.access.roles import ROLES
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import follow_up, line, norm

from . import DEPARTMENT, EDITORS, EVERYONE, READERS, STRANGER, page, register

REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def _trip(world):
    made = delegation(world.province, starts_on="02/03/2026", ends_on="05/03/2026")
    line(made)
    return [made.pk]


def _event(world):
    return [event(world.province, starts_on="02/03/2026").pk]


def _guests(world):
    return [delegation(world.province, direction="incoming", starts_on="02/03/2026").pk]


def _readable(args):
    return page(*READERS, others=404, args=args)


def _editable(args, **options):
    return page(*EDITORS, also=REFUSED, others=404, args=args, **options)


def _pages(name: str, args) -> dict:
    """The pages that delegations and conferences have alike."""
    return {
        f"{name}-money": _readable(args),
        f"{name}-budget": _editable(args),
        f"{name}-budget-export": _readable(args),
        f"{name}-gifts": _editable(args),
        f"{name}-after": _readable(args),
        f"{name}-report": _editable(args),
        f"{name}-report-save": _editable(args, method="post"),
        f"{name}-report-hand-in": _editable(args, method="post", ok=302),
        f"{name}-report-take-back": _editable(args, method="post", ok=302),
        f"{name}-promise": _editable(args),
    }


def _done_by_nobody(world):
    row = follow_up(delegation(world.province), is_important=True)
    type(row).objects.filter(pk=row.pk).update(done_on=dt.date(2026, 3, 1), evidence="Công văn 12")
    return [row.pk, "check"]


CHECKERS = ("unit_officer", "unit_leader", *DEPARTMENT)
ROWS = {
    **_pages("delegation", _trip),
    **_pages("event", _event),
    "delegation-reception": _readable(_guests),
    "delegation-reception-edit": _editable(_guests),
    **register("followup", lambda world: follow_up(delegation(world.province))),
    "followup-verb": page(
        *CHECKERS, also={role: 403 for role in READERS if role not in CHECKERS}, others=404, args=_done_by_nobody
    ),
    "followup-reopen": _editable(
        lambda world: [follow_up(delegation(world.province)).pk], method="post", ok=302
    ),
    "follow-up-activities": page(*EVERYONE),
    **register(
        "norm", lambda world: norm(1_000_000),
        readers=(*ROLES, STRANGER), editors=("administrator",), creators=("administrator",),
    ),
}  # fmt: skip
