"""What the partners' app hands up: places in the sidebar, panels on a partner's page, its part of the home page."""

from . import home, partner_page, sidebar

__all__ = ["home", "partner_page", "sidebar"]
