"""Where trips go without a norm for the per diem there."""

import datetime as dt

from django.db.models import Count

from portal.access.permissions import Permission
from portal.access.scope import has

from ..models import BudgetKind, Delegation
from .norms import codes_of, norms_in_force

LOOKED_BACK = dt.timedelta(days=730)
SHOWN = 12


def countries_without_per_diem(user, *, on: dt.date) -> list[str]:
    """Codes of countries visited in two years without a per diem in force, the most visited first.

    SECURITY: who keeps the rules sees no records; of them this says the names of countries alone.
    """
    per_diems = [norm for norm in norms_in_force(on) if norm.kind == BudgetKind.PER_DIEM]
    if any(not codes_of(norm) for norm in per_diems):
        return []
    known = {code for norm in per_diems for code in codes_of(norm)}
    keeps_rules = has(user, Permission.RULES_MANAGE)
    rows = Delegation.objects.live() if keeps_rules else Delegation.objects.visible_to(user).live()
    trips = rows.outgoing().filter(placed_to__gte=on - LOOKED_BACK).exclude(country__in=["", "VN", *known])
    counted = trips.order_by().values("country").annotate(trips=Count("pk"))
    return list(counted.order_by("-trips", "country").values_list("country", flat=True)[:SHOWN])
