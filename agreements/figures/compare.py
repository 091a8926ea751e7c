"""Texts side by side: two languages paragraph by paragraph, two versions word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORDS = re.compile(r"\s+|[^\s]+")
SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A paragraph of the earlier version beside that of the later one."""

    kind: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def paragraphs(body: str) -> list[str]:
    """The lines of a text that say anything: one line is one paragraph, as articles and points are written."""
    return [line.strip() for line in body.split("\n") if line.strip()]


def side_by_side(left: str, right: str) -> list[tuple[str, str]]:
    """Paragraph n of one language beside paragraph n of the other; the longer one goes on alone."""
    return list(zip_longest(paragraphs(left), paragraphs(right), fillvalue=""))


def compared(before: str, after: str) -> list[Pair]:
    """The two versions paragraph by paragraph; within a changed paragraph the words that came and went."""
    old, new = paragraphs(before), paragraphs(after)
    found: list[Pair] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair(SAME, (Piece(SAME, line),), (Piece(SAME, line),)) for line in old[first:last]]
        else:
            found += [_pair(*lines) for lines in zip_longest(old[first:last], new[start:end], fillvalue="")]
    return found


def changes(pairs: list[Pair]) -> int:
    return sum(1 for pair in pairs if pair.kind != SAME)


def _pair(before: str, after: str) -> Pair:
    if not before:
        return Pair(ADDED, (), (Piece(ADDED, after),))
    if not after:
        return Pair(REMOVED, (Piece(REMOVED, before),), ())
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kinds = (SAME, SAME) if tag == "equal" else (REMOVED, ADDED)
        for pieces, kind, words in ((left, kinds[0], old[first:last]), (right, kinds[1], new[start:end])):
            if words:
                pieces.append(Piece(kind, "".join(words)))
    return Pair(CHANGED, tuple(left), tuple(right))
