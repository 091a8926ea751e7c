"""Rows of annexes II to XI (domain.md section 3) as plain texts and numbers, in Vietnamese.

Each row carries the key of its record, so that a consolidated annex shows a joint activity once; rows that stand for a
unit (VIII, IX, X) carry its id beside it.
"""

from collections.abc import Callable

from ..window import Window
from .activities import conference_rows, incoming_rows, information_rows, outgoing_rows
from .bodies import membership_rows, seat_rows
from .officers import officer_rows
from .papers import agreement_rows, plan_rows, resource_rows, signing_rows

__all__ = ["OF_UNITS", "ROWS", "plan_rows", "signing_rows"]

#: The annexes of a unit's report, each with what gives its rows.
ROWS: dict[str, Callable[[Window], list[dict]]] = {
    "II": outgoing_rows,
    "III": incoming_rows,
    "IV": agreement_rows,
    "V": conference_rows,
    "VI": resource_rows,
    "VII": information_rows,
    "VIII": membership_rows,
    "IX": seat_rows,
    "X": officer_rows,
}
#: Those whose rows are not records but what a unit has.
OF_UNITS = ("VIII", "IX", "X")
