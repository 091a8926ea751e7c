"""What reports hand up to the portal."""

from . import activities, clerk, decisions, home, library, periodic, pictures, resolution  # noqa: F401 - they register their entries and panels
