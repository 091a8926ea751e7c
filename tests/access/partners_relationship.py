"""States and visits are read by all who read partners; aims, gap and assessments at the centre; support by its unit."""

from django.utils import timezone

from portal.access.roles import ROLES
from tests.factories.partners_relationship import assessment, objective, ruling, support

from . import CENTRAL_READERS, DEPARTMENT, STRANGER, page, register
from .partners import partner

REST = {role: 403 for role in (*ROLES, STRANGER) if role not in DEPARTMENT}
ALL = (*ROLES, STRANGER)


def _of_partner(world):
    return [partner(world).pk]


def _of_step(world):
    found = partner(world)
    return [found.pk, found.relationship_changes.get().pk]


def _allowed(world):
    ruling(timezone.localdate())
    return _of_partner(world)


def _assessed(world):
    ruling(timezone.localdate())
    found = partner(world)
    return [found.pk, assessment(found, "2026-01-01").pk]


def _objective(world):
    return objective(partner(world))


ROWS = {
    "relationship": page(*ALL, others=404, args=_of_partner),
    "ledger-export": page(*ALL, others=404, args=_of_partner),
    "relationship-edit": page(*DEPARTMENT, also=REST, others=404, args=_of_partner),
    "relationship-change": page(*DEPARTMENT, also=REST, others=404, args=_of_partner),
    "relationship-withdraw": page(
        *DEPARTMENT, ok=302, also=REST, others=404, method="post", args=_of_step
    ),
    "attention": page(*CENTRAL_READERS),
    "attention-export": page(*CENTRAL_READERS),
    **register("objective", _objective, readers=CENTRAL_READERS, editors=DEPARTMENT),
    "objective-verb": page(
        *DEPARTMENT, ok=302, also={role: 403 for role in ("presidium", "inspector")}, others=404, method="post",
        args=lambda world: [_objective(world).pk], data=lambda world: {"verb": "reach:1"},
    ),
    **register("support", lambda world: support(world.province, partner=partner(world))),
    "assess": page(*DEPARTMENT, also=REST, others=404, args=_allowed),
    "assessment": page(*DEPARTMENT, also=REST, others=404, args=_assessed),
    "rulings": page(*DEPARTMENT, "presidium"),
    "new-ruling": page("department_head"),
    "ruling": page(*DEPARTMENT, "presidium", args=lambda world: [ruling(timezone.localdate()).pk]),
}  # fmt: skip
