"""Maps that respect sovereignty: both archipelagos and the East Sea stand on each, by name, as Vietnam's.

Law 27/2018/QH14 on surveying and mapping. Land without borders: no frontier, no line at sea.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.ui import projection, svg
from portal.ui.country_points import POINTS
from portal.ui.formats import number_vi
from portal.ui.textures import is_dark

# Names of places keep their form in every language of the page.
VIETNAM, EAST_SEA = "Việt Nam", "Biển Đông"
PARACELS, SPRATLYS = "Quần đảo Hoàng Sa", "Quần đảo Trường Sa"
OF_VIETNAM = "(Việt Nam)"
_PARACELS_AT, _SPRATLYS_AT = (112.0, 16.5), (114.0, 10.0)


@dataclass(frozen=True)
class Bubble:
    """`code` is ISO alpha-2; a body that belongs to no country stands in the table, not on the map."""

    code: str
    label: str
    value: float


@dataclass(frozen=True)
class Tile:
    """`tone`: ok, wait, bad, neutral; `value` is what the reader is told of the province.

    `mark` is drawn on the tile: a short number; without one the sign of the tone.
    """

    tone: str
    value: str
    mark: str = ""


def world(title: str, desc: str, bubbles: Iterable[Bubble], *, width: int = 720) -> SafeString:
    """Bubbles whose areas follow the values. A phone gets `width=340`: the same world, its own measures."""
    shown = sorted(
        (one for one in bubbles if one.code in POINTS and one.value > 0), key=lambda one: -one.value
    )
    highest = max((one.value for one in shown), default=1)
    largest = 15 if width > 500 else 9
    drawn = [_land(width)]
    for one in shown:
        x, y = projection.place(*POINTS[one.code], width)
        label = svg.element("title", f"{one.label}: {number_vi(one.value)}")
        radius = max(2.5, largest * (one.value / highest) ** 0.5)
        drawn.append(
            svg.element(
                "circle", label, cx=x, cy=y, r=radius, fill=svg.BLUE, fill_opacity=0.5, stroke=svg.NAVY,
                stroke_width=0.9, data_country=one.code,
            )
        )  # fmt: skip
    drawn += _sovereignty(width)
    return svg.picture(width, projection.height(width), title, desc, *drawn, class_="chart chart--world")


def _land(width: int):
    scale = f"scale({1 / projection.FINE})"
    return svg.element(
        "path", d=projection.land(width), transform=scale, fill="#d9e3ee", stroke="#fff", stroke_width=4
    )


def _sovereignty(width: int) -> list[SafeString]:
    """Our own labels, spread so that they can be read at this width, tied to their places by thin lines."""
    size, gap = (13, 17) if width > 500 else (11, 14)
    paracels = projection.place(*_PARACELS_AT, width)
    spratlys = projection.place(*_SPRATLYS_AT, width)
    home = projection.place(*POINTS["VN"], width)
    middle = (paracels[1] + spratlys[1]) / 2
    left = spratlys[0] + (16 if width > 500 else 11)
    halo = {"stroke": "#fff", "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    drawn = [
        svg.element("circle", cx=home[0], cy=home[1], r=2.5, fill=svg.RED),
        svg.text(
            home[0] - 5, home[1] + 4, VIETNAM, size=size, fill=svg.RED, anchor="end", font_weight=700, **halo
        ),
        svg.text(left, middle + 4, EAST_SEA, size=size, fill=svg.BLUE, font_style="italic", **halo),
    ]
    for (x, y), name, offset in ((paracels, PARACELS, -gap), (spratlys, SPRATLYS, gap)):
        label_y = middle + offset
        drawn += [
            svg.line(x, y, left - 2, label_y, stroke=svg.RED, stroke_width=0.8),
            svg.element("circle", cx=x, cy=y, r=2, fill=svg.RED),
            svg.text(
                left, label_y + 4, f"{name} {OF_VIETNAM}", size=size, fill=svg.RED, font_weight=600, **halo
            ),
        ]  # fmt: skip
    return drawn


# Column and row of each province: north above south, west before east, one tile each, today's 34 units.
PROVINCES: dict[str, tuple[str, int, int]] = {
    "LDLD-12": ("Lai Châu", 0, 0), "LDLD-15-2025": ("Lào Cai", 1, 0), "LDLD-08-2025": ("Tuyên Quang", 2, 0),
    "LDLD-04": ("Cao Bằng", 3, 0),
    "LDLD-11": ("Điện Biên", 0, 1), "LDLD-14": ("Sơn La", 1, 1), "LDLD-25-2025": ("Phú Thọ", 2, 1),
    "LDLD-19-2025": ("Thái Nguyên", 3, 1), "LDLD-20": ("Lạng Sơn", 4, 1),
    "LDLD-01": ("Hà Nội", 2, 2), "LDLD-24-2025": ("Bắc Ninh", 3, 2), "LDLD-22": ("Quảng Ninh", 4, 2),
    "LDLD-37-2025": ("Ninh Bình", 2, 3), "LDLD-33-2025": ("Hưng Yên", 3, 3),
    "LDLD-31-2025": ("Hải Phòng", 4, 3),
    "LDLD-38": ("Thanh Hóa", 2, 4),
    "LDLD-40": ("Nghệ An", 2, 5),
    "LDLD-42": ("Hà Tĩnh", 2, 6),
    "LDLD-44-2025": ("Quảng Trị", 3, 7),
    "LDLD-46": ("Huế", 3, 8),
    "LDLD-48-2025": ("Đà Nẵng", 4, 9),
    "LDLD-51-2025": ("Quảng Ngãi", 4, 10),
    "LDLD-52-2025": ("Gia Lai", 4, 11),
    "LDLD-66-2025": ("Đắk Lắk", 4, 12),
    "LDLD-68-2025": ("Lâm Đồng", 3, 13), "LDLD-56-2025": ("Khánh Hòa", 4, 13),
    "LDLD-80-2025": ("Tây Ninh", 1, 14), "LDLD-79-2025": ("Hồ Chí Minh", 2, 14),
    "LDLD-75-2026": ("Đồng Nai", 3, 14),
    "LDLD-91-2025": ("An Giang", 0, 15), "LDLD-82-2025": ("Đồng Tháp", 1, 15),
    "LDLD-86-2025": ("Vĩnh Long", 2, 15),
    "LDLD-96-2025": ("Cà Mau", 0, 16), "LDLD-92-2025": ("Cần Thơ", 1, 16),
}  # fmt: skip
_ARCHIPELAGOS = (
    (PARACELS, "TP. Đà Nẵng", "LDLD-48-2025", 8.7),
    (SPRATLYS, "tỉnh Khánh Hòa", "LDLD-56-2025", 13.3),
)
_STEP_X, _STEP_Y, _WIDE, _TALL = 52, 34, 49, 31
_MARKS = {"bad": "!", "wait": "…", "ok": "✓"}  # what the colour says, for those who do not see colours


def tiles(title: str, desc: str, states: Mapping[str, Tile]) -> SafeString:
    """Vietnam as tiles, one a province by unit code; a province missing from `states` is neutral.

    The archipelagos take the tone of the city or province they belong to.
    """
    drawn = []
    for code, (name, column, row) in PROVINCES.items():
        drawn.append(
            _tile(column * _STEP_X, row * _STEP_Y, _WIDE, _TALL, _halves(name), name, states.get(code))
        )
    left = 5 * _STEP_X + 4
    for name, owner, code, row in _ARCHIPELAGOS:
        words = [*_halves(name), f"({owner})"]
        full = f"{name} ({owner}, {VIETNAM})"
        drawn.append(_tile(left, row * _STEP_Y, 96, 50, words, full, states.get(code)))
    drawn.append(
        svg.text(
            left + 48, 11.9 * _STEP_Y, EAST_SEA, size=14, fill=svg.BLUE, anchor="middle", font_style="italic"
        )
    )
    return svg.picture(360, 17 * _STEP_Y, title, desc, *drawn, class_="chart chart--tiles")


def _tile(x: float, y: float, width: float, height: float, words: list[str], full: str, state: Tile | None):
    tone = state.tone if state else "neutral"
    told = f"{full}: {state.value}" if state else full
    fill = "#fff" if is_dark(tone) else svg.INK
    start = y + height / 2 - (len(words) - 1) * 6 + 3.5
    drawn = [svg.rect(x, y, width, height, svg.TONES[tone], rx=4, stroke=svg.NAVY, stroke_width=0.5)]
    for place, word in enumerate(words):
        drawn.append(svg.text(x + 4, start + place * 12, word, size=10.5, fill=fill))
    mark = (state.mark if state else "") or _MARKS.get(tone, "")
    if mark:
        drawn.append(svg.text(x + width - 3, y + 10, mark, size=9, fill=fill, anchor="end", font_weight=700))
    return svg.element("g", svg.element("title", told), *drawn, data_tone=tone)


def _halves(name: str) -> list[str]:
    """A name on two lines: Hà / Nội, Hồ / Chí Minh, Quần đảo / Trường Sa."""
    words = name.split()
    cut = max(1, len(words) // 2)
    return [" ".join(part) for part in (words[:cut], words[cut:]) if part]
