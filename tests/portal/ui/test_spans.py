"""Terms are drawn where their days lie, cut at the edges, legible at both widths."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from portal.ui import charts
from portal.ui.spans import Span, spans

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2030, 1, 1)


def bars(drawing):
    found = ET.fromstring(drawing).iter(f"{SVG}rect")
    return {bar.get("data-value"): (float(bar.get("x")), float(bar.get("width"))) for bar in found}


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_bars_lie_where_their_days_lie(width):
    rows = [
        Span("Cả trục", "", FIRST, LAST, words="2020 – 2030"),
        Span("Nửa đầu", "", FIRST, dt.date(2025, 1, 1), words="2020 – 2025"),
        Span("Nửa sau", "", dt.date(2025, 1, 1), None, words="từ 2025"),
    ]
    found = bars(spans("Thời hạn", "", rows, FIRST, LAST, width=width))
    whole, first, second = (found[key] for key in ("2020 – 2030", "2020 – 2025", "từ 2025"))
    assert first[0] == whole[0]
    assert first[1] == pytest.approx(whole[1] / 2, rel=0.01)
    assert second[0] == pytest.approx(first[0] + first[1], abs=0.1)
    assert second[0] + second[1] == pytest.approx(whole[0] + whole[1], abs=0.1)


def test_what_lies_outside_is_cut_at_the_edge_and_stays_visible():
    rows = [
        Span("Trước trục", "", dt.date(2001, 1, 1), dt.date(2004, 1, 1), words="cũ"),
        Span("Vắt qua", "", dt.date(2015, 1, 1), dt.date(2045, 1, 1), words="dài"),
    ]
    found = bars(spans("Thời hạn", "", rows, FIRST, LAST, width=720))
    assert found["cũ"][1] == 3
    assert found["dài"][0] + found["dài"][1] <= 720


def test_today_is_marked_only_inside_the_axis():
    rows = [Span("Một", "", FIRST, LAST)]
    inside = spans("Thời hạn", "", rows, FIRST, LAST, today=dt.date(2026, 11, 22))
    outside = spans("Thời hạn", "", rows, FIRST, LAST, today=dt.date(2036, 11, 22))
    assert inside.count("stroke-dasharray") == 1
    assert outside.count("stroke-dasharray") == 0


@pytest.mark.parametrize("years", [1, 4, 9, 30, 90])
def test_names_of_years_never_crowd(years):
    last = dt.date(2020 + years, 1, 1)
    drawing = spans("Thời hạn", "", [Span("Một", "", FIRST, last)], FIRST, last, width=charts.NARROW)
    named = [
        words.text for words in ET.fromstring(drawing).iter(f"{SVG}text") if (words.text or "").isdigit()
    ]
    assert 1 <= len(named) <= 7


def test_an_axis_without_length_is_refused():
    with pytest.raises(ValueError, match="no length"):
        spans("Thời hạn", "", [], FIRST, FIRST)


def test_words_are_escaped_and_nothing_is_styled_inline():
    drawing = spans("A <b>", "", [Span("<script>", "&", FIRST, LAST, words='"x"')], FIRST, LAST)
    ET.fromstring(drawing)
    assert "<script>" not in drawing
    assert "style=" not in drawing
