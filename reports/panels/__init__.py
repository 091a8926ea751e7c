"""What reports hand up to the portal."""

from . import activities, periodic  # noqa: F401 - they register their entries and panels
