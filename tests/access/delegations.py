"""Delegations and conferences belong to units; the calendar shows each reader what they may see."""

from tests.factories.delegations import delegation, event

from . import for_everyone, register

ROWS = {
    **register("delegation", lambda world: delegation(world.province)),
    **register("event", lambda world: event(world.province)),
    "calendar": for_everyone(),
}
