"""Demonstration: the real delegations and conferences without names, and three years of made ones."""

from portal.demo.world import CENTRE, World

from .coming import build_coming
from .made import make_delegations, make_events


def build(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    return {
        "delegations": sum(make_delegations(world, unit) for unit in units),
        "conferences": sum(make_events(world, unit) for unit in units),
        "coming": build_coming(world),
    }
