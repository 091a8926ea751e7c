"""How wide the columns of a table must be for no word to be cut in two: a date or a sum of money stays on one line."""

import re
from collections.abc import Iterable, Sequence

PORTRAIT, LANDSCAPE = 453.5, 728.5  # points between the margins: 160 and 257 mm
SIZES = {"wide": 10.0, "broad": 11.0, "plain": 12.0}  # points, by density; as official.css says
AROUND = 8.0  # padding and lines of a cell, in points
MOST = 0.24  # of the table's width: a longer word is an address, and may be cut
#: parts of the size of type that a character of Tinos takes, in bold; others take that of a small letter
NARROW, SMALL, DIGIT, CAPITAL = 0.29, 0.5, 0.5, 0.72
BREAKS = re.compile(r"\s+|(?<=[-–])")


def fitted(
    shares: Sequence[float], texts: Sequence[Iterable[str]], *, density: str, whole: float
) -> list[float]:
    """The shares in percent, of which none is less than its longest word needs; what it gains the others give up.

    `texts`: what stands in each column. Where all of them together need more than there is, the shares stay.
    """  # fmt: skip
    needed = [100 * _needed(words, SIZES[density], whole) / whole for words in texts]
    if sum(needed) > 100 or all(share >= least for share, least in zip(shares, needed, strict=True)):
        return [round(share, 2) for share in shares]
    lacking = sum(max(0.0, least - share) for share, least in zip(shares, needed, strict=True))
    spare = sum(max(0.0, share - least) for share, least in zip(shares, needed, strict=True))
    kept = 1 - lacking / spare
    return [
        round(max(least, least + (share - least) * kept), 2)
        for share, least in zip(shares, needed, strict=True)
    ]


def _needed(texts: Iterable[str], size: float, whole: float) -> float:
    words = {word for text in texts for word in BREAKS.split(text) if word}
    longest = max((_width(word) for word in words), default=0.0)
    return min(longest * size + AROUND, MOST * whole)


def _width(word: str) -> float:
    return sum(
        NARROW
        if sign in ".,;:/()iljt-'"
        else DIGIT
        if sign.isdigit()
        else CAPITAL
        if sign.isupper()
        else SMALL
        for sign in word
    )
