"""Plans belong to units; their lines change by adjustments; one decision for several is the centre's."""

from delegations.models import Delegation
from tests.factories.delegations import delegation
from tests.factories.plans import approve, approved_line, line, plan

from . import DEPARTMENT, EDITORS, READERS, page, register

REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def open_plan(world):
    made = plan(world.province)
    line(made)
    return made


def of_plan(world):
    return [open_plan(world).pk]


def of_line(world):
    return [approved_line(world.province).pk]


def of_linked(world):
    return [linked(world).plan_item_id]


def newest() -> str:
    return f"delegation:{Delegation.objects.latest('pk').pk}"


def linked(world):
    return delegation(world.province, plan_item=approved_line(world.province))


def _editing(args, **options):
    """Forms and verbs of who enters the unit's records."""
    return page(*EDITORS, also=REFUSED, others=404, args=args, **options)


ROWS = {
    **register("plan", open_plan),
    **register("planitem", lambda world: line(plan(world.province))),
    "plan-lines": _editing(of_plan),
    "plan-submit": _editing(of_plan, method="post", ok=302),
    "plan-carry": _editing(of_plan),
    "plan-approval": page(
        *DEPARTMENT, also={role: 403 for role in READERS if role not in DEPARTMENT}, others=404, args=of_plan
    ),
    "plan-print": page(*READERS, others=404, args=lambda world: [*of_plan(world), "xlsx"]),
    "plan-year": page(*READERS, "stranger"),
    "plan-year-print": page(
        *READERS, "stranger", args=lambda world: [approve(open_plan(world)).year, "xlsx"],
        also={"stranger": 404},
    ),
    "plan-chase-all": page(*DEPARTMENT, ok=302, method="post", args=lambda world: [2027]),
    "plan-chase": page(
        *DEPARTMENT, ok=302, method="post", args=lambda world: [2027, world.province.pk],
        data=lambda world: {"channel": "telephone"},
    ),
    "plan-decide": page(*DEPARTMENT, "presidium", ok=302),
    "planitem-adjust": _editing(of_line),
    "planitem-postpone": _editing(of_line),
    "planitem-cancel": _editing(of_line),
    "planitem-carry": _editing(of_line),
    "planitem-take-up": _editing(of_line),
    "planitem-begin": _editing(of_line, method="post", ok=302),
    "planitem-link": _editing(
        of_line, method="post", ok=302, data=lambda world: {"record": f"delegation:{delegation(world.province).pk}"}
    ),
    "planitem-unlink": _editing(
        of_linked, method="post", ok=302, data=lambda world: {"record": newest(), "reason": "khác"}
    ),
}  # fmt: skip
