"""What reports hand up to the portal."""

from . import (  # noqa: F401 - they register their entries and panels
    activities,
    board_information,
    board_peers,
    board_provinces,
    board_research,
    board_resolution,
    board_timeliness,
    changed,
    clerk,
    decisions,
    gathering,
    historical,
    home,
    library,
    periodic,
    resolution,
    sent,
    work,
)
