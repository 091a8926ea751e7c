"""Questions inside questions whose words are remembered: to word them costs more than they take to answer.

The scope of a person stands in nearly every question of every page, and its words are always the same few.
"""

from functools import lru_cache
from typing import cast

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import F, Lookup, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from portal.units.models import Closure

from .grants import shared_with

NOBODY = RawSQL("SELECT NULL::bigint WHERE FALSE", ())


def _worded(rows: models.QuerySet) -> RawSQL:
    """`rows` asks for one column of keys, in tables of its own: it may stand in any other question."""
    try:
        return RawSQL(*rows.query.sql_with_params())  # noqa: S611 - words that Django made, values apart
    except EmptyResultSet:
        return NOBODY


@lru_cache(maxsize=2048)
def units_below(seeds: tuple[int, ...]) -> RawSQL:
    """Ids of the units and of all below them, for `__in`."""
    return _worded(Closure.objects.reached_from(seeds).values("unit_id"))


@lru_cache(maxsize=2048)
def shared_rows(user_pk: int, model: type[models.Model]) -> RawSQL:
    """Ids of the rows of `model` that are shared with one person, for `__in`."""
    return _worded(shared_with(user_pk, model))


@lru_cache(maxsize=2048)
def also_under(seeds: tuple[int, ...], model: type[models.Model], field: str) -> RawSQL:
    """Ids of the rows of `model` whose relation `field` names one of the units or one below, for `__in`."""
    relation = cast(models.ManyToManyField, model._meta.get_field(field))
    rows = getattr(model, field).through.objects.filter(unit_id__in=units_below(seeds))
    return _worded(rows.values(f"{relation.m2m_field_name()}_id"))


class Among(Lookup):
    """`field = ANY (ARRAY (question))`: the question is asked once, and what it finds is looked up in an index.

    With IN the database joins the two; joined with OR to another IN it reads all rows of the register.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        field, given = self.process_lhs(compiler, connection)
        asked, values = self.process_rhs(compiler, connection)
        return f"{field} = ANY (ARRAY{asked})", (*given, *values)


#: Holds for every row. The planner takes it to hold for one in two hundred, and so goes from the units to their
#: rows instead of walking down the list until a page is full: for who sees the last few of it, through all of it.
FEW = Q(Exact(F("pk") % 1, 0))


@lru_cache(maxsize=2048)
def rows_in_sight(seeds: tuple[int, ...], user_pk: int, model: type[models.Model], field: str | None) -> Q:
    """Rows of `model` under the units or one below, by `field` too, or shared with the person.

    For who sees few of the rows: each of them is found by an index.
    """
    parts = [shared_rows(user_pk, model), *([also_under(seeds, model, field)] if field else [])]
    single = RawSQL(  # noqa: S611 - words that Django made, values apart
        " UNION ALL ".join(part.sql for part in parts), [value for part in parts for value in part.params]
    )
    return (Q(Among(F("unit_id"), units_below(seeds))) | Q(Among(F("pk"), single))) & FEW
