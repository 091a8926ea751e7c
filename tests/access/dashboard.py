"""The home page is everyone's; what it shows follows from the offices held."""

from . import for_everyone

ROWS = {"home": for_everyone()}
