"""Demonstration: the real agreements and resources without names, and made ones with terms that run out."""

from pathlib import Path

from portal.demo.keeping import keep
from portal.demo.real import import_real
from portal.demo.world import CENTRE, World

from .agreements import agreements_of
from .commitments import build_commitments
from .grants import build_grants
from .life import build_life
from .procedures import build_procedures
from .resources import resources_of
from .support import build_support

DATA = Path(__file__).parents[1] / "data"


def build(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    return {
        "real agreements": import_real(world, "agreements", DATA / "real_agreements.csv"),
        "real resources": import_real(world, "resources", DATA / "real_resources.csv"),
        "agreements": keep(world, [row for unit in units for row in agreements_of(world, unit)]),
        "resources": keep(world, [row for unit in units for row in resources_of(world, unit)]),
        **build_grants(world),
        **build_procedures(world),
        **build_commitments(world),
        **build_life(world),
        **build_support(world),
    }
