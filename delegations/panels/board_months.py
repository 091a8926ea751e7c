"""The dashboard's panels of delegations by month, and of the countries that they went to or came from."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal import countries
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed_days, nothing
from portal.ui.formats import number_vi

from ..figures import Places, by_month, places, year_sums
from ..models import Delegation, Direction, Leg
from .board_activity import DELEGATIONS, days_of

RANKED = 8
TONES = ((Direction.OUTGOING, "main", "before"), (Direction.INCOMING, "second", "second_before"))


@panel(
    "visits-by-month",
    title=_("Delegations by month"),
    theme=Theme.ACTIVITY,
    order=10,
    definition=_(
        "Delegations out and in that took place in person, by the month of their last day, from the register of"
        " delegations; months of a reporting year run as the table of periods says. Dashed lines hold the same months"
        " of the year before. A month to come has no column. What is known by its year alone is in no month."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation,),
)
def visits_by_month(asked: Asked) -> Content:
    year = asked.year
    counts = by_month(asked.rows(Delegation), [*year.months, *year.months_before])
    now = {
        way: [values[month] if year.has_begun(month) else None for month in range(12)]
        for way, values in counts.items()
    }
    before = {way: values[12:] for way, values in counts.items()}
    if not any(value for values in (*now.values(), *before.values()) for value in values):
        return nothing(
            _now("No delegation of these two years has been entered yet."), listed_days(asked, DELEGATIONS)
        )
    names = {Direction.OUTGOING: _now("Outgoing"), Direction.INCOMING: _now("Incoming")}
    groups = [_now("M%(month)s") % {"month": month} for month in range(1, 13)]
    return Content(
        sentence=_sentence(now, groups),
        headlines=_headlines(asked, names),
        drawings=[Drawing("bars", _bars(asked, now, before, names, groups))],
        head=[_now("Month"), _now("First and last day"), *names.values(),
              *(_before_words(asked, names[way]) for way in names)],
        rows=[
            [group, _days(year.months[place]), *(now[way][place] for way in names), *(before[way][place] for way in names)]
            for place, group in enumerate(groups)
        ],
        note=_month_note(year),
        url=listed_days(asked, DELEGATIONS),
    )  # fmt: skip


def _headlines(asked: Asked, names: dict) -> list[Headline]:
    """Up to the day, beside the same days of the year before, as every panel compares them."""
    now, before = year_sums(asked.rows(Delegation), *days_of(asked))
    return [
        Headline(
            names[way], getattr(now, way), before=getattr(before, way),
            url=listed_days(asked, DELEGATIONS, direction=str(way)),
        )
        for way in names
    ]  # fmt: skip


def _before_words(asked: Asked, name: str) -> str:
    return _now("%(direction)s, same month of %(year)s") % {"direction": name, "year": asked.year.number - 1}


def _bars(asked: Asked, now: dict, before: dict, names: dict, groups: list[str]) -> dict[str, Any]:
    return {
        "groups": groups,
        "series": [{"label": names[way], "values": now[way], "tone": tone} for way, tone, _before in TONES],
        "lines": [
            {"label": _before_words(asked, names[way]), "values": before[way], "tone": tone}
            for way, _tone, tone in TONES
            if any(before[way])
        ],
    }


def _sentence(now: dict, groups: list[str]) -> str:
    """The busiest month of the year."""
    sums = [sum(values[month] or 0 for values in now.values()) for month in range(12)]
    if not any(sums):
        return _now("No delegation of this year has been entered yet.")
    facts = {
        "month": groups[sums.index(max(sums))],
        "most": number_vi(max(sums)),
        "all": number_vi(sum(sums)),
    }
    return _now("%(all)s delegations; most in %(month)s: %(most)s.") % facts


def _days(month) -> str:
    return f"{month[0]:%d/%m} – {month[1]:%d/%m/%Y}"


def _month_note(year) -> str:
    if year.months[0][0].day == 1:
        return _now("Calendar months.")
    return _now("Reporting months: M1 is %(days)s.") % {"days": _days(year.months[0])}


@panel(
    "visits-by-country",
    title=_("Where we were active"),
    theme=Theme.ACTIVITY,
    order=20,
    definition=_(
        "Delegations and talks of the year by country, from the register of delegations: the countries of the stages of"
        " a trip out, that of the guests of a trip in. One that reached several countries is counted in each. What we"
        " do with international bodies stands under no country."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation, Leg, Partner),
)
def visits_by_country(asked: Asked) -> Content:
    """Circles by country. What we do with international bodies stands in the table, under no country."""
    found = places(asked.rows(Delegation), asked.year.first, asked.year.until)
    ranked = sorted(found.countries.items(), key=lambda pair: (-pair[1], countries.name(pair[0])))
    if not ranked and not found.bodies:
        return nothing(
            _now("No delegation of this year has been entered yet."), listed_days(asked, DELEGATIONS)
        )
    points = [{"country": code, "value": count, "words": countries.name(code)} for code, count in ranked]
    parts = [{"label": one["words"], "value": one["value"]} for one in points[:RANKED]]
    return Content(
        sentence=_places_sentence(ranked, found),
        drawings=[
            Drawing("map", {"points": points}, _now("Circles by country; the larger, the more activities.")),
            Drawing("rank", {"parts": parts}, _now("Countries with most activities")),
        ],
        head=[_now("Country"), _now("Activities")],
        rows=_rows(asked, ranked, found),
        note=_note(found),
        url=listed_days(asked, DELEGATIONS),
    )


def _places_sentence(ranked: list[tuple[str, int]], found: Places) -> str:
    if not ranked:
        return _now("All activities of the year were with international bodies.")
    facts = {
        "countries": number_vi(len(ranked)),
        "first": countries.name(ranked[0][0]),
        "most": number_vi(ranked[0][1]),
    }
    return (
        _now("Activities with %(countries)s countries and territories, most with %(first)s: %(most)s.")
        % facts
    )


def _rows(asked: Asked, ranked: list[tuple[str, int]], found: Places) -> list[list[Any]]:
    """Every country with the way to its activities, then the international bodies."""
    rows: list[list[Any]] = [
        [linked(countries.name(code), listed_days(asked, DELEGATIONS, country=code, bodies="without")), count]
        for code, count in ranked
    ]
    if found.bodies:
        name = _now("International bodies (ILO, ATUC…), under no country")
        rows.append([linked(name, listed_days(asked, DELEGATIONS, bodies="only")), found.bodies])
    return rows


def _note(found: Places) -> str:
    counted = _now(
        "Delegations and talks of the year, by country; one that reached several is counted in each."
    )
    if not found.bodies:
        return counted
    bodies = _now("%(count)s with international bodies stand under no country.")
    return f"{counted} {bodies % {'count': number_vi(found.bodies)}}"
