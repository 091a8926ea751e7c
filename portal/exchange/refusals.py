"""What is refused: one cell of a row, or a whole row, each with a stable code and one sentence."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

MISSING = "missing"
NOT_A_DATE = "not_a_date"
IMPOSSIBLE_DATE = "impossible_date"
END_BEFORE_START = "end_before_start"
NOT_A_NUMBER = "not_a_number"
NEGATIVE = "negative"
IMPOSSIBLE_NUMBER = "impossible_number"
UNKNOWN_CHOICE = "unknown_choice"
UNKNOWN_PARTNER = "unknown_partner"
TOO_LONG = "too_long"
NOT_YOURS = "not_yours"
ARCHIVED = "archived"
IMPOSSIBLE = "impossible"


class CellRefusedError(ValueError):
    """A cell that cannot be taken; `str()` is the sentence, without the name of its column."""

    def __init__(self, reason: str, sentence: str):
        super().__init__(sentence)
        self.reason = reason


@dataclass(frozen=True)
class Refusal:
    """One reason why a row is refused. `column` is the name in the data files, `label` the heading."""

    column: str
    label: str
    value: str
    reason: str
    sentence: str

    @property
    def message(self) -> str:
        return f"{self.label}: {self.sentence}" if self.label else self.sentence

    def as_json(self, sheet: str, row: int) -> dict:
        """{"sheet", "row", "column", "value", "reason", "message"}.

        `row` counts as the spreadsheet does: from 1, header and blank lines included. `sheet` is "" for CSV.
        """
        return {
            "sheet": sheet,
            "row": row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
            "message": self.message,
        }


class RowRefusedError(ValidationError):
    """A row with at least one refusal; django-import-export keeps it as the row's validation error."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__([refusal.message for refusal in refusals])
        self.refusals = refusals
