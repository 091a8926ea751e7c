"""Which known partner a typed name may mean: other accents, other order of words, an acronym, another spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from portal.text import fold

from ..models import NameKind, Partner, PartnerName
from ..models.naming import SMALL, core, initials, tongue

#: How alike two spellings must be, 0 to 1. Measured over the 196 partners of data/partners.csv (test_resemblance.py):
#: at 0.8 no two partners of different countries are alike, at 0.75 four pairs are.
CLOSE = 0.8
#: The same for names that hold nothing of their own ("Liên đoàn Lao động Campuchia"): there the words of the trade
#: are all that sets two centres of one country apart.
CLOSE_WHOLE = 0.94
#: Shorter letters of a name's own ("fnv", "lo") resemble nothing but themselves.
SHORTEST = 4
#: Rows that the database hands over for the exact comparison; beyond it a name is too common to warn.
MOST_CANDIDATES = 800
MOST_IN_BULK = 4000
MOST_SHOWN = 6
#: How surely a derived acronym says who is meant: less than any spelling that counts as the same.
SHORTENED_CLOSENESS = 0.5
_CAPITALS = re.compile(r"\b[A-ZĐ]{2,6}\b")


class Reason(TextChoices):
    SAME = "same", _("the same name")
    ORDER = "order", _("the same words in another order")
    ACRONYM = "acronym", _("the same acronym")
    SHORTENED = "shortened", _("the acronym of these words")
    SPELLING = "spelling", _("almost the same spelling")


@dataclass(frozen=True)
class Known:
    """A name that somebody bears: `key` says who. What is stored with a partner's name is not computed again."""

    key: int
    name: str
    country: str = ""
    is_acronym: bool = False
    folded: str = ""
    core: str = ""

    def __post_init__(self):
        object.__setattr__(self, "folded", self.folded or fold(self.name))
        object.__setattr__(self, "core", self.core or core(self.name))

    @property
    def words(self) -> list[str]:
        return [word for word in self.folded.split() if word not in SMALL]

    @property
    def short(self) -> str:
        return initials(self.name)

    @property
    def capitals(self) -> set[str]:
        """Acronyms inside the name: "IG Metall" is not "IF Metall"."""
        return set(_CAPITALS.findall(self.name)) if not self.name.isupper() else set()

    @property
    def tongue(self) -> str:
        return tongue(self.folded)


@dataclass(frozen=True)
class Resemblance:
    """One bearer whose `name` resembles what was typed. `is_strong`: very likely the same, to be confirmed."""

    key: int
    name: str
    typed: str
    reason: Reason
    closeness: float
    is_strong: bool

    @property
    def tone(self) -> str:
        return "bad" if self.is_strong else "wait"


def resembling(
    names: Iterable["str | Known"], *, among: Iterable[Known], country: str = ""
) -> list[Resemblance]:
    """Those of `among` that a typed name may mean, each bearer once, the likeliest first.

    `country` is that of the typed partner, "" where it is not known (or of no country): bearers of another
    country then resemble by their acronym alone, and never strongly.
    """
    found: dict[int, Resemblance] = {}
    typed = [name if isinstance(name, Known) else Known(0, name, country) for name in dict.fromkeys(names)]
    for known in among:
        for one in filter(attrgetter("folded"), typed):
            seen = _compare(one, known)
            if seen and (known.key not in found or _rank(seen) < _rank(found[known.key])):
                found[known.key] = seen
    return sorted(found.values(), key=_rank)


def resembling_persons(name: str, *, among: Iterable[Known]) -> list[Resemblance]:
    """Persons whose name may be the typed one: "Pan Noymany" and "Noimany", in any order, each word alike.

    The shorter name must stand in the longer one, word by word; words of one or two letters count when equal.
    """
    words = fold(name).split()
    found = {}
    for known in among:
        closeness = _words_alike(words, fold(known.name).split())
        if closeness and (known.key not in found or closeness > found[known.key].closeness):
            reason = Reason.SAME if fold(name) == fold(known.name) else Reason.SPELLING
            found[known.key] = Resemblance(known.key, known.name, name, reason, closeness, closeness > CLOSE)
    return sorted(found.values(), key=_rank)


def partners_resembling(
    names: Sequence[str], *, country: str = "", excluding: int | None = None
) -> list[tuple[Partner, Resemblance]]:
    """Living partners that one of the names may mean, at most six; two queries, whatever the names."""
    rows = PartnerName.objects.filter(_candidates(names), partner__archived_at=None)
    if excluding:
        rows = rows.exclude(partner_id=excluding)
    found = resembling(names, among=known_names(rows[:MOST_CANDIDATES]), country=country)[:MOST_SHOWN]
    partners = Partner.objects.in_bulk([one.key for one in found])
    return [(partners[one.key], one) for one in found]


def partners_meant(
    written: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], tuple[Partner, Resemblance]]:
    """For each (name, country) the likeliest living partner, where one resembles; two queries for all together."""
    wanted = list(written)
    rows = PartnerName.objects.filter(
        _candidates([name for name, _country in wanted]), partner__archived_at=None
    )
    among = known_names(rows[:MOST_IN_BULK])
    best = {key: found[0] for key in wanted if (found := resembling([key[0]], among=among, country=key[1]))}
    partners = Partner.objects.in_bulk([one.key for one in best.values()])
    return {key: (partners[one.key], one) for key, one in best.items()}


def known_names(rows) -> list[Known]:
    """The rows of a queryset of partners' names, as they are compared."""
    values = rows.values_list("partner_id", "name", "partner__country", "kind", "folded", "core")
    return [
        Known(key, name, country, kind == NameKind.ACRONYM, folded, own)
        for key, name, country, kind, folded, own in values
    ]


def _candidates(names: Sequence[str]) -> Q:
    """What can resemble at all, so that few rows are compared: exact, shortened, or with a piece left whole.

    Two spellings that differ in at most n places share one of n + 1 pieces letter by letter.
    """
    exact, cores, pieces = set(), set(), set()
    for name in names:
        exact |= {fold(name), initials(name)} - {""}
        letters, _at, codes = core(name).partition("@")
        if len(letters) >= SHORTEST:
            pieces |= set(_pieces(letters))
        elif letters or codes:
            cores.add(f"{letters}@{codes}")
    wanted = Q(folded__in=exact) | Q(initials__in=exact) | Q(core__in=cores)
    return wanted | Q(core__regex="|".join(sorted(pieces))) if pieces else wanted


def _pieces(letters: str) -> list[str]:
    count = int(len(letters) * (1 - CLOSE)) + 1
    size = max(len(letters) // count, 2)
    return [letters[at : at + size] for at in range(0, size * count, size)]


def _compare(typed: Known, known: Known) -> Resemblance | None:
    strangers = bool(typed.country and known.country and typed.country != known.country)
    reason, closeness = _reason(typed, known)
    if reason is None or (strangers and reason is not Reason.ACRONYM):
        return None
    if reason is Reason.SHORTENED and typed.country != known.country:
        return None
    same_place = typed.country == known.country or reason in (Reason.SAME, Reason.ORDER, Reason.ACRONYM)
    strong = not strangers and same_place and reason is not Reason.SHORTENED
    return Resemblance(known.key, known.name, typed.name, reason, closeness, strong)


def _reason(typed: Known, known: Known) -> tuple[Reason | None, float]:
    if typed.folded == known.folded:
        return (Reason.ACRONYM if known.is_acronym else Reason.SAME), 1.0
    if _shortens(known, typed) if known.is_acronym else _shortens(typed, known):
        return Reason.SHORTENED, SHORTENED_CLOSENESS
    if known.is_acronym:
        return None, 0.0
    if sorted(typed.words) == sorted(known.words):
        return Reason.ORDER, 1.0
    closeness = _spelled_alike(typed, known)
    return (Reason.SPELLING, closeness) if closeness else (None, 0.0)


def _shortens(one: Known, other: Known) -> bool:
    """Whether `one` is the acronym of the words of `other`."""
    return len(one.folded) > 2 and " " not in one.folded and one.folded == other.short


def _spelled_alike(typed: Known, known: Known) -> float:
    """How alike the own letters of two names are; 0 below the threshold or where something else sets them apart."""
    (letters, _at, codes), (theirs, _at, others) = typed.core.partition("@"), known.core.partition("@")
    if len(letters) >= SHORTEST and len(theirs) >= SHORTEST:
        closeness = DamerauLevenshtein.normalized_similarity(letters, theirs)
        return closeness if closeness >= CLOSE and not _set_apart(typed, known, codes, others) else 0.0
    if letters != theirs or codes != others or not codes:
        return 0.0
    closeness = Levenshtein.normalized_similarity(typed.folded, known.folded)
    return closeness if closeness >= CLOSE_WHOLE else 0.0


def _set_apart(typed: Known, known: Known, codes: str, others: str) -> bool:
    """Another country, another acronym, another language, or one name so long that it says more."""
    few, many = sorted((len(typed.words), len(known.words)))
    return (
        (bool(codes and others) and codes != others)
        or (codes != others and few * 2 <= many + 1)
        or (bool(typed.country and codes) and not others and not known.country)
        or _regions(codes) != _regions(others)
        or (bool(typed.capitals and known.capitals) and not typed.capitals & known.capitals)
        or (bool(typed.tongue and known.tongue) and typed.tongue != known.tongue)
    )


def _regions(codes: str) -> set[str]:
    """Regions among the codes of `core` (small letters): a body and its arm in a region are two bodies."""
    return {code for code in codes.split(".") if code.islower()}


def _words_alike(words: list[str], others: list[str]) -> float:
    """The mean likeness of the words of the shorter name to their best in the longer; 0 where one has none."""
    short, long = sorted((words, list(others)), key=len)
    left, total = list(long), 0.0
    for word in short:
        best = max(left, key=lambda other: Levenshtein.normalized_similarity(word, other), default="")
        alike = Levenshtein.normalized_similarity(word, best)
        if alike < (0.7 if len(word) >= SHORTEST else 1.0):
            return 0.0
        left.remove(best)
        total += alike
    return total / len(short) if short and max(map(len, short)) >= SHORTEST else 0.0


def _rank(found: Resemblance) -> tuple:
    return (not found.is_strong, -found.closeness, list(Reason).index(found.reason), found.name)
