"""The land of the world as one SVG path: world-atlas' TopoJSON, Equal Earth, centred on 152° east.

The file holds land only, no borders. The centre keeps the Pacific whole; rings are cut at the seam.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import asin, cos, pi, radians, sin, sqrt

from django.conf import settings

CENTRE = 152.0
NORTH, SOUTH = 84.0, -57.0  # Antarctica is left out
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Šavrič, Patterson and Jenny, 2018
_HALF = 2 * pi / (sqrt(3) * _A1)

FINE = 10  # the path is drawn in tenths, which are whole numbers
Point = tuple[float, float]


def _equal_earth(east: float, latitude: float) -> Point:
    """Degrees east of the centre and latitude to the unit plane; the former may pass ±180."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = 9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1
    x = 2 * sqrt(3) * radians(east) * cos(theta) / (3 * slope)
    return x, theta * (_A4 * sixth * square + _A3 * sixth + _A2 * square + _A1)


def place(longitude: float, latitude: float, width: float) -> Point:
    """Where a point of the earth stands on a map `width` wide."""
    east = (longitude - CENTRE + 180) % 360 - 180
    return _scaled(east, latitude, width)


def height(width: float) -> int:
    return round(_scaled(0, SOUTH, width)[1])


def _scaled(east: float, latitude: float, width: float) -> Point:
    scale = width / (2 * _HALF)
    x, y = _equal_earth(east, latitude)
    return width / 2 + x * scale, (_equal_earth(0, NORTH)[1] - y) * scale


@lru_cache(maxsize=4)
def land(width: int) -> str:
    """The `d` of one path in units of a tenth (`FINE`); made once per process and width."""
    parts = []
    for ring in _rings():
        for shift in (-360.0, 0.0, 360.0):
            cut = _cut([(east + shift, latitude) for east, latitude in ring])
            written = _path(cut, width)
            if written:
                parts.append(written)
    return "".join(parts)


def _rings() -> Iterator[list[Point]]:
    """Outer rings in degrees east of the centre, each without a jump."""
    with (settings.BUILD / "data" / "land-110m.json").open(encoding="utf-8") as file:
        topology = json.load(file)
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            ring = list(_joined(polygon[0], arcs))
            if max(latitude for _, latitude in ring) > SOUTH:
                yield _unwrapped(ring)


def _decoded(arc: Iterable, transform: dict) -> Iterator[Point]:
    """TopoJSON stores each point as the difference from the one before, in whole steps."""
    (scale_x, scale_y), (start_x, start_y) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield start_x + x * scale_x, start_y + y * scale_y


def _joined(indices: list[int], arcs: list[list[Point]]) -> Iterator[Point]:
    """A negative index is an arc walked backwards; its one's complement is the place."""
    for index in indices:
        yield from (arcs[index] if index >= 0 else arcs[~index][::-1])


def _unwrapped(ring: list[Point]) -> list[Point]:
    found: list[Point] = []
    before = 0.0
    for longitude, latitude in ring:
        east = longitude - CENTRE
        if found:
            east += round((before - east) / 360) * 360
        found.append((east, latitude))
        before = east
    return found


def _cut(ring: list[Point]) -> list[Point]:
    """What of the ring lies between the two edges of the map (Sutherland and Hodgman)."""
    for edge, sign in ((-180.0, 1), (180.0, -1)):
        kept: list[Point] = []
        for index, (east, latitude) in enumerate(ring):
            last_east, last_latitude = ring[index - 1]
            inside, was_inside = (east - edge) * sign >= 0, (last_east - edge) * sign >= 0
            if inside != was_inside:
                share = (edge - last_east) / (east - last_east)
                kept.append((edge, last_latitude + share * (latitude - last_latitude)))
            if inside:
                kept.append((east, latitude))
        ring = kept
        if not ring:
            break
    return ring


def _path(ring: list[Point], width: int) -> str:
    """Whole tenths, each point by its steps from the one before; those within a unit of it are left out: unseen, but
    a slow line feels them.
    """
    points: list[tuple[int, int]] = []
    for east, latitude in ring:
        x, y = (round(FINE * value) for value in _scaled(east, latitude, width))
        if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) > FINE:
            points.append((x, y))
    if len(points) < 3:
        return ""
    steps = [f"{x - left} {y - above}" for (left, above), (x, y) in zip(points, points[1:], strict=False)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"
