"""The verbs of the partners' app."""

from .affiliations import read_affiliations, refuse_circle, save_affiliations
from .assessments import may_assess, record_ruling, save_assessment
from .matching import PARTNER_COLUMNS, match_name
from .messages import answer_message, save_message, send_message
from .objectives import drop_objective, reach_objective, reopen_objective, save_objective
from .partners import add_alias, respell_names, save_partner
from .relationship import change_relationship, withdraw_change
from .supports import save_support

__all__ = [
    "PARTNER_COLUMNS",
    "add_alias",
    "answer_message",
    "change_relationship",
    "drop_objective",
    "match_name",
    "may_assess",
    "reach_objective",
    "read_affiliations",
    "record_ruling",
    "refuse_circle",
    "reopen_objective",
    "respell_names",
    "save_affiliations",
    "save_assessment",
    "save_message",
    "save_objective",
    "save_partner",
    "save_support",
    "send_message",
    "withdraw_change",
]
