"""What reports hand up to the portal."""

from . import activities, decisions, home, periodic, pictures  # noqa: F401 - they register their entries and panels
