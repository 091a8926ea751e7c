"""When little is found: names spelled almost so, and words put right by those that titles are made of."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from portal.text import fold

from .asked import Asked, asked_for
from .finding import Group, hits_of, search
from .kinds import Kind, kinds

FEW = 3  # hits below which it is worth to look further
CLOSE = 0.7  # "thuogn" is 0.83 like "thuong"; two different syllables of five letters are at most 0.6 alike
SHORTEST = 4  # shorter words resemble too many
TITLES = 2_000  # of each kind, the newest
SHOWN = 5


@dataclass(frozen=True)
class Near:
    """`groups` are shown under their own heading; `instead`: the words as they were put right, "" for names."""

    groups: list[Group]
    instead: str = ""


def near(asked: Asked, user, *, found: list[Group]) -> Near | None:
    """What is almost so and not among `found`; None where nothing is."""
    seen = {hit.url for group in found for hit in group.hits}
    groups = [_group(one, asked, user, seen) for one in kinds()]
    groups = [group for group in groups if group.hits]
    if groups or found:
        return Near(groups) if groups else None
    right = corrected(asked, user)
    groups = search(right, user) if right else []
    return Near(groups, right.written) if right and groups else None


def _group(one: Kind, asked: Asked, user, seen: set[str]) -> Group:
    hits = [hit for hit in hits_of(one, one.near(asked, user), asked, user) if hit.url not in seen][:SHOWN]
    return Group(one, hits, len(hits), capped=False)


def corrected(asked: Asked, user) -> Asked | None:
    """The same words, each that no title knows replaced by the likest that one does; None where none is alike.

    SECURITY: the words come from titles that the reader may see.
    """
    known = _vocabulary(user)
    words = [_likest(word, known) for word in asked.words]
    if tuple(words) == asked.words:
        return None
    return asked_for(" ".join(words))


def _likest(word: str, known: set[str]) -> str:
    if len(word) < SHORTEST or word in known:
        return word
    found = process.extractOne(
        word, known, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=CLOSE
    )
    return found[0] if found else word


def _vocabulary(user) -> set[str]:
    """Every word of the newest titles of the kinds that are called by name."""
    found: set[str] = set()
    for one in kinds():
        if one.suggests and one.title:
            titles = one.rows(user).order_by("-pk").values_list(one.title, flat=True)[:TITLES]
            found.update(word for title in titles for word in fold(title).split())
    return found
