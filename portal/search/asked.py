"""What somebody looks for, read from what was typed: words without accents, cut to a size a person can mean."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from portal.text import fold, normalise

#: letters that are read of what was typed, words of them that are looked for, the fewest letters that find anything
LONGEST, MOST_WORDS, SHORTEST = 200, 12, 2

#: what no letter shows: control characters, and those that turn the direction of the rest of a page
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))


class Refusal(Enum):
    """Why nothing is looked for."""

    BLANK = "blank"  # blanks alone were typed
    NOTHING = "nothing"  # no word was typed: signs, pictures
    SHORT = "short"  # fewer than SHORTEST letters


@dataclass(frozen=True)
class Asked:
    """`written` as typed, in one line; `words` folded, each once; `was_cut`: more was typed than is read."""

    written: str
    words: tuple[str, ...]
    was_cut: bool = False
    refusal: Refusal | None = None

    @property
    def folded(self) -> str:
        """What was typed, without accents and signs: as the stored columns hold it."""
        return fold(self.written)

    @property
    def lowered(self) -> str:
        """What was typed in small letters, its accents kept."""
        return self.written.lower()


def asked_for(typed: str | None) -> Asked:
    """Read what was typed: NFC, in one line, at most LONGEST letters and MOST_WORDS words."""
    text = " ".join(normalise(_CONTROLS.sub(" ", typed or "")).split())
    written = text if len(text) <= LONGEST else _whole_words(text[: LONGEST + 1])
    every = tuple(dict.fromkeys(fold(written).split()))
    words = every[:MOST_WORDS]
    was_cut = len(written) < len(text) or len(words) < len(every)
    return Asked(written, words, was_cut, _refusal(typed or "", text, words))


def _refusal(typed: str, text: str, words: tuple[str, ...]) -> Refusal | None:
    if not words:
        return Refusal.NOTHING if text else Refusal.BLANK if typed else None
    return Refusal.SHORT if len("".join(words)) < SHORTEST else None


def _whole_words(text: str) -> str:
    """Without the word that the cut went through; one endless word is cut itself."""
    return (text.rpartition(" ")[0] or text[:LONGEST]).rstrip()


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """ "o" → "oOòÒóÓ…ợỢ": every letter of the Latin scripts that folds to it."""
    found: dict[str, str] = {}
    for code in _LATIN:
        letter = chr(code)
        plain = fold(letter) if unicodedata.category(letter)[0] == "L" else ""
        if len(plain) == 1:
            found[plain] = found.get(plain, "") + letter
    return found


@lru_cache(maxsize=512)
def pattern(word: str) -> str:
    """The folded word as a regular expression that finds it with any accents in any case.

    Python and PostgreSQL read it alike: letters, digits and [sets] of letters alone.
    """
    known = _spellings()
    return "".join(
        f"[{known[letter]}]" if letter in known else re.escape(letter) if letter.isascii() else letter
        for letter in word
    )
