"""What reports hand up to the portal."""

from . import activities  # noqa: F401 - registers its entry and its panel
