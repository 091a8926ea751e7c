"""The words that were found, marked in a piece of their text: escaped, cut between words, accents kept."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .asked import Asked, pattern

AROUND = 90  # letters shown before and after the first word found


def marked(text: str, asked: Asked) -> SafeString:
    """The whole text, escaped, each word found in <mark>."""
    found = _pattern(asked.words)
    if found is None:
        return escape(text)
    pieces, end = [], 0
    for hit in found.finditer(text):
        pieces += [escape(text[end : hit.start()]), mark_safe("<mark>"), escape(hit[0]), mark_safe("</mark>")]
        end = hit.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 - every piece is escaped above


def holds(text: str, asked: Asked) -> bool:
    """Whether any of the words stands in the text."""
    found = _pattern(asked.words)
    return bool(found and found.search(text))


def snippet(texts: list[str], asked: Asked) -> SafeString:
    """A line of the first text that holds a word, around that word; "" where none does."""
    found = _pattern(asked.words)
    for text in texts:
        line = " ".join(text.split())
        hit = found.search(line) if found else None
        if hit:
            return marked(_cut(line, hit.start(), hit.end()), asked)
    return mark_safe("")


def _cut(line: str, start: int, end: int) -> str:
    """AROUND letters on both sides, whole words, with dots where something was left out."""
    first, last = max(start - AROUND, 0), min(end + AROUND, len(line))
    if first:
        blank = line.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < len(line):
        blank = line.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    return f"{'… ' if first else ''}{line[first:last]}{' …' if last < len(line) else ''}"


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """The longest first, so that a word inside another does not take its place."""
    if not words:
        return None
    return re.compile("|".join(pattern(word) for word in sorted(words, key=len, reverse=True)))
