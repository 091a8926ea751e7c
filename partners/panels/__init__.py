"""What the partners' app hands up: places in the sidebar, panels on a partner's page, its part of the home page."""

from . import (
    briefing,
    clerk,
    contacts,
    home,
    interactions,
    occasions,
    partner_page,
    partners,
    promises,
    relationship,
    sidebar,
    standing,
    touches,
)

__all__ = [
    "briefing",
    "clerk",
    "contacts",
    "home",
    "interactions",
    "occasions",
    "partner_page",
    "partners",
    "promises",
    "relationship",
    "sidebar",
    "standing",
    "touches",
]
