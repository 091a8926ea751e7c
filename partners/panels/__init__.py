"""What the partners' app hands up: places in the sidebar, panels on a partner's page, its part of the home page."""

from . import contacts, home, partner_page, sidebar, standing, touches

__all__ = ["contacts", "home", "partner_page", "sidebar", "standing", "touches"]
