"""Demonstration: how to reach the main partners, and the real international positions without their holders' names."""

from pathlib import Path

from portal.demo.real import import_real
from portal.demo.world import World

from .contacts import build_contacts
from .interactions import build_interactions
from .letters import build_letters
from .relationship import build_relationships
from .standing import build_standing
from .twins import build_counterparts

DATA = Path(__file__).parents[1] / "data"


def build(world: World) -> dict[str, int]:
    return {
        "real positions": import_real(world, "positions", DATA / "real_positions.csv"),
        "contacts": build_contacts(world),
        "counterparts": build_counterparts(world),
        **build_interactions(world),
        **build_relationships(world),
        **build_standing(world),
        **build_letters(world),
    }
