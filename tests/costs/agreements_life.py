"""Agreements to choose from while typing."""

from tests.factories.agreements import partner
from tests.factories.agreements_life import signed


def choices(world):
    return lambda number: signed(
        world.province, f"Bản ghi nhớ {number}", there=partner(f"Bạn {number}", f"B{number}")
    )


LISTS = {"agreements:agreement-choices": ("unit_officer", choices, ())}
BY_ANOTHER_NAME = {"agreements:agreement-choices"}
