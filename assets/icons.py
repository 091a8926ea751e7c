"""One sprite of the Lucide icons named in `icons.txt`, used as `<use href="…/icons.svg#name">`."""

import re
from pathlib import Path

NAMES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split()


class MissingIconError(Exception):
    """The installed package does not hold an icon of that name."""


def symbol(folder: Path, name: str) -> str:
    path = folder / f"{name}.svg"
    if not path.is_file():
        raise MissingIconError(f"lucide-static has no icon {name!r}: correct assets/icons.txt.")
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.S)
    shapes = " ".join(drawing.group(1).split())
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
    )


def sprite(folder: Path) -> str:
    """All symbols in one SVG. Raises MissingIconError."""
    symbols = "\n".join(symbol(folder, name) for name in NAMES)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
