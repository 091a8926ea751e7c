"""What reports hand up to the portal."""

from . import activities, home, periodic, pictures  # noqa: F401 - they register their entries and panels
