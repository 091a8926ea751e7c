"""A picture from plain facts: what the panels of the dashboard hand up, stored as JSON, drawn at any width.

    draw("bars", {"groups": [...], "series": [{"label", "values", "tone"}], "lines": [...]}, title, desc, 340)

Kinds and their facts: bars {groups, series, lines?}, stacked {groups, series}, lines {groups, series},
rank {parts: [{label, value, tone}]}, shares {parts}, dots {rows: [{label, first, second}], labels: [a, b]},
heat {rows, columns, values}, spans {rows: [{label, small, first, last, tone, words}], first, last, today?},
tiles {values: {code: {value, tone, words}}}, map {points: [{country, value, words}]}, spark {values, tone?}.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui import charts, columns, grids, maps, spans, svg
from portal.ui.charts import NARROW, WIDE, Part, Series
from portal.ui.formats import number_vi

Facts = Mapping[str, Any]
Drawer = Callable[[Facts, str, str, int], SafeString]
#: The same drawing serves a desk and a phone: what is wider would only be emptier.
ONE_WIDTH = frozenset({"tiles", "shares", "spark"})


def draw(kind: str, facts: Facts, title: str, desc: str, width: int = WIDE) -> SafeString:
    """The picture. Without anything to draw a quiet line that says so; a map is drawn all the same.

    Raises ValueError for an unknown kind, an unknown tone, a negative value, or lists of different lengths.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no picture “{kind}”; expected one of {', '.join(KINDS)}.")
    if is_empty(kind, facts):
        return _nothing(title, desc, width)
    return KINDS[kind](facts, title, desc, width)


def at_widths(
    kind: str, facts: Facts, title: str, desc: str, widths: tuple[int, ...] = (WIDE, NARROW)
) -> SafeString:
    """For a desk and for a phone, CSS shows one of them; of one width, or where one serves both, that alone."""
    if len(widths) == 1 or kind in ONE_WIDTH or is_empty(kind, facts):
        return draw(kind, facts, title, desc, widths[-1])
    return charts.both_widths(draw, kind, facts, title, desc, widths=widths)


def legend(kind: str, facts: Facts) -> SafeString:
    """What colours and marks mean, as a list of words; "" where the picture says it itself."""
    if is_empty(kind, facts):
        return SafeString("")
    if kind == "lines":
        return columns.line_legend(_series(facts, "series"))
    if kind in ("bars", "stacked"):
        return charts.legend([*_series(facts, "series"), *_series(facts, "lines")])
    if kind == "shares":
        return charts.legend(
            [Part(f"{one.label}: {number_vi(one.value)}", one.value, one.tone) for one in _parts(facts)]
        )
    if kind == "tiles":
        return _tiles_legend(facts)
    return SafeString("")


def is_empty(kind: str, facts: Facts) -> bool:
    """Whether there is nothing to draw: no row, or no value above nought."""
    if kind in ("bars", "stacked", "lines"):
        every = (*facts.get("series", ()), *facts.get("lines", ()))
        return not any(value for one in every for value in one["values"])
    if kind in ("rank", "shares"):
        return not any(one["value"] for one in facts.get("parts", ()))
    if kind in ("dots", "spans"):
        return not facts.get("rows")
    if kind == "heat":
        return not any(value for line in facts.get("values", ()) for value in line)
    return False


def _nothing(title: str, desc: str, width: int) -> SafeString:
    words = svg.text(width / 2, 30, _("There is nothing to draw."), size=13, anchor="middle")
    return svg.picture(width, 48, title, desc, words)


def _number(value) -> float | None:
    """A value as it is drawn. None is not known, or has not come yet."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not isfinite(value):
        raise ValueError(f"{value!r} is no number that can be drawn.")
    if value < 0:
        raise ValueError(f"A picture begins at nought; {value} is below it.")
    return float(value) if isinstance(value, Decimal) else value


def _tone(one: Facts) -> str:
    tone = one.get("tone") or "main"
    if tone not in svg.TONES:
        raise ValueError(f"“{tone}” is no tone; expected one of {', '.join(svg.TONES)}.")
    return tone


def _series(facts: Facts, name: str) -> list[Series]:
    groups, found = facts["groups"], []
    for one in facts.get(name) or ():
        values = [_number(value) for value in one["values"]]
        if len(values) != len(groups):
            raise ValueError(f"{one['label']}: {len(values)} values for {len(groups)} groups.")
        found.append(Series(str(one["label"]), values, _tone(one)))
    return found


def _parts(facts: Facts) -> list[Part]:
    return [Part(str(one["label"]), _number(one["value"]) or 0, _tone(one)) for one in facts["parts"]]


def _names(facts: Facts, name: str) -> list[str]:
    return [str(one) for one in facts[name]]


def _bars(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    groups, lines = _names(facts, "groups"), _series(facts, "lines")
    return charts.grouped_bars(title, desc, groups, _series(facts, "series"), lines=lines, width=width)


def _stacked(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    return columns.stacked_columns(
        title, desc, _names(facts, "groups"), _series(facts, "series"), width=width
    )


def _lines(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    return columns.lines(title, desc, _names(facts, "groups"), _series(facts, "series"), width=width)


def _rank(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    return charts.rank(title, desc, _parts(facts), width=width)


def _shares(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    return charts.shares(title, desc, _parts(facts), width=width)


def _dots(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    pairs = [
        grids.Pair(str(one["label"]), _number(one["first"]), _number(one["second"])) for one in facts["rows"]
    ]
    first, second = _names(facts, "labels")
    return grids.dots(title, desc, pairs, (first, second), width=width)


def _heat(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    rows, heads = _names(facts, "rows"), _names(facts, "columns")
    values = [[_number(value) for value in line] for line in facts["values"]]
    if len(values) != len(rows) or any(len(line) != len(heads) for line in values):
        raise ValueError(f"A grid of {len(rows)} rows and {len(heads)} columns has other values.")
    return grids.heat(title, desc, rows, heads, values, width=width)


def _spans(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    rows = [
        spans.Span(
            str(one["label"]), str(one.get("small") or ""), _day(one.get("first")), _day(one.get("last")),
            _tone(one), str(one.get("words") or ""),
        )
        for one in facts["rows"]
    ]  # fmt: skip
    first, last = _day(facts["first"]), _day(facts["last"])
    if first is None or last is None:
        raise ValueError("An axis of years has a first and a last day.")
    return spans.spans(title, desc, rows, first, last, today=_day(facts.get("today")), width=width)


def _day(value: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else (value or None)  # type: ignore[return-value]


def _tiles(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    return maps.tiles(title, desc, {code: _tile(one) for code, one in facts["values"].items()})


def _tile(one: Facts) -> maps.Tile:
    """A number stands on the tile itself; a state is said by its sign and in words."""
    value = one.get("value")
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    mark = number_vi(_number(value)) if is_number else ""
    return maps.Tile(
        _tone({"tone": one.get("tone") or "neutral"}), str(one.get("words") or mark or value or ""), mark
    )


def _tiles_legend(facts: Facts) -> SafeString:
    """The words of each tone, once; where tiles carry numbers of their own, those say it."""
    words = {}
    for one in facts["values"].values():
        if isinstance(one.get("value"), str):
            words.setdefault(one.get("tone") or "neutral", one["value"])
    order = [tone for tone in svg.TONES if tone in words]
    return charts.legend([Part(words[tone], 0, tone) for tone in order]) if order else SafeString("")


def _map(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    points = [
        maps.Bubble(one["country"], str(one.get("words") or one["country"]), _number(one["value"]) or 0)
        for one in facts["points"]
    ]
    return maps.world(title, desc, points, width=width)


def _spark(facts: Facts, title: str, desc: str, width: int) -> SafeString:
    values = [number for value in facts["values"] if (number := _number(value)) is not None]
    return charts.sparkline(title, values, tone=_tone(facts))


KINDS: dict[str, Drawer] = {
    "bars": _bars, "stacked": _stacked, "lines": _lines, "rank": _rank, "shares": _shares, "dots": _dots,
    "heat": _heat, "spans": _spans, "tiles": _tiles, "map": _map, "spark": _spark,
}  # fmt: skip
