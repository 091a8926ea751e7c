"""The delegations' drawings for leaders: by month, on the map, by country."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal import countries
from portal.access.permissions import Permission
from portal.dashboard.registry import Picture, Reader, picture
from portal.ui import charts, maps
from portal.ui.formats import number_vi

from ..figures import Places, by_month, places
from ..models import Delegation, Direction
from .home import delegation_list

COUNTRIES_SHOWN = 8


@picture(order=10, permission=Permission.LEADERSHIP)
def delegations_by_month(reader: Reader) -> Picture:
    """Bars of this year; dashed lines hold the same months of the year before, month by month."""
    year = reader.year
    counts = by_month(Delegation.objects.visible_to(reader.user), [*year.months, *year.months_before])
    now = {
        direction: [values[month] if year.has_begun(month) else None for month in range(12)]
        for direction, values in counts.items()
    }
    before = {direction: values[12:] for direction, values in counts.items()}
    names = {Direction.OUTGOING: _("Outgoing"), Direction.INCOMING: _("Incoming")}
    bars = [
        charts.Series(names[direction], now[direction], tone)
        for direction, tone in ((Direction.OUTGOING, "main"), (Direction.INCOMING, "second"))
    ]
    lines = [
        charts.Series(
            _("%(direction)s, same month of %(year)s") % {"direction": names[direction], "year": year.number - 1},
            before[direction], tone,
        )
        for direction, tone in ((Direction.OUTGOING, "before"), (Direction.INCOMING, "second_before"))
        if any(before[direction])
    ]  # fmt: skip
    groups = [_("M%(month)s") % {"month": month} for month in range(1, 13)]
    title = _("Delegations by month")
    shown = [*bars, *lines]
    return Picture(
        title,
        charts.both_widths(charts.grouped_bars, title, year.words, groups, bars, lines=lines),
        [_("Month"), _("First and last day"), *(one.label for one in shown)],
        [
            (group, _days(year.months[place]), *(one.values[place] for one in shown))
            for place, group in enumerate(groups)
        ],
        note=_month_note(year),
        legend=charts.legend(shown),
        is_empty=not any(value for one in shown for value in one.values),
        empty=_("No delegation of these two years has been entered yet."),
    )


def _days(month) -> str:
    return f"{month[0]:%d/%m} – {month[1]:%d/%m/%Y}"


def _month_note(year) -> str:
    if year.months[0][0].day == 1:
        return _("Calendar months.")
    return _("Reporting months: M1 is %(days)s.") % {"days": _days(year.months[0])}


def reached(reader: Reader) -> Places:
    year = reader.year
    return places(Delegation.objects.visible_to(reader.user), year.first, year.until)


@picture(order=20, permission=Permission.LEADERSHIP)
def world_map(reader: Reader) -> Picture:
    """Circles by country. What we do with international bodies stands in the table, under no country."""
    found = reader.once(reached)
    bubbles = [maps.Bubble(code, countries.name(code), count) for code, count in found.countries.items()]
    title = _("Where we were active")
    desc = _("Circles by country; the larger, the more activities.")
    return Picture(
        title,
        charts.both_widths(maps.world, title, desc, bubbles),
        [_("Country"), _("Activities")],
        _rows(reader, found),
        note=_note(found),
    )


@picture(order=25, permission=Permission.LEADERSHIP)
def countries_by_activity(reader: Reader) -> Picture:
    found = reader.once(reached)
    first = _ranked(found)[:COUNTRIES_SHOWN]
    title = _("Countries with most activities")
    parts = [charts.Part(countries.name(code), count) for code, count in first]
    return Picture(
        title,
        charts.rank(title, reader.year.words, parts),
        [_("Country"), _("Activities")],
        _rows(reader, found),
        place="aside",
        is_empty=not first,
        empty=_("No delegation of this year has been entered yet."),
    )


def _ranked(found: Places) -> list[tuple[str, int]]:
    return sorted(found.countries.items(), key=lambda pair: (-pair[1], countries.name(pair[0])))


def _rows(reader: Reader, found: Places) -> list[tuple]:
    """Every country with the way to its activities, then the international bodies."""
    rows = [
        (_link(delegation_list(reader, country=code, bodies="without"), countries.name(code)), count)
        for code, count in _ranked(found)
    ]
    if found.bodies:
        name = _("International bodies (ILO, ATUC…), under no country")
        rows.append((_link(delegation_list(reader, bodies="only"), name), found.bodies))
    return rows


def _link(url: str, words: str):
    return format_html('<a href="{}">{}</a>', url, words)


def _note(found: Places) -> str:
    counted = _("Delegations and talks of the year, by country; one that reached several is counted in each.")
    if not found.bodies:
        return counted
    bodies = _("%(count)s with international bodies stand under no country.")
    return f"{counted} {bodies % {'count': number_vi(found.bodies)}}"
