"""What a new portal starts with in this app."""

from .norms import load_norms
from .requirements import load_requirements


def load() -> dict[str, int]:
    """How many rows of each kind were added; may run any number of times."""
    return {"Norm": load_norms(), "Requirement": load_requirements()}
