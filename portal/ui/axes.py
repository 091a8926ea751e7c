"""The frame of a drawing with values upwards and groups along the foot: scale from nought, grid, names that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.formats import number_vi

TOP, BOTTOM = 14, 28
LONGEST_NAME = 14


def ceiling(values: Sequence[float]) -> int:
    """The top of the scale: 4, 8, 12 or 20 times a power of ten, so that four steps are whole numbers."""
    top = max(values, default=0)
    power = 1
    while True:
        for step in (4, 8, 12, 20):
            if top <= step * power:
                return step * power
        power *= 10


def text_width(words: str, size: float) -> float:
    """The room that words take; a little more rather than less."""
    return 0.62 * size * len(words)


def shortened(words: str, room: float, size: float = 12) -> str:
    """Whole words that fit, then an ellipsis; the full words stand in the mark's title and in the table."""
    letters = max(2, int(room / (0.54 * size)))
    if len(words) <= letters:
        return words
    cut = words[: letters - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,") + "…"


@dataclass(frozen=True)
class Frame:
    """Where values and groups stand in a drawing of this width."""

    width: int
    height: int
    left: float
    highest: int
    step: float
    size: int

    @classmethod
    def around(cls, values: Sequence[float], groups: int, width: int) -> "Frame":
        narrow = width < 500
        size = 11 if narrow else 12
        highest = ceiling(values)
        left = max(30.0, text_width(number_vi(highest), size) + 10)
        return cls(width, 250 if narrow else 330, left, highest, (width - left - 4) / max(1, groups), size)

    @property
    def base(self) -> int:
        return self.height - BOTTOM

    @property
    def scale(self) -> float:
        return (self.base - TOP) / self.highest

    def middle(self, place: int) -> float:
        return self.left + self.step * (place + 0.5)

    def grid(self) -> list[SafeString]:
        parts = []
        for mark in range(0, self.highest + 1, self.highest // 4):
            y = self.base - mark * self.scale
            parts.append(svg.line(self.left, y, self.width, y))
            parts.append(svg.text(self.left - 7, y + 4, number_vi(mark), size=self.size, anchor="end"))
        return parts

    def names(self, groups: Sequence[str]) -> list[SafeString]:
        """The names of the groups; where all have no room, each second, third … stands there."""
        shown = [name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…" for name in groups]
        widest = max((text_width(name, self.size) for name in shown), default=0)
        every = max(1, ceil(widest / self.step))
        return [
            svg.text(self.middle(place), self.height - 9, name, size=self.size, anchor="middle")
            for place, name in enumerate(shown)
            if place % every == 0
        ]
