"""Bars follow the data, drawings speak to those who do not see them, nothing breaks the content policy."""

import re
import xml.etree.ElementTree as ET

import pytest

from portal.ui import axes, charts
from portal.ui.charts import Part, Series

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ["T1", "T2", "T3"]


def bars(drawing, axis):
    found = ET.fromstring(drawing).iter(f"{SVG}rect")
    return {bar.get("data-value"): float(bar.get(axis)) for bar in found if bar.get("data-value")}


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_heights_of_bars_are_in_proportion_and_end_at_the_base(width):
    drawing = charts.grouped_bars(
        "Đoàn",
        "Theo tháng",
        MONTHS,
        [Series("Ra", [2, 4, None]), Series("Vào", [8, 0, 1], "second")],
        width=width,
    )
    heights = bars(drawing, "height")
    assert set(heights) == {"2", "4", "8", "1"}  # nothing is drawn for nought or for a month to come
    assert heights["4"] == pytest.approx(2 * heights["2"], abs=0.02)
    assert heights["8"] == pytest.approx(8 * heights["1"], abs=0.05)
    tops = bars(drawing, "y")
    assert len({round(tops[value] + heights[value], 1) for value in heights}) == 1


def test_the_scale_begins_at_nought_and_holds_the_largest_value():
    assert [axes.ceiling([value]) for value in (0, 4, 5, 9, 13, 21, 100, 1000)] == [
        4,
        4,
        8,
        12,
        20,
        40,
        120,
        1200,
    ]
    assert axes.ceiling([]) == 4


def test_bars_stay_inside_the_drawing():
    series = [Series("Ra", list(range(12))), Series("Vào", list(range(12, 0, -1)), "second")]
    drawing = ET.fromstring(charts.grouped_bars("t", "d", [str(m) for m in range(12)], series, width=340))
    for bar in drawing.iter(f"{SVG}rect"):
        assert float(bar.get("x")) >= 0
        assert float(bar.get("x")) + float(bar.get("width")) <= 340


def test_ranks_and_shares_follow_the_data():
    lengths = bars(charts.rank("Quốc gia", "Nhiều nhất", [Part("Lào", 14), Part("Cu-ba", 7)]), "width")
    assert lengths["14"] == pytest.approx(2 * lengths["7"], abs=0.02)
    shares = bars(
        charts.shares("Báo cáo", "", [Part("Đúng hạn", 30, "ok"), Part("Quá hạn", 10, "bad")]), "width"
    )
    assert shares["30"] + 1 == pytest.approx(3 * (shares["10"] + 1), abs=0.05)


def test_a_trend_needs_two_values_and_rises_with_them():
    assert charts.sparkline("Xu hướng", [3]) == ""
    points = (
        ET.fromstring(charts.sparkline("Xu hướng", [1, 5, 3])).find(f"{SVG}polyline").get("points").split()
    )
    first, second, third = (float(point.split(",")[1]) for point in points)
    assert second < third < first  # up is less in SVG


def drawings():
    parts = [Part("<b>Lào</b> & bạn", 3), Part("Không", 0, "wait")]
    return [
        charts.grouped_bars("Tên", "Mô tả", MONTHS, [Series("<i>Ra</i>", [1, 2, 3])]),
        charts.sparkline("Tên", [1, 2]),
        charts.rank("Tên", "Mô tả", parts),
        charts.shares("Tên", "Mô tả", parts),
        charts.rank("Tên", "Mô tả", []),
        charts.shares("Tên", "Mô tả", []),
    ]


@pytest.mark.parametrize("drawing", drawings())
def test_every_drawing_is_well_formed_named_escaped_and_without_inline_style(drawing):
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Tên"
    assert root.find(f"{SVG}desc") is not None
    assert not re.search(r"\sstyle\s*=|<style|<script|<b>|<i>|\son\w+=", drawing)


def test_both_widths_are_in_the_page_and_css_shows_one():
    both = charts.both_widths(charts.grouped_bars, "t", "d", MONTHS, [Series("Ra", [1, 2, 3])])
    assert 'viewBox="0 0 720' in both
    assert 'viewBox="0 0 340' in both
    assert both.count("d-none d-sm-block") == both.count("d-sm-none") == 1


def test_the_legend_names_every_colour():
    legend = charts.legend([Series("Đoàn ra", []), Series("Đoàn vào", [], "second")])
    assert "Đoàn ra" in legend
    assert "Đoàn vào" in legend
    assert 'fill="#0f5cad"' in legend
