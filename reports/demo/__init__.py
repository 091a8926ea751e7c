"""Demonstration: other activities, reporting cycles in all states, and the library."""

from pathlib import Path

from portal.demo.keeping import keep
from portal.demo.real import import_real
from portal.demo.world import CENTRE, World

from .activities import activities_of
from .cycles import build_cycles
from .historical import historical_of
from .library import library_of
from .resolution import resolution_of
from .subjects import subjects_of
from .work import work_of

DATA = Path(__file__).parents[1] / "data"


def build(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    return {
        "real activities": import_real(world, "other_activities", DATA / "real_activities.csv"),
        "activities": keep(world, [row for unit in units for row in activities_of(world, unit)]),
        "historical figures": historical_of(world),
        "cycles": build_cycles(world),
        "subjects and remarks": subjects_of(world),
        "library": library_of(world),
        "resolution": resolution_of(world),
        "other work": work_of(world),
    }
