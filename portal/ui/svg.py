"""SVG as text, every word escaped. Colours are presentation attributes: a strict CSP allows no style."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

NAVY, BLUE, PALE, GOLD, RED, GREEN = "#0a3d78", "#0f5cad", "#8fbbe8", "#b07d00", "#c01f2e", "#146c43"
INK, MUTED, LINE, TRACK = "#15243b", "#566579", "#e6ebf2", "#e9eff6"
TONES = {
    **{"main": BLUE, "second": PALE, "wait": "#f2c54a", "bad": RED, "ok": "#9cc3ea", "neutral": "#c3cedb"},
    **{"before": GOLD, "second_before": GREEN},  # lines of the year before, over the bars of this one
}
FONT = "'Be Vietnam Pro', system-ui, sans-serif"


def element(name: str, *children, **attributes) -> SafeString:
    """`<name …>children</name>`; `stroke_width` is written stroke-width, `class_` class; None is left out."""
    written = format_html_join(
        "",
        ' {}="{}"',
        ((_name(key), _number(value)) for key, value in attributes.items() if value is not None),
    )
    inside = mark_safe("".join(conditional_escape(child) for child in children))  # noqa: S308 - each child is escaped
    return format_html("<{0}{1}>{2}</{0}>", mark_safe(name), written, inside)  # noqa: S308 - a literal of this package


def picture(width: int, height: int, title: str, desc: str, *children, class_: str = "chart") -> SafeString:
    """A whole drawing with a name and a description for those who do not see it."""
    return element(
        "svg", element("title", title), element("desc", desc), *children,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width, height=height,
        class_=class_, role="img", font_family=FONT,
    )  # fmt: skip


def text(
    x: float, y: float, words, *, size: float = 12, fill: str = MUTED, anchor: str = "start", **attributes
):
    return element("text", words, x=x, y=y, font_size=size, fill=fill, text_anchor=anchor, **attributes)


def rect(x: float, y: float, width: float, height: float, fill: str, *children, rx: float = 0, **attributes):
    return element("rect", *children, x=x, y=y, width=width, height=height, fill=fill, rx=rx, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = LINE, **attributes):
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **attributes)


def _name(key: str) -> str:
    return key if key in ("viewBox",) else key.rstrip("_").replace("_", "-")


def _number(value) -> str:
    """Numbers as SVG reads them, whatever the page's language."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
