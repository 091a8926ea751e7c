"""Styles that nothing on our pages can ask for are left out: on a slow line each kilobyte keeps the page white.

A library's sheet is written for every page of the world. A rule stays when each class that its selector names is
a word of our templates, scripts or code; what is put together ("btn-" and "danger") counts as its two halves.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

from portal.environment import PROJECT

WORD = re.compile(r"[A-Za-z_][\w-]*")
CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
PART = re.compile(r"""("[^"]*"|'[^']*')|([{}])""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"""("[^"]*"|'[^']*')|\s*([{};,])\s*|\s+""")

#: Bootstrap's scripts set these on what they open and close; no source of ours names all of them.
SCRIPTED = frozenset({
    "active", "collapse", "collapsed", "collapsing", "disabled", "fade", "hiding", "show", "showing",
    "modal-backdrop", "modal-open", "modal-static", "offcanvas-backdrop",
    "dropup", "dropend", "dropstart", "dropup-center", "dropdown-center",
})  # fmt: skip
#: The other look of the library, which no page of ours offers.
FOREIGN = "[data-bs-theme=dark]"


@lru_cache(4)
def trimmed(css: str, words: frozenset[str] | None = None) -> str:
    """`css` without the rules that no page can match. `words`: every word of our sources, read when not given."""
    known = our_words() if words is None else words
    return "".join(_kept(COMMENT.sub("", css), known))


def tightened(css: str) -> str:
    """`css` without comments and without space that means nothing; what stands in quotes stays as it is."""

    return SPACE.sub(lambda match: match[1] or match[2] or " ", COMMENT.sub("", css)).strip()


def _kept(css: str, words: frozenset[str]) -> Iterator[str]:
    for prelude, body in _blocks(css):
        if prelude.startswith(("@media", "@supports")):
            if inner := "".join(_kept(body, words)):
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}" if body else prelude
        elif stays := [one for one in prelude.split(",") if _is_asked_for(one, words)]:
            yield f"{','.join(stays)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the brace, what stands between the braces) of each rule of this level."""
    depth, start, opened = 0, 0, 0
    for match in PART.finditer(css):
        if match[2] == "{":
            opened = opened if depth else match.start()
            depth += 1
        elif match[2] == "}":
            depth -= 1
            if not depth:
                *statements, prelude = css[start:opened].split(";")
                yield from ((f"{one.strip()};", "") for one in statements)
                yield prelude.strip(), css[opened + 1 : match.start()]
                start = match.end()


def _is_asked_for(selector: str, words: frozenset[str]) -> bool:
    if FOREIGN in selector:
        return False
    return all(_is_word(name.replace("\\", ""), words) for name in CLASS.findall(selector))


def _is_word(name: str, words: frozenset[str]) -> bool:
    """Whether the class stands in our sources, whole or in two halves of which the first ends with a dash."""
    if name in words or name in SCRIPTED:
        return True
    dashes = [place + 1 for place, sign in enumerate(name) if sign == "-"]
    return any(name[:place] in words and name[place:] in words for place in dashes)


@cache
def our_words() -> frozenset[str]:
    """Every word of our templates, our scripts and our code."""
    found: set[str] = set()
    for path in _sources():
        found.update(WORD.findall(path.read_text()))
    return frozenset(found)


def _sources() -> Iterator[Path]:
    for folder in settings.TEMPLATES[0]["DIRS"]:
        yield from Path(folder).rglob("*.html")
    yield from (PROJECT / "static" / "js").glob("*.js")
    for app in apps.get_app_configs():
        place = Path(app.path)
        if place.is_relative_to(PROJECT) and ".venv" not in place.parts:
            yield from (one for one in place.rglob("*.py") if "migrations" not in one.parts)
