"""The frame of a drawing with values upwards and groups along the foot: scale from nought, grid, names that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.formats import number_vi

TOP, BOTTOM, LINE = 14, 28, 12
FEW, LINES = (
    8,
    3,
)  # so many groups have all their names, on so many lines; of more every second, third … stands there


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


def wrapped(words: str, room: float, size: float) -> list[str]:
    """The words on as many lines as there may be, each as wide as there is room; what is left over is cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])] if len(lines) > LINES else lines
    return [shortened(line, room, size) for line in kept]


@dataclass(frozen=True)
class Frame:
    """Where values and groups stand in a drawing of this width; `names` are the lines below each group."""

    width: int
    height: int
    base: int
    left: float
    highest: int
    step: float
    size: int
    names: tuple[tuple[str, ...], ...]

    @classmethod
    def around(cls, values: Sequence[float], groups: Sequence[str], width: int) -> "Frame":
        narrow = width < 500
        size, height = (11, 250) if narrow else (12, 270 if width < 600 else 330)
        highest = ceiling(values)
        left = max(30.0, text_width(number_vi(highest), size) + 10)
        step = (width - left - 4) / max(1, len(groups))
        names = tuple(_names(groups, step, size))
        lines = max((len(one) for one in names), default=1)
        base = height - BOTTOM - LINE * max(0, lines - 1)
        return cls(width, height, base, left, highest, step, size, names)

    @property
    def scale(self) -> float:
        return (self.base - TOP) / self.highest

    def middle(self, place: int) -> float:
        return self.left + self.step * (place + 0.5)

    def drawn(self) -> list[SafeString]:
        """The grid with its numbers, and the names of the groups."""
        parts = []
        for mark in range(0, self.highest + 1, self.highest // 4):
            y = self.base - mark * self.scale
            parts.append(svg.line(self.left, y, self.width, y))
            parts.append(svg.text(self.left - 7, y + 4, number_vi(mark), size=self.size, anchor="end"))
        for place, lines in enumerate(self.names):
            for at, words in enumerate(lines):
                y = self.base + 19 + LINE * at
                parts.append(svg.text(self.middle(place), y, words, size=self.size, anchor="middle"))
        return parts


def _names(groups: Sequence[str], step: float, size: int) -> list[tuple[str, ...]]:
    widest = max((text_width(name, size) for name in groups), default=0)
    if widest <= step:
        return [(name,) for name in groups]
    if len(groups) <= FEW:
        return [tuple(wrapped(name, step, size)) for name in groups]
    every = ceil(min(widest, 8 * size) / step)
    return [
        (shortened(name, every * step, size),) if place % every == 0 else ()
        for place, name in enumerate(groups)
    ]
