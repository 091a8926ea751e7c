"""Agreements and external resources belong to units."""

from tests.factories import agreements

from . import register

ROWS = {
    **register("agreement", lambda world: agreements.agreement(world.province)),
    **register("resource", lambda world: agreements.resource(world.province)),
}
