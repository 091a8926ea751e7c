"""Is it the same words?"""

from portal.text.partial import PartialDate, PartialRange
from portal.text.words import fold, given_name_key, normalise, sort_key

__all__ = ["PartialDate", "PartialRange", "fold", "given_name_key", "normalise", "sort_key"]
