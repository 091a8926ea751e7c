"""Bars in the running text of a paper: set as a table, so that they are text for a screen reader and editable in Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .layout import plain

TONES = ("main", "second")
COLOURS = {"main": "1F4E8C", "second": "B9CBE3"}
STEPS = 40  # how finely Word draws a bar; the PDF draws whole per cents


@dataclass(frozen=True)
class Bar:
    """`width` in per cent of the longest bar of the drawing; `text` is its number in Vietnamese writing."""

    width: int
    text: str
    tone: str


@dataclass(frozen=True)
class Bars:
    """A row for each label with one bar for each of `series` (at most two); lengths are in proportion, from zero.

    A None has no bar and prints as a dash: nothing known is not zero. Raises ValueError for a row of another length.
    """

    caption: str
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | float | None]]]
    text: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= len(TONES):
            raise ValueError(f"{self.caption}: {len(self.series)} series, expected one or two.")
        for label, values in self.rows:
            if len(values) != len(self.series):
                raise ValueError(f"{label}: {len(values)} values, expected {len(self.series)}.")

    @cached_property
    def drawn(self) -> list[tuple[str, list[Bar]]]:
        longest = max((value or 0 for _label, values in self.rows for value in values), default=0) or 1
        return [
            (label, [_bar(value, longest, tone) for value, tone in zip(values, TONES, strict=False)])
            for label, values in self.rows
        ]

    @property
    def legend(self) -> list[tuple[str, str]]:
        return list(zip(self.series, TONES, strict=False)) if len(self.series) > 1 else []

    @property
    def widths(self) -> list[int]:
        """The widths that occur, for the style sheet of the page."""
        return sorted({bar.width for _label, bars in self.drawn for bar in bars})


def _bar(value: int | float | None, longest: float, tone: str) -> Bar:
    """What is more than nothing has a bar that can be seen."""
    if value is None:
        return Bar(0, "–", tone)
    return Bar(max(round(100 * value / longest), 1) if value else 0, plain(value), tone)
