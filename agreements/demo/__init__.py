"""Demonstration: the real agreements and resources without names, and made ones with terms that run out."""

from portal.demo.keeping import keep
from portal.demo.world import CENTRE, World

from .agreements import agreements_of
from .resources import resources_of


def build(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    return {
        "agreements": keep(world, [row for unit in units for row in agreements_of(world, unit)]),
        "resources": keep(world, [row for unit in units for row in resources_of(world, unit)]),
    }
