"""What a new portal starts with in this app."""

from .indicators import load_indicators
from .procedure import load_grant_parts, load_parts, load_stages


def load() -> dict[str, int]:
    """How many rows of each kind were added; may run any number of times."""
    return {
        "Indicator": load_indicators(),
        "ProcedureStage": load_stages(),
        "ProcedurePart": load_parts(),
        "GrantPart": load_grant_parts(),
    }
