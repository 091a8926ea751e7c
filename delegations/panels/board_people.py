"""The dashboard's panel of persons, days and money of delegations, by kind of purpose."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import listed_days, money, money_words, nothing
from portal.ui.formats import number_vi

from ..figures import year_sums
from ..figures.records import Total, within
from ..figures.statistics import Dimension, Line, Measure, across
from ..figures.statistics_sums import Sums
from ..models import Delegation, Direction, Member, Mode
from .board_activity import DELEGATIONS, days_of


@panel(
    "visits-people",
    title=_("Persons, days and cost of delegations"),
    theme=Theme.ACTIVITY,
    order=50,
    definition=_(
        "Counts delegations out and in that took place in person and whose days surely lie inside the period, from the "
        "register of delegations. Person-trips are the sum of their numbers of persons; days are counted where both "
        "ends are known to the day. Averages and the cost of a trip are worked out from those that state the value: how "
        "many do stands beside each. The cost is that of the delegation's record (actual where it is known, else "
        "estimated), in đồng."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation, Member),
)
def visits_people(asked: Asked) -> Content:
    rows = asked.rows(Delegation).exclude(mode=Mode.ONLINE).exclude(direction=Direction.DOMESTIC)
    held = within(rows, asked.year.first, asked.year.until)
    by_purpose, directions, _cells = across(held, Dimension.PURPOSE, Dimension.DIRECTION, Measure.NUMBER)
    if not by_purpose.whole.number:
        return nothing(_now("No delegation took place in this period."), listed_days(asked, DELEGATIONS))
    ways = {line.key: line.sums for line in directions}
    out, came = (ways.get(one, Sums()) for one in (Direction.OUTGOING, Direction.INCOMING))
    before = year_sums(rows, *days_of(asked))[1]
    parts = [{"label": line.label, "value": line.sums.number, "tone": "main"} for line in by_purpose.lines]
    return Content(
        sentence=_sentence(out, came),
        headlines=[
            _turns(_now("Person-trips out"), out, before.outgoing_people),
            _turns(_now("Person-trips in"), came, before.incoming_people),
            _average(_now("Persons of a delegation"), by_purpose.whole.turns, _now("persons a delegation")),
            _average(_now("Days of an outgoing trip"), out.days, _now("days a trip")),
            _cost(out),
        ],
        drawings=[Drawing("rank", {"parts": parts}, _now("Delegations by kind of purpose"))],
        head=[
            _now("Kind of purpose"), _now("Delegations"), _now("Person-trips"), _now("Days"), _now("Cost (đồng)")
        ],
        rows=[_row(line) for line in by_purpose.lines],
        note=_now("“—” where no delegation of the row states the value."),
        url=listed_days(asked, DELEGATIONS),
    )  # fmt: skip


def _turns(label: str, sums: Sums, before: int | None) -> Headline:
    return Headline(label, _whole(sums.turns), note=_stated(sums.turns), before=before)


def _stated(total: Total) -> str:
    facts = {"stated": number_vi(total.stated), "all": number_vi(total.stated + total.missing)}
    return _now("stated by %(stated)s of %(all)s delegations") % facts


def _average(label: str, total: Total, unit: str) -> Headline:
    value = round(float(total.value) / total.stated, 1) if total.stated and total.value is not None else None
    return Headline(label, value, unit, note=_stated(total))


def _cost(out: Sums) -> Headline:
    label = _now("Cost of an outgoing trip, average")
    if not out.cost.stated or out.cost.value is None:
        return Headline(label, None, note=_stated(out.cost))
    return money(label, round(out.cost.value / out.cost.stated), note=_stated(out.cost))


def _sentence(out: Sums, came: Sums) -> str:
    facts = {
        "out": number_vi(out.turns.value or 0), "outgoing": number_vi(out.number),
        "in": number_vi(came.turns.value or 0), "incoming": number_vi(came.number),
    }  # fmt: skip
    said = _now(
        "%(out)s person-trips out in %(outgoing)s delegations, %(in)s in with %(incoming)s delegations"
    )
    if not out.cost.stated or out.cost.value is None:
        return f"{said % facts}."
    cost = {"cost": money_words(round(out.cost.value / out.cost.stated))}
    return f"{said % facts}{_now('; an outgoing trip cost %(cost)s on average') % cost}."


def _row(line: Line) -> list[Any]:
    sums = line.sums
    return [line.label, sums.number, *(_whole(total) for total in (sums.turns, sums.days, sums.cost))]


def _whole(total: Total) -> int | None:
    """As it is stored: PostgreSQL sums whole numbers as decimals."""
    return None if total.value is None else int(total.value)
