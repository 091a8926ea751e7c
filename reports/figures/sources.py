"""The questions that indicators may ask of the registers, by their codes, and by what each answer can be broken down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, NullIf

from delegations.models import Leg
from reports.models import Dimension

from . import queries
from .window import Window

DELEGATIONS, EVENTS = "delegations:delegation-list", "delegations:event-list"
AGREEMENTS, RESOURCES = "agreements:agreement-list", "agreements:resource-list"
ACTIVITIES = "reports:activity-list"
#: columns of an answer beside the record and its weight, in their order
BROKEN_DOWN_BY = tuple(dimension for dimension in Dimension if dimension != Dimension.SEX)


@dataclass(frozen=True)
class Source:
    """`records(window)` is the query; `register` the address of the list in which the records can be seen.

    `weight` is the one column that may be summed; `women` the one that says how many of them are women; `parts` gives
    the column of each dimension. A record stands under one value of a dimension, so that the parts make the whole.
    """

    records: Callable[[Window], QuerySet]
    register: str
    weight: str = ""
    women: str = ""
    parts: Mapping[Dimension, Combinable] = field(default_factory=dict)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (*self.parts, *([Dimension.SEX] if self.women else []))

    def rows(self, code: str, window: Window) -> QuerySet:
        """(code, record, weight or None, women or None, then a text a dimension): alike for every source."""
        number = CharField()
        columns = {
            f"by_{dimension}": Cast(Coalesce(self.parts.get(dimension, Value("")), Value("")), number)
            for dimension in BROKEN_DOWN_BY
        }
        return (
            self.records(window)
            .order_by()
            .annotate(
                asked=Value(code, output_field=number),
                record=Cast("pk", BigIntegerField()),
                adds=_whole(self.weight),
                women_among=_whole(self.women),
                **columns,
            )
            .values_list("asked", "record", "adds", "women_among", *columns)
        )


def _whole(column: str) -> Combinable:
    return Cast(F(column) if column else Value(None), BigIntegerField())


#: the main destination, or where the guests come from; else the first leg: a trip to two countries counts once
_FIRST_LEG = Subquery(
    Leg.objects.filter(delegation=OuterRef("pk")).exclude(country="").order_by("pk").values("country")[:1]
)
_MAIN_COUNTRY = Coalesce(NullIf(F("country"), Value("")), _FIRST_LEG)
_TRIP = {
    Dimension.COUNTRY: _MAIN_COUNTRY,
    Dimension.DIRECTION: F("direction"),
    Dimension.LEVEL: F("level"),
    Dimension.FUNDING: F("funding_source"),
    Dimension.THEME: F("content_theme"),
}
_MEETING = {Dimension.FUNDING: F("funding_source"), Dimension.THEME: F("content_theme")}
_PAPER = {Dimension.COUNTRY: F("country"), Dimension.LEVEL: F("level")}
_OTHER = {Dimension.COUNTRY: F("country"), Dimension.FUNDING: F("funding_source")}
_AID = {Dimension.COUNTRY: F("country")}

SOURCES: dict[str, Source] = {
    "outgoing": Source(queries.outgoing, DELEGATIONS, "size", "women", _TRIP),
    "incoming": Source(queries.incoming, DELEGATIONS, "size", "women", _TRIP),
    "online": Source(queries.online, DELEGATIONS, "size", "women", _TRIP),
    "events": Source(queries.events, EVENTS, "participants", parts=_MEETING),
    "agreements_signed": Source(queries.agreements_signed, AGREEMENTS, parts=_PAPER),
    "agreements_in_force": Source(queries.agreements_in_force, AGREEMENTS, parts=_PAPER),
    "resources_received": Source(queries.resources_received, RESOURCES, "amount_vnd", parts=_AID),
    "external_information": Source(queries.external_information, ACTIVITIES, "quantity", parts=_OTHER),
    "training": Source(queries.training, ACTIVITIES, "participants", parts=_OTHER),
    "research": Source(queries.research, ACTIVITIES, parts=_OTHER),
    "solidarity": Source(queries.solidarity, ACTIVITIES, parts=_OTHER),
}

#: the registers once more, for what is too coarse to place in the window
UNPLACED = tuple(
    Source(lambda window, number=number: queries.unplaced_rows(window)[number], "")
    for number in range(len(queries.COUNTED))
)
