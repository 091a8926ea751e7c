"""What a new portal starts with in this app."""

from .recipients import load_recipients
from .types import load_indicators, load_types


def load() -> dict[str, int]:
    """How many rows of each kind were added; may run any number of times."""
    return {
        "Recipient": load_recipients(),
        "Indicator": load_indicators(),
        "ReportType": load_types(),
    }
