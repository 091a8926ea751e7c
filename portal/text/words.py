"""One spelling, one search form and one sort order for Vietnamese words."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and marks. "ð" is the eth of Western
# keyboards, often typed in place of "đ".
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"[^\S\n]+")
_EDGES = re.compile(r" ?\n ?")
_MARKS = re.compile("[\u0300-\u036f]+")
_NO_WORD = re.compile("[^A-Za-z0-9]+")

# Huyền, hỏi, ngã, sắc, nặng after the level tone.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTERS = {
    ("a", "\u0306"): "a1",  # ă
    ("a", "\u0302"): "a2",  # â
    ("e", "\u0302"): "e1",  # ê
    ("o", "\u0302"): "o1",  # ô
    ("o", "\u031b"): "o2",  # ơ
    ("u", "\u031b"): "u1",  # ư
}
_END, _SPACE = "00", "01"


def normalise(text: str | None) -> str:
    """The text as it is stored: NFC, no invisible characters, single spaces, no blank edges; lines stay."""
    if not text:
        return ""
    text = (
        unicodedata.normalize("NFC", _INVISIBLE.sub("", str(text))).replace("\r\n", "\n").replace("\r", "\n")
    )
    return _EDGES.sub("\n", _BLANKS.sub(" ", text)).strip()


def fold(text: str | None) -> str:
    """The text as it is searched: small letters without marks, "đ" as "d", punctuation as one space.

    "Hoà" and "Hòa" fold alike. Only Latin, Greek and Cyrillic marks fall away: the vowel signs of Lao
    and Khmer are part of the word, and the invisible spaces between their words are not typed.
    """
    if not text:
        return ""
    apart = unicodedata.normalize("NFKD", _INVISIBLE.sub("", str(text)).casefold())
    bare = _MARKS.sub("", apart)
    if not bare.isascii():
        bare = unicodedata.normalize("NFC", bare.translate(_PLAIN))
    if bare.isascii():
        return _NO_WORD.sub(" ", bare).strip()
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in bare)
    return " ".join("".join(kept).split())


def sort_key(text: str | None) -> str:
    """A string whose plain order is Vietnamese order: a ă â b c d đ e ê …, then the tones.

    It holds small ASCII letters and digits only (other scripts follow behind), so every collation of
    every database sorts it alike. About twice as long as the text: keep it in a TextField.
    Tones count once a syllable, whichever vowel carries the mark, so "Hoà" equals "Hòa".
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in _words(text):
        if letters:
            letters.append(_SPACE)
        letters.extend(_weights(word))
        tones.append(max((_TONES[char] for char in word if char in _TONES), default="0"))
    return "".join([*letters, _END, *tones])


def given_name_key(name: str | None) -> str:
    """The sort key of a person: the given name (the last word), then the family and middle names."""
    *family, given = normalise(name).split() or [""]
    return f"{sort_key(given)}{_END}{sort_key(' '.join(family))}"


def _words(text: str | None) -> list[str]:
    apart = unicodedata.normalize("NFKD", (text or "").casefold())
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in apart)
    return "".join(kept).split()


def _weights(word: str) -> list[str]:
    weights: list[str] = []
    for position, char in enumerate(word):
        if "\u0300" <= char <= "\u036f":
            continue
        marks = _marks_after(word, position)
        weights.append(
            next((_LETTERS[char, mark] for mark in marks if (char, mark) in _LETTERS), _weight(char))
        )
    return weights


def _marks_after(word: str, position: int) -> str:
    end = position + 1
    while end < len(word) and "\u0300" <= word[end] <= "\u036f":
        end += 1
    return word[position + 1 : end]


def _weight(char: str) -> str:
    if char in "đð":
        return "d1"
    if char.isdecimal() and char.isascii():
        return f"1{char}"
    if char.isascii():
        return f"{char}0"
    plain = char.translate(_PLAIN)
    return "".join(f"{letter}0" for letter in plain) if plain.isascii() else f"z9{char}"
