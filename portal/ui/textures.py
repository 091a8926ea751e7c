"""Areas that tell themselves apart without colour: each tone has its stripes, pale ones an edge.

Stripes are one dashed line as broad as the area. A `<pattern>` would need a name that is once on the page, and is
not drawn in browsers while the first drawing that defines it is hidden.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.ui import svg

WHITE, BROWN = "#fff", "#6b4a00"
PALE_TONES = frozenset({"second", "wait", "ok", "neutral"})


@dataclass(frozen=True)
class Stripes:
    """`dashes`: thickness and gap; `upright`: stripes from top to bottom, else from side to side."""

    dashes: str
    colour: str
    upright: bool = False


STRIPES = {
    "second": Stripes("1 4", svg.NAVY),
    "wait": Stripes("2 3", BROWN),
    "bad": Stripes("1.2 3", WHITE, upright=True),
    "neutral": Stripes("1 4", svg.MUTED, upright=True),
    "before": Stripes("2 4", WHITE),
    "second_before": Stripes("2 4", WHITE, upright=True),
}


def area(
    x: float, y: float, width: float, height: float, tone: str, *children, rx: float = 0, **attributes
) -> SafeString:
    """A filled rectangle of this tone with its stripes. KeyError for a tone that `svg.TONES` does not name."""
    edge = {"stroke": svg.NAVY, "stroke_width": 0.7} if tone in PALE_TONES else {}
    filled = svg.rect(x, y, width, height, svg.TONES[tone], *children, rx=rx, **{**edge, **attributes})
    stripes = STRIPES.get(tone)
    if stripes is None or min(width, height) < 2:
        return filled
    return SafeString(filled + _drawn(stripes, x, y, width, height))


def _drawn(stripes: Stripes, x: float, y: float, width: float, height: float) -> SafeString:
    middle_x, middle_y = x + width / 2, y + height / 2
    ends = (x, middle_y, x + width, middle_y) if stripes.upright else (middle_x, y, middle_x, y + height)
    broad = height if stripes.upright else width
    return svg.line(
        *ends, stroke=stripes.colour, stroke_width=broad, stroke_dasharray=stripes.dashes, opacity=0.55,
        pointer_events="none",
    )  # fmt: skip


def is_dark(tone: str) -> bool:
    """Whether words on this tone are white."""
    return tone not in PALE_TONES
