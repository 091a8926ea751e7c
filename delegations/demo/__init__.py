"""Demonstration: the real delegations and conferences without names, and two years and more of made ones."""

from pathlib import Path

from delegations.models import Delegation
from portal.demo.keeping import keep
from portal.demo.real import import_real
from portal.demo.world import CENTRE, World

from .after_money import build_after
from .coming import (
    conferences_of_the_centre,
    visits_of_the_centre,
    visits_of_the_running_period,
    visits_of_units,
)
from .conferences import build_conferences
from .dossiers import build_dossiers
from .made import delegations_of, events_of, give_codes
from .papers import build_papers
from .plans import build_plans

DATA = Path(__file__).parents[1] / "data"


def build(world: World) -> dict[str, int]:
    real = {
        "real delegations": import_real(world, "delegations", DATA / "real_delegations.csv"),
        "real conferences": import_real(world, "events", DATA / "real_events.csv"),
    }
    return (
        real
        | _made(world)
        | build_plans(world)
        | build_dossiers(world)
        | build_conferences(world)
        | build_papers(world)
    )


def _made(world: World) -> dict[str, int]:
    units = [world.units[CENTRE], *world.reporting]
    visits = [row for unit in units for row in delegations_of(world, unit)]
    visits += [*visits_of_the_centre(world), *visits_of_units(world), *visits_of_the_running_period(world)]
    visits = [row for row in visits if not world.knows(Delegation, row.key)]
    give_codes(visits)
    meetings = [row for unit in units for row in events_of(world, unit)]
    meetings += conferences_of_the_centre(world)
    return {
        "delegations": keep(world, visits, spelled_by=("partners__names", "legs")),
        "conferences": keep(world, meetings),
        **build_after(world),
    }
