"""What reports hand up to the portal."""

from . import activities, clerk, decisions, gathering, home, library, periodic, pictures, resolution, work  # noqa: F401 - they register their entries and panels
