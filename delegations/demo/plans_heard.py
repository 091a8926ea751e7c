"""Demonstration: which plans of the next year were heard of already, approved or returned."""

import datetime as dt

from delegations.models import AnnualPlan
from portal.demo.chains import Chain
from portal.demo.world import World
from portal.workflow.models import ActKind, Approval

#: Units with a leader, whose plans are further than those of the others.
HEARD = {"CDN-DK": ActKind.AGREED, "LDLD-52-2025": ActKind.RETURNED}
MOST_STEPS = 9
RETURNED = "Đề nghị nêu rõ nguồn kinh phí của từng đoàn và gộp hai đoàn đi cùng một nước trong quý II."


def hear(world: World, plan: AnnualPlan, submitted: dt.date, number: int) -> None:
    """By the authority that decides, or after the proposal with the words of who returned it."""
    what = HEARD.get(plan.unit.code)
    approval = Approval.objects.of(plan).running().first()
    if what is None or approval is None:
        return
    chain = Chain(world, approval, world.officer_of(plan.unit), submitted, number)
    if what == ActKind.AGREED:
        chain.advance(MOST_STEPS)
    else:
        chain.advance(1)
        chain.turn_down(what, RETURNED)
