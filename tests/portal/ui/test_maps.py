"""Every map names both archipelagos and the East Sea as Vietnam's (law 27/2018/QH14) and crops nothing."""

import csv
import re
import xml.etree.ElementTree as ET
from itertools import accumulate

import pytest
from django.conf import settings

from portal.ui import maps, projection
from portal.ui.country_points import POINTS
from portal.ui.maps import Bubble, Tile

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = [720, 340]
UNITS = settings.BUILD.parent / "portal" / "units" / "data" / "units.csv"


def world(width=720, bubbles=()):
    return maps.world("Địa bàn", "Theo quốc gia", bubbles, width=width)


def rings(width: int) -> list[list[tuple[float, float]]]:
    """The points of each ring of land in units of the drawing, read from the path's steps."""
    found = []
    for ring in projection.land(width).strip("Mz").split("zM"):
        numbers = [int(number) / projection.FINE for number in re.findall(r"-?\d+", ring)]
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        found.append(list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))))
    return found


def words(drawing) -> str:
    return " ".join("".join(text.itertext()) for text in ET.fromstring(drawing).iter(f"{SVG}text"))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_world_names_the_archipelagos_and_the_sea(width):
    shown = words(world(width))
    for label in ("Việt Nam", "Quần đảo Hoàng Sa (Việt Nam)", "Quần đảo Trường Sa (Việt Nam)", "Biển Đông"):
        assert label in shown


def test_the_tiles_name_the_archipelagos_and_the_sea():
    drawing = maps.tiles("Báo cáo", "", {})
    shown = words(drawing)
    for label in ("Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)", "Biển Đông"):
        assert label in shown
    assert "Quần đảo Hoàng Sa (TP. Đà Nẵng, Việt Nam)" in drawing
    assert "Quần đảo Trường Sa (tỉnh Khánh Hòa, Việt Nam)" in drawing


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_are_large_enough_and_do_not_cover_one_another(width):
    texts = list(ET.fromstring(world(width)).iter(f"{SVG}text"))
    assert all(float(text.get("font-size")) >= 11 for text in texts)
    lines = sorted(float(text.get("y")) for text in texts if text.get("text-anchor") == "start")
    assert all(below - above >= 11 for above, below in zip(lines, lines[1:], strict=False))


@pytest.mark.parametrize("width", WIDTHS)
def test_all_land_and_all_countries_are_inside_the_drawing(width):
    box = (width, projection.height(width))
    xs, ys = zip(*(point for ring in rings(width) for point in ring), strict=True)
    assert min(xs) >= -0.1
    assert max(xs) <= width + 0.1
    assert max(ys) <= box[1] + 0.1
    for code, point in POINTS.items():
        x, y = projection.place(*point, width)
        assert 0 < x < box[0], code
        assert 0 < y < box[1], code


def test_no_edge_of_the_land_runs_across_the_map():
    """A ring that was not cut at the seam would draw a line from one side to the other."""
    for ring in rings(720):
        xs = [x for x, _y in ring]
        assert max(abs(b - a) for a, b in zip(xs, xs[1:], strict=False)) < 200


def test_there_is_land_where_there_is_land():
    """Hà Nội and Vientiane lie on land, the middle of the East Sea does not: even-odd along a ray."""
    assert inside(105.5, 21.3)
    assert inside(102.6, 18.0)
    assert not inside(114.5, 13.5)
    assert not inside(112.0, 16.5)  # the file draws no island here, so it can give none to anybody


def inside(longitude, latitude, width=720):
    x, y = projection.place(longitude, latitude, width)
    crossings = 0
    for points in rings(width):
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def test_areas_of_bubbles_follow_the_values():
    bubbles = [Bubble("LA", "Lào", 16), Bubble("JP", "Nhật Bản", 4), Bubble("CU", "Cu-ba", 0)]
    circles = ET.fromstring(world(bubbles=bubbles)).iter(f"{SVG}circle")
    radii = {one.get("data-country"): float(one.get("r")) for one in circles if one.get("data-country")}
    assert set(radii) == {"LA", "JP"}
    assert radii["LA"] == pytest.approx(2 * radii["JP"], abs=0.01)


def test_a_body_that_belongs_to_no_country_is_not_put_anywhere():
    assert "ILO" not in world(bubbles=[Bubble("", "ILO", 5), Bubble("LA", "Lào", 1)])


def test_each_of_the_34_provinces_of_today_has_a_tile_of_its_own():
    with UNITS.open(encoding="utf-8") as file:
        today = {
            row["code"]: row["province_name_vi"]
            for row in csv.DictReader(file)
            if row["unit_type"] == "provincial_federation" and not row["valid_to"]
        }
    assert len(today) == 34
    assert {code: name for code, (name, _column, _row) in maps.PROVINCES.items()} == today
    assert len({(column, row) for _name, column, row in maps.PROVINCES.values()}) == 34


def test_tiles_stand_north_above_south_and_west_before_east():
    at = {name: (column, row) for name, column, row in maps.PROVINCES.values()}
    down = [
        "Cao Bằng",
        "Hà Nội",
        "Thanh Hóa",
        "Hà Tĩnh",
        "Huế",
        "Đà Nẵng",
        "Gia Lai",
        "Khánh Hòa",
        "Đồng Nai",
        "Cà Mau",
    ]
    assert [at[name][1] for name in down] == sorted({at[name][1] for name in down})
    for west, east in [("Điện Biên", "Lạng Sơn"), ("Hà Nội", "Hải Phòng"), ("Tây Ninh", "Đồng Nai")]:
        assert at[west][0] < at[east][0]


def test_a_tile_tells_its_state_in_colour_sign_and_words_and_lends_it_to_its_archipelago():
    drawing = ET.fromstring(maps.tiles("Báo cáo", "", {"LDLD-56-2025": Tile("bad", "quá hạn 3 ngày")}))
    told = {group.find(f"{SVG}title").text: group for group in drawing.iter(f"{SVG}g")}
    for name in (
        "Khánh Hòa: quá hạn 3 ngày",
        "Quần đảo Trường Sa (tỉnh Khánh Hòa, Việt Nam): quá hạn 3 ngày",
    ):
        assert told[name].get("data-tone") == "bad"
        assert "!" in "".join(told[name].itertext())
    assert told["Huế"].get("data-tone") == "neutral"


@pytest.mark.parametrize("drawing", [world(720), world(340), maps.tiles("Báo cáo", "", {})])
def test_maps_are_named_and_without_inline_style(drawing):
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text
    assert not re.search(r"\sstyle\s*=|<style|<script", drawing)
