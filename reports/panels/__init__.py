"""What reports hand up to the portal."""

from . import (  # noqa: F401 - they register their entries and panels
    activities,
    clerk,
    decisions,
    gathering,
    historical,
    home,
    library,
    periodic,
    pictures,
    resolution,
    work,
)
