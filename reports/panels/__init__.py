"""What reports hand up to the portal."""

from . import (  # noqa: F401 - they register their entries and panels
    activities,
    changed,
    clerk,
    decisions,
    gathering,
    historical,
    home,
    library,
    periodic,
    pictures,
    resolution,
    sent,
    work,
)
