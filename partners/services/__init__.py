"""The verbs of the partners' app."""

from .matching import PARTNER_COLUMNS, match_name
from .partners import add_alias, save_partner

__all__ = ["PARTNER_COLUMNS", "add_alias", "match_name", "save_partner"]
