"""The verbs of the partners' app."""

from .assessments import may_assess, record_ruling, save_assessment
from .matching import PARTNER_COLUMNS, match_name
from .objectives import drop_objective, reach_objective, reopen_objective, save_objective
from .partners import add_alias, save_partner
from .relationship import change_relationship, withdraw_change
from .supports import save_support

__all__ = [
    "PARTNER_COLUMNS",
    "add_alias",
    "change_relationship",
    "drop_objective",
    "match_name",
    "may_assess",
    "reach_objective",
    "record_ruling",
    "reopen_objective",
    "save_assessment",
    "save_objective",
    "save_partner",
    "save_support",
    "withdraw_change",
]
