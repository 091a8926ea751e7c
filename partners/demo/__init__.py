"""Demonstration: how to reach the main partners, and the real international positions without their holders' names."""

from portal.demo.world import World

from .contacts import build_contacts


def build(world: World) -> dict[str, int]:
    return {"contacts": build_contacts(world)}
