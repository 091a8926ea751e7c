"""Look for words in every kind: what is found, how much of it, the likeliest first.

Each kind costs one question, and two more (with its prefetches) where something is found: the number of questions
does not grow with the rows. Nothing is counted beyond CAP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.utils.safestring import SafeString

from .asked import Asked
from .kinds import Kind, kinds
from .ranks import Rank
from .snippets import marked, snippet

CAP = 100
IN_GROUP, PER_PAGE, SUGGESTED, SUGGESTED_OF_KIND = 5, 20, 8, 3
#: kinds whose hits stand on the first page: a common word is found in forty, which nobody scrolls through
IN_FULL = 8
BEGINNING = (
    Rank.BEGINS,
    Rank.BEGINS_PLAIN,
)  # of those that begin with the words the shortest name stands first


@dataclass(frozen=True)
class Hit:
    """One record found, ready to be shown: `title` and `snippet` are escaped and carry <mark>."""

    kind: Kind
    title: SafeString
    url: str
    small: str
    snippet: SafeString
    rank: int
    plain: str


@dataclass(frozen=True)
class Group:
    """What one kind holds: the hits of this page, how many there are (at most CAP), whether there are more."""

    kind: Kind
    hits: list[Hit]
    count: int
    capped: bool
    page: int = 1

    @property
    def more(self) -> bool:
        return self.count > len(self.hits)

    @property
    def last_page(self) -> int:
        return -(-self.count // PER_PAGE)


@dataclass(frozen=True)
class Keys:
    """The keys of what one kind holds, the likeliest first, each with its place."""

    kind: Kind
    rows: list[tuple[int, int]]
    capped: bool


def search(asked: Asked, user) -> list[Group]:
    """Every kind in which something is found, the likeliest first; hits of the first IN_FULL kinds alone."""
    found = [keys for keys in (keys_of(one, asked, user) for one in kinds()) if keys.rows]
    found.sort(key=lambda keys: keys.rows[0][1])
    return [
        _group(keys, asked, user, 0, IN_GROUP if number < IN_FULL else 0) for number, keys in enumerate(found)
    ]


def search_in(one: Kind, asked: Asked, user, *, page: int) -> Group:
    """One page of one kind; beyond the last page, the last."""
    keys = keys_of(one, asked, user)
    last = max(-(-len(keys.rows) // PER_PAGE), 1)
    page = min(max(page, 1), last)
    return _group(keys, asked, user, (page - 1) * PER_PAGE, PER_PAGE, page=page)


def counted(asked: Asked, user, *, but: Kind) -> list[tuple[Kind, int, bool]]:
    """(kind, how many, more) of the other kinds, for the tabs."""
    found = (keys_of(one, asked, user) for one in kinds() if one is not but)
    return [(keys.kind, len(keys.rows), keys.capped) for keys in found if keys.rows]


def suggestions(asked: Asked, user) -> list[Hit]:
    """The likeliest few of the kinds that are called by name, while somebody types."""
    found = [keys_of(one, asked, user, most=SUGGESTED) for one in kinds() if one.suggests]
    best = sorted(
        (place, at, number, keys.kind.key, pk)
        for number, keys in enumerate(found)
        for at, (pk, place) in enumerate(keys.rows[:SUGGESTED_OF_KIND])
    )[:SUGGESTED]
    wanted = {(key, pk) for _place, _at, _number, key, pk in best}
    hits = {}
    for keys in found:
        rows = [(pk, place) for pk, place in keys.rows if (keys.kind.key, pk) in wanted]
        hits |= {
            (keys.kind.key, pk): hit
            for (pk, _p), hit in zip(rows, _hits(keys.kind, rows, asked, user), strict=False)
        }
    return [hits[key, pk] for _place, _at, _number, key, pk in best if (key, pk) in hits]


def keys_of(one: Kind, asked: Asked, user, *, most: int = CAP) -> Keys:
    """At most `most` keys, placed exactly among themselves; one question where nothing is found, two where few."""
    columns = tuple(filter(None, (one.title, *one.names)))
    rows = one.matching(one.rows(user), asked, user)
    is_few = False
    if one.folded:
        likely = one.likely(rows, asked)
        if not likely:
            return Keys(one, [], capped=False)
        rows = one.model._default_manager.filter(pk__in=likely).order_by()
        is_few = len(likely) <= most and not one.has_names_elsewhere
    rows = rows.order_by(*one.ordering) if is_few else one.ranked(rows, asked)
    has_rank = "rank" in rows.query.annotations
    found = []
    for row in rows.values_list("pk", *(["rank"] if has_rank else []), *columns)[: most + 1]:
        rank, written = (row[1], row[2:]) if has_rank else (Rank.ELSEWHERE, row[1:])
        names = tuple(str(name or "") for name in written)
        place = int(one.placed(rank, names, asked))
        found.append((row[0], place, len(names[0]) if place in BEGINNING else 0))
    shown = sorted(found[:most], key=itemgetter(1, 2))  # stable: as PostgreSQL told within one place
    return Keys(one, [(pk, place) for pk, place, _short in shown], capped=len(found) > most)


def hits_of(one: Kind, pks: Iterable[int], asked: Asked, user) -> list[Hit]:
    """The records of these keys as hits, as far as the user may see them."""
    return _hits(one, [(pk, Rank.ELSEWHERE) for pk in pks], asked, user)


def _group(keys: Keys, asked: Asked, user, first: int, most: int, *, page: int = 1) -> Group:
    hits = _hits(keys.kind, keys.rows[first : first + most], asked, user)
    return Group(keys.kind, hits, len(keys.rows), keys.capped, page)


def _hits(one: Kind, rows: list[tuple[int, int]], asked: Asked, user) -> list[Hit]:
    if not rows:
        return []
    records = one.shown(user).in_bulk([pk for pk, _place in rows])
    one.prepare(list(records.values()), user)
    return [_hit(one, records[pk], place, asked) for pk, place in rows if pk in records]


def _hit(one: Kind, record, place: int, asked: Asked) -> Hit:
    title = one.title_of(record)
    cut = snippet(one.texts_of(record), asked)
    return Hit(one, marked(title, asked), one.url(record), one.small(record), cut, place, title)
