"""What can be found: each app adds its kinds from its `search.py`.

    @kind
    class Matters(Kind):
        key, label, icon, order = "matters", _("Matters that arose"), "triangle-alert", 40
        model = Matter
        texts = ("summary", "response", "result")

A kind says where its words are stored, which column names a record, and what of a record a snippet may show.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from portal.access.scope import visible

from .asked import Asked, pattern
from .ranks import Rank, place_in, ranked

#: Rows that are placed in order: those that begin with the words, and the others. To place every row in which a
#: common word stands costs 260 list pages at 200.000 rows (tests/bench/search.py).
MOST_FIRST, MOST_REST = 500, 2_000


class Kind:
    """One kind of record. Subclasses set the attributes and override the few methods that differ.

    SECURITY: `rows` begins with what the reader may see; `texts` name only fields that the page of the record
    shows to everybody who sees the record, like `prose` of its model. A word in a field that some readers do not see must not find the record
    for them: such a kind overrides `matching`.
    """

    key: str
    label: str | Promise
    icon: str
    order: int = 50
    model: type[Model]
    #: the column by which a record is called, and further ones that count as its name
    title: str = "title"
    names: tuple[str, ...] = ()
    #: whether further names stand in a table of their own, so that PostgreSQL places even a few rows
    has_names_elsewhere = False
    #: the stored words without accents; "" where there are none
    folded: str = "search_text"
    #: the column that the stored words hold before the title
    lead = ""
    #: columns of which a snippet may be cut, in order
    texts: tuple[str, ...] = ()
    #: relations shown beside a hit
    beside: tuple[str, ...] = ("unit",)
    prefetch: ClassVar[Sequence[Any]] = ()
    ordering: tuple[str, ...] = ("-pk",)
    #: whether it is offered while somebody types
    suggests = False

    def rows(self, user) -> QuerySet:
        """The live records that the user may see."""
        rows = visible(self.model, user).order_by()
        return rows.live() if hasattr(rows, "live") else rows

    def matching(self, rows: QuerySet, asked: Asked, user) -> QuerySet:
        """Those that hold every word, in any order."""
        return rows.filter(*(Q(**{f"{self.folded}__contains": word}) for word in asked.words))

    def likely(self, rows: QuerySet, asked: Asked) -> list[int]:
        """Keys of so many of the matching rows as can be placed in no time: some, and all that begin with the words.

        Where few match, one plain question, which an index answers alone.
        """
        some = list(rows.values_list("pk", flat=True)[:MOST_REST])
        if len(some) < MOST_REST:
            return some
        first = self.beginning(rows, asked).values_list("pk", flat=True)[:MOST_FIRST]
        return list({*first, *some})

    def beginning(self, rows: QuerySet, asked: Asked) -> QuerySet:
        """Those of the matching rows whose name begins with the words."""
        column, words = (self.title, asked.written) if self.lead else (self.folded, asked.folded)
        return rows.filter(**{f"{column}__{'istartswith' if self.lead else 'startswith'}": words})

    def ranked(self, rows: QuerySet, asked: Asked) -> QuerySet:
        """The likeliest first; in the kind's own order where no column names a record."""
        if not self.title:
            return rows.order_by(*self.ordering)
        found = ranked(rows, self.title, self.folded, asked, lead=self.lead)
        return found.order_by("rank", "shortness", *self.ordering)

    def placed(self, rank: int, names: tuple[str, ...], asked: Asked) -> int:
        """The exact place of a row, `rank` being the one that PostgreSQL told."""
        return place_in(names, asked)

    def near(self, asked: Asked, user) -> list[int]:
        """Keys of records whose name is spelled almost so, for when little is found."""
        return []

    # -- how a hit is shown --

    def shown(self, user) -> QuerySet:
        """The rows with what a hit shows beside its name."""
        return self.rows(user).select_related(*self.beside).prefetch_related(*self.prefetch)

    def prepare(self, records: list, user) -> None:
        """Ask for all hits at once what relations cannot give."""

    def title_of(self, record) -> str:
        return str(record)

    def url(self, record) -> str:
        return record.get_absolute_url()

    def small(self, record) -> str:
        """What sets a record apart from others of its name: its unit and its time."""
        unit = getattr(record, "unit", None) if "unit" in self.beside else None
        return joined(unit and unit.short_name, getattr(record, "time_label", ""))

    def texts_of(self, record) -> list[str]:
        """What a snippet may be cut of: `texts`, then the long texts in which the record was found."""
        names = dict.fromkeys((*self.texts, *getattr(self.model, "prose", ())))
        return [str(getattr(record, name) or "") for name in names]


class Written(Kind):
    """A kind whose words are stored as written alone: each is looked for with any accents.

    `columns` are read one by one, so a word may stand in any of them.
    """

    folded = ""
    columns: tuple[str, ...] = ()

    def matching(self, rows, asked, user):
        return rows.filter(*(self.holding(word, user) for word in asked.words))

    def holding(self, word: str, user) -> Q:
        """Rows in which the word stands."""
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__regex": pattern(word)})
        return found

    def ranked(self, rows, asked):
        return rows.order_by(*self.ordering)


def joined(*parts) -> str:
    return " · ".join(str(part) for part in parts if part)


_kinds: dict[str, Kind] = {}
AnyKind = TypeVar("AnyKind", bound=type[Kind])


def kind(declared: AnyKind) -> AnyKind:
    """Register a kind; raises ImproperlyConfigured for a key already taken."""
    taken = _kinds.get(declared.key)
    if taken is not None and type(taken).__qualname__ != declared.__qualname__:
        raise ImproperlyConfigured(
            f"Two kinds of the search are called {declared.key!r}: {type(taken)}, {declared}."
        )
    _kinds[declared.key] = declared()
    return declared


def kinds() -> list[Kind]:
    """All kinds in the order in which they are shown."""
    return sorted(_kinds.values(), key=lambda one: (one.order, one.key))


__all__ = ["Kind", "Rank", "Written", "joined", "kind", "kinds"]
