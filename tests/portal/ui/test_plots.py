"""Pictures from plain facts: in proportion, legible on a phone, spoken in words, and refusing what cannot be drawn."""

import json
import math
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import override

from portal.ui import maps, plots, svg, textures
from portal.ui.charts import NARROW, WIDE

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"T{month}" for month in range(1, 13)]
FACTS = {
    "bars": {
        "groups": MONTHS,
        "series": [{"label": "Đoàn ra", "values": [2, 4, *[1] * 9, None], "tone": "main"}],
        "lines": [{"label": "Năm trước", "values": [3] * 12, "tone": "before"}],
    },
    "stacked": {
        "groups": ["2024", "2025"],
        "series": [
            {"label": "Cấp cao", "values": [2, 4], "tone": "main"},
            {"label": "Cấp ban", "values": [6, 1], "tone": "second"},
        ],
    },
    "lines": {
        "groups": ["2023", "2024", "2025"],
        "series": [{"label": "Cam kết", "values": [8, None, 4]}, {"label": "Giải ngân", "values": [4, 2, 1], "tone": "second"}],
    },
    "rank": {"parts": [{"label": "Lào", "value": 14, "tone": "main"}, {"label": "Cu-ba", "value": 7}]},
    "shares": {"parts": [{"label": "Đúng hạn", "value": 30, "tone": "ok"}, {"label": "Quá hạn", "value": 10, "tone": "bad"}]},
    "dots": {
        "rows": [{"label": "Đoàn ra", "first": 8, "second": 4}, {"label": "Hội nghị", "first": None, "second": 2}],
        "labels": ["Năm nay", "Năm trước"],
    },
    "heat": {"rows": ["Lào", "Cu-ba"], "columns": MONTHS, "values": [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None]] * 2},
    "spans": {
        "rows": [{"label": "Ủy viên", "small": "ILO", "first": "2024-06-01", "last": None, "tone": "main", "words": "từ 2024"}],
        "first": "2022-01-01",
        "last": "2030-01-01",
    },
    "tiles": {"values": {"LDLD-56-2025": {"value": "quá hạn", "tone": "bad", "words": "quá hạn 3 ngày"}}},
    "map": {"points": [{"country": "LA", "value": 5, "words": "Lào"}]},
    "spark": {"values": [1, 5, 3]},
}  # fmt: skip


def drawn(kind, facts=None, width=WIDE):
    return ET.fromstring(plots.draw(kind, FACTS[kind] if facts is None else facts, "Tên", "Mô tả", width))


def marks(root, axis, tag="rect"):
    found = root.iter(f"{SVG}{tag}")
    return {one.get("data-value"): float(one.get(axis)) for one in found if one.get("data-value")}


def words(root) -> str:
    return " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def test_every_kind_that_a_panel_may_name_is_tried_here():
    assert set(FACTS) == set(plots.KINDS)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", FACTS)
def test_a_picture_speaks_is_legible_and_keeps_inside_its_frame(kind, width):
    markup = plots.draw(kind, json.loads(json.dumps(FACTS[kind])), "<b>Tên</b>", "Mô tả", width)
    root = ET.fromstring(markup)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "<b>Tên</b>"
    assert root.find(f"{SVG}desc") is not None
    assert " style=" not in markup
    wide, high = (float(root.get(name)) for name in ("width", "height"))
    for one in root.iter(f"{SVG}text"):
        assert float(one.get("font-size")) >= 9
        assert 0 <= float(one.get("x")) <= wide
        assert 0 <= float(one.get("y")) <= high
    for one in root.iter(f"{SVG}rect"):
        assert float(one.get("x")) >= -0.1
        assert float(one.get("x")) + float(one.get("width")) <= wide + 0.1
        assert float(one.get("y")) + float(one.get("height")) <= high + 0.1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_parts_of_a_column_are_in_proportion_and_stand_upon_another(width):
    root = drawn("stacked", width=width)
    heights, tops = marks(root, "height"), marks(root, "y")
    assert heights["4"] == pytest.approx(2 * heights["2"], abs=0.03)
    assert heights["6"] == pytest.approx(3 * heights["2"], abs=0.03)
    assert tops["6"] + heights["6"] == pytest.approx(tops["2"], abs=0.03)
    assert {"8", "5"} <= set(words(root).split())  # the sums


def test_points_of_a_line_are_in_proportion_and_what_is_not_known_interrupts_it():
    root = drawn("lines")
    discs = marks(root, "cy", "circle")
    squares = marks(root, "y")
    assert set(discs) == {"8", "4"}
    assert len(list(root.iter(f"{SVG}polyline"))) == 1  # 8, –, 4 has no two neighbours; 4, 2, 1 has
    assert squares["4"] < squares["2"] < squares["1"]


def test_lines_differ_by_dashes_and_marks_not_by_colour_alone():
    legend = plots.legend("lines", FACTS["lines"])
    assert "circle" in legend
    assert "rect" in legend
    assert "stroke-dasharray" in legend
    assert "Giải ngân" in legend


def test_two_values_of_a_row_lie_in_proportion_and_are_said_in_words():
    root = drawn("dots")
    first = float(next(one for one in root.iter(f"{SVG}circle") if one.get("data-value") == "8").get("cx"))
    second = {
        one.get("data-value"): float(one.get("x")) + 4.2
        for one in root.iter(f"{SVG}rect")
        if one.get("data-value")
    }
    assert first - second["4"] == pytest.approx(2 * (second["4"] - second["2"]), abs=1.5)
    assert "8 / 4" in words(root)
    assert "– / 2" in words(root)
    assert "Năm nay" in words(root)


def test_the_more_the_darker_and_each_cell_says_its_number():
    cells = {
        one.get("data-value"): one.get("fill")
        for one in drawn("heat").iter(f"{SVG}rect")
        if one.get("data-value")
    }
    assert cells["10"] == "#0a3d78"
    assert cells["0"] == "#ffffff" == cells["–"]
    assert luminance(cells["10"]) < luminance(cells["5"]) < luminance(cells["1"])
    assert "10" in words(drawn("heat", width=NARROW)).split()


def test_a_term_that_has_no_end_runs_off_the_axis():
    bar = next(one for one in drawn("spans").iter(f"{SVG}rect") if one.get("data-value") == "từ 2024")
    assert float(bar.get("x")) + float(bar.get("width")) == pytest.approx(WIDE - 4, abs=0.1)


@pytest.mark.parametrize("facts", [{"values": {}}, FACTS["tiles"]])
def test_tiles_name_the_archipelagos_and_the_sea_even_without_data(facts):
    shown = words(drawn("tiles", facts))
    for label in (maps.EAST_SEA, maps.PARACELS, maps.SPRATLYS):
        assert label in shown


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("points", [[], FACTS["map"]["points"]])
def test_the_world_names_the_archipelagos_and_the_sea_even_without_data(points, width):
    shown = words(drawn("map", {"points": points}, width))
    for label in (maps.EAST_SEA, maps.PARACELS, maps.SPRATLYS):
        assert label in shown


def test_a_tile_carries_a_number_or_the_sign_of_its_state():
    root = drawn(
        "tiles",
        {"values": {"LDLD-12": {"value": 3, "tone": "wait"}, "LDLD-14": {"value": "quá hạn", "tone": "bad"}}},
    )
    told = {group.find(f"{SVG}title").text: words(group) for group in root.iter(f"{SVG}g")}
    assert told["Lai Châu: 3"].split()[-1] == "3"
    assert told["Sơn La: quá hạn"].split()[-1] == "!"


EMPTY = {
    "bars": {"groups": MONTHS, "series": [{"label": "Ra", "values": [0] * 12}]},
    "stacked": {"groups": [], "series": []},
    "lines": {"groups": [], "series": []},
    "rank": {"parts": []},
    "shares": {"parts": [{"label": "Không", "value": 0}]},
    "dots": {"rows": [], "labels": ["a", "b"]},
    "heat": {"rows": [], "columns": [], "values": []},
    "spans": {"rows": [], "first": "2022-01-01", "last": "2030-01-01"},
}


@pytest.mark.parametrize("kind", EMPTY)
def test_without_data_the_picture_says_so_in_words(kind):
    with override("en"):
        assert "There is nothing to draw." in words(drawn(kind, EMPTY[kind]))
    assert plots.legend(kind, EMPTY[kind]) == ""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_record_and_a_million_are_drawn(width):
    one = drawn("bars", {"groups": ["T1"], "series": [{"label": "Ra", "values": [1]}]}, width)
    assert marks(one, "height")["1"] > 0
    many = drawn("rank", {"parts": [{"label": "A", "value": 1_000_000}, {"label": "B", "value": 1}]}, width)
    assert "1.000.000" in words(many)
    lengths = marks(many, "width")
    assert 0 < lengths["1"] < lengths["1.000.000"] <= width
    grid = drawn("heat", {"rows": ["A"], "columns": MONTHS, "values": [[1_000_000] * 12]}, width)
    with override("vi"):
        assert "1.000.000" in marks(grid, "width")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("bars", {"groups": ["T1"], "series": [{"label": "Ra", "values": [-1]}]}),
        ("stacked", {"groups": ["T1"], "series": [{"label": "Ra", "values": [math.nan]}]}),
        ("lines", {"groups": ["T1", "T2"], "series": [{"label": "Ra", "values": [1]}]}),
        ("rank", {"parts": [{"label": "Ra", "value": -3}]}),
        ("rank", {"parts": [{"label": "Ra", "value": 3, "tone": "pink"}]}),
        ("shares", {"parts": [{"label": "Ra", "value": "3"}]}),
        ("dots", {"rows": [{"label": "Ra", "first": -1, "second": 2}], "labels": ["a", "b"]}),
        ("heat", {"rows": ["A"], "columns": ["1", "2"], "values": [[1]]}),
        ("map", {"points": [{"country": "LA", "value": -2}]}),
        ("pie", {}),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(kind, facts):
    with pytest.raises(ValueError, match=r"\w"):
        plots.draw(kind, facts, "Tên", "", WIDE)


def test_areas_that_stand_beside_another_differ_without_colour():
    """Each tone has its own stripes, or is the one solid dark or the one solid pale area."""
    looks = {tone: (textures.STRIPES.get(tone), textures.is_dark(tone)) for tone in svg.TONES}
    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize("tone", svg.TONES)
def test_an_area_or_its_edge_stands_out_from_white(tone):
    colour = svg.NAVY if tone in textures.PALE_TONES else svg.TONES[tone]
    assert contrast(colour, "#ffffff") >= 3


@pytest.mark.parametrize("tone", svg.TONES)
def test_numbers_on_an_area_can_be_read(tone):
    assert contrast("#ffffff" if textures.is_dark(tone) else svg.INK, svg.TONES[tone]) >= 3


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_names_of_a_few_kinds_all_stand_there_on_several_lines(width):
    kinds = ["Đoàn cấp cao", "Đoàn cấp ban", "Đoàn chuyên đề", "Giao lưu biên giới", "Không nêu cấp"]
    facts = {"groups": kinds, "series": [{"label": "Đoàn ra", "values": [1, 2, 3, 4, 5]}]}
    root = drawn("bars", facts, width)
    for name in kinds:
        assert name.split()[0] in words(root)
    lowest = max(float(one.get("y")) for one in root.iter(f"{SVG}text"))
    assert lowest <= float(root.get("height"))


def test_of_many_groups_names_stand_where_there_is_room():
    years = [str(year) for year in range(1990, 2027)]
    root = drawn("stacked", {"groups": years, "series": [{"label": "Đoàn", "values": [1] * 37}]}, NARROW)
    named = [one for one in words(root).split() if one in years]
    assert named[0] == "1990"
    assert 8 <= len(named) <= 14
