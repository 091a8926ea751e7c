"""A partner's timeline is there for everybody who reads partners; what stands in it follows from their units."""

from portal.access.roles import ROLES

from . import STRANGER, page
from .partners import partner


def of_partner(world):
    return [partner(world).pk]


ROWS = {
    name: page(*ROLES, STRANGER, others=404, args=of_partner) for name in ("timeline", "timeline-export")
}
