"""Every word of the field that is explained, with the spellings by which it is asked for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.text import fold

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Term:
    """`code` names it in addresses; `also` are other spellings, and labels of fields that mean the same.
    Beside a label that is quiet nothing stands: it is on every page.
    """

    code: str
    name: str
    means: str
    group: str
    also: tuple[str, ...] = ()
    is_quiet: bool = False

    def answers(self, words: list[str]) -> bool:
        """Whether a word of it begins with each of these, accents or not."""
        text = f" {fold(' '.join([self.name, *self.also, self.means]))}"
        return all(f" {word}" in text for word in words)


@cache
def terms() -> tuple[Term, ...]:
    """All terms in the order of their groups."""
    read = tomllib.loads((DATA / "terms.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            _code(one["name"]), one["name"], one["means"], group["name"], tuple(one.get("also", ())),
            one.get("quiet", False),
        )
        for group in read["group"]
        for one in group["terms"]
    )  # fmt: skip


def _code(name: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split())


@cache
def _by_spelling() -> dict[str, Term]:
    return {fold(spelling): term for term in reversed(terms()) for spelling in (term.name, *term.also)}


def term(word: str) -> Term:
    """The term of this word, accents and capitals aside. KeyError for a word that nobody has explained."""
    return _by_spelling()[fold(word)]


def term_of_label(label: str) -> Term | None:
    """The term that a label names as a whole; None where it names none. Accents count: labels are written well."""
    return _by_label().get(label.casefold())


@cache
def _by_label() -> dict[str, Term]:
    return {
        spelling.casefold(): term
        for term in reversed(terms())
        if not term.is_quiet
        for spelling in (term.name, *term.also)
    }


def found(words: str) -> list[tuple[str, list[Term]]]:
    """The terms that hold all these words, group by group; all of them for none."""
    asked = fold(words).split()
    if words.strip() and not asked:
        return []  # signs alone
    groups: dict[str, list[Term]] = {}
    for one in terms():
        if one.answers(asked):
            groups.setdefault(one.group, []).append(one)
    return list(groups.items())
