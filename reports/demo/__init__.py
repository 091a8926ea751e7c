"""Demonstration: other activities, and reporting cycles in all states."""

from portal.demo.keeping import keep
from portal.demo.world import CENTRE, World

from .activities import activities_of


def build(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    return {"activities": keep(world, [row for unit in units for row in activities_of(world, unit)])}
