"""The words that were found, marked in a piece of their text: escaped, cut between words, accents kept."""

import re
from functools import lru_cache
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.text import fold

from .asked import Asked, pattern

AROUND = 90  # letters shown before and after the first word found
MOST_HITS = 2_000  # looked at in one text: of a common word in a long one, enough


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
    """A line of the text in which the most of the words stand side by side, around them; "" where none does."""
    found = _pattern(asked.words)
    best, shown = 0, ""
    for text in texts if found else ():
        line = " ".join(text.split())
        score, start, end = _fullest(line, list(islice(found.finditer(line), MOST_HITS)))
        if score > best:
            best, shown = score, _cut(line, start, end)
    return marked(shown, asked) if shown else mark_safe("")


def _fullest(line: str, hits: list[re.Match[str]]) -> tuple[int, int, int]:
    """(score, start, end) of the first place where the most words stand within AROUND letters.

    A whole word counts double: "the" is rather "Thê" than the beginning of "theo".
    """
    best, last = (0, 0, 0), 0
    said = [(fold(hit[0]), 2 if _is_whole(line, hit) else 1) for hit in hits]
    for first, hit in enumerate(hits):
        while last < len(hits) and hits[last].end() <= hit.start() + AROUND:
            last += 1
        here: dict[str, int] = {}
        for word, weight in said[first : max(last, first + 1)]:
            here[word] = max(weight, here.get(word, 0))
        score = sum(here.values())
        if score > best[0]:
            best = (score, hit.start(), hit.end())
    return best


def _is_whole(line: str, hit: re.Match[str]) -> bool:
    around = line[hit.start() - 1 : hit.start()] + line[hit.end() : hit.end() + 1]
    return not any(letter.isalnum() for letter in around)


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
