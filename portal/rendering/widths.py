"""How wide the columns of a table are, and how large its letters: no word is cut in two, and its rows are low.

A table asks for shares of its width. A column takes at least what its longest word needs. Where the rows are then high,
the columns with much to say take from those with little. Letters become smaller where the words have no room
otherwise, or where that saves a quarter of the height: sums beside a text that they squeeze.
"""  # fmt: skip

import re
from collections.abc import Sequence
from functools import cache
from math import ceil, inf
from unicodedata import normalize

PORTRAIT, LANDSCAPE = 453.5, 728.5  # points between the margins: 160 and 257 mm
SIZES = {"plain": 12.0, "broad": 11.0, "wide": 10.0, "dense": 8.5}  # points, by density; as official.css says
AROUND = 7.2  # padding and lines of a cell, in points, and a little that no word touches them
CLOSE = 6.2  # the same in small letters, whose padding is less
MOST = 0.24  # of the table's width: a longer word is an address, and may be cut
SAVED = (
    0.75  # of the height is what smaller letters must save to be taken; they save a sixth by being smaller
)
STEP, STEPS = 0.005, 120  # of the table's width are moved from column to column, so often at most
WORTH = 0.003  # of the height is what a step must save
CALM = 1.75  # lines of a row, on the average: lower ones stay as they were asked for
PAGE = 6  # rows, after which the titles stand again
READ = 120  # rows are looked at, evenly over the table, to tell how high it will be
SHARP = 6  # the more, the more does the highest cell alone decide how high its row is
BOLD = 1.1  # times as wide as other letters: titles
CAPITAL, OTHER = 0.73, 0.5  # parts of the size of type that a character of Tinos takes, but for these
BLANK = 0.25
SIGNS = {
    " .,": BLANK, "ijlt:;/'": 0.28, "fr()-": 0.34, "I": 0.35, "s": 0.39, "acez": 0.45, "FPS": 0.56, "ELTZ": 0.61,
    "w": 0.73, "mM": 0.83,
}  # fmt: skip
BREAKS = re.compile(r"\s+|(?<=[-–])")


def set_out(
    shares: Sequence[float], rows: Sequence[Sequence[str]], *, density: str, whole: float
) -> tuple[str, list[float]]:
    """The density and the shares in percent. `rows`: all texts, the titles first; `density`: the least that it may be.

    Where the words have no room in the smallest letters, the room is shared as they need it.
    """  # fmt: skip
    longest, lengths = _measured(rows)
    asked = [share * whole / sum(shares) for share in shares]
    names = list(SIZES)
    chosen, widths, height = names[-1], [], inf
    for name in names[names.index(density) :]:
        size = SIZES[name]
        least = _least(longest, size, whole)
        if sum(least) > whole:
            continue
        if name == names[-1] and height < inf:
            break  # so small for want of room alone
        tried, lines = _evened(
            _fitted(asked, least), least, [[one * size for one in texts] for texts in lengths]
        )
        if lines * size > SAVED * height:
            break
        chosen, widths, height = name, tried, lines * size
    widths = widths or least
    return chosen, [round(100 * width / sum(widths), 2) for width in widths]


def unfolded(
    shares: Sequence[float], rows: Sequence[Sequence[str]], *, size: float, whole: float
) -> tuple[list[float], list[int]]:
    """For a sheet that may be wider than `whole` points: how wide its columns are, and the lines of each row."""
    longest, lengths = _measured(rows)
    least = _least(longest, size, whole)
    whole = max(whole, sum(least))
    asked = [share * whole / sum(shares) for share in shares]
    widths, _lines = _evened(
        _fitted(asked, least), least, [[one * size for one in texts] for texts in lengths]
    )
    rooms = [(width - AROUND) / size for width in widths]
    return widths, [max(map(lines_of, row, rooms), default=1) for row in rows]


def lines_of(text: str, room: float) -> int:
    """How many lines a text takes, its words set one after the other; `room` in parts of the size of type."""
    lines = 0
    for part in text.split("\n"):
        lines, filled = lines + 1, 0.0
        for word in part.split():
            width = _width(word)
            if filled and filled + BLANK + width > room:
                lines, filled = lines + 1, 0.0
            over = ceil(width / room) - 1 if width > room else 0
            lines, filled = lines + over, filled + BLANK + width - over * room
    return lines


def _measured(rows: Sequence[Sequence[str]]) -> tuple[list[float], list[list[float]]]:
    """Of each column the longest word, and how long its texts are; titles count as often as they stand on the pages."""
    titles, *told = rows
    read = told[:: len(told) // READ + 1]
    repeated = 1 + len(read) // PAGE
    longest = [
        max(BOLD * _longest(title), *map(_longest, set(texts)), 0.0)
        for title, *texts in zip(titles, *told, strict=True)
    ]
    lengths = [
        [BOLD * _width(title)] * repeated + [_width(text) for text in texts]
        for title, *texts in zip(titles, *read, strict=True)
    ]
    return longest, lengths


def _least(longest: Sequence[float], size: float, whole: float) -> list[float]:
    around = AROUND if size > SIZES["wide"] else CLOSE
    return [min(word * size + around, MOST * whole) for word in longest]


def _fitted(asked: Sequence[float], least: Sequence[float]) -> list[float]:
    """No column has less than the least; what one gains the others give up, each of what it can spare."""
    spare = sum(max(0.0, width - need) for width, need in zip(asked, least, strict=True))
    lacking = sum(max(0.0, need - width) for width, need in zip(asked, least, strict=True))
    kept = 1 - lacking / spare if spare else 1
    return [max(need, need + (width - need) * kept) for width, need in zip(asked, least, strict=True)]


def _evened(
    widths: list[float], least: Sequence[float], lengths: Sequence[Sequence[float]]
) -> tuple[list[float], float]:
    """Steps of width go from the column that loses least by it to the one that gains most; and the lines of all rows."""
    step = STEP * sum(widths)
    powers = [_powers(texts, width) for texts, width in zip(lengths, widths, strict=True)]
    for _step in range(STEPS):
        sums = [sum(row) for row in zip(*powers, strict=True)]
        height = _height(sums)
        if height <= CALM * len(sums):
            break
        wider = [_powers(texts, width + step) for texts, width in zip(lengths, widths, strict=True)]
        heights = [_height(sums, old, new) for old, new in zip(powers, wider, strict=True)]
        gains = min(range(len(widths)), key=heights.__getitem__)
        costs = [
            (_height(sums, powers[at], _powers(lengths[at], widths[at] - step)), least[at] - widths[at], at)
            for at in range(len(widths))
            if at != gains and widths[at] - step >= least[at]
        ]
        if not costs or heights[gains] + min(costs)[0] > (2 - WORTH) * height:
            break
        gives = min(costs)[-1]
        widths[gains], widths[gives] = widths[gains] + step, widths[gives] - step
        powers[gains], powers[gives] = wider[gains], _powers(lengths[gives], widths[gives])
    return widths, _height([sum(row) for row in zip(*powers, strict=True)])


def _powers(lengths: Sequence[float], width: float) -> list[float]:
    """The lines of each cell of a column, raised so that sums of them are as good as the highest of a row."""
    room = max(1.0, width - AROUND)
    return [(length / room) ** SHARP for length in lengths]


def _height(sums: Sequence[float], old: Sequence[float] = (), new: Sequence[float] = ()) -> float:
    """Lines of all rows; as they are, or with one column's cells changed."""
    if old:
        sums = [row - was + now for row, was, now in zip(sums, old, new, strict=True)]
    return sum(max(1.0, row ** (1 / SHARP)) for row in sums)


def _longest(text: str) -> float:
    return max((_width(word) for word in BREAKS.split(text)), default=0.0)


def _width(text: str) -> float:
    return sum(map(_of_sign, text))


@cache
def _of_sign(sign: str) -> float:
    letter = normalize("NFD", sign)[0]
    found = [part for signs, part in SIGNS.items() if letter in signs]
    return found[0] if found else CAPITAL if letter.isupper() else OTHER
