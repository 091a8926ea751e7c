"""Which icons does the portal show? One sprite of Lucide symbols, used as `<use href="…/icons.svg#name">`."""

import re
from pathlib import Path

NAMES = """
archive archive-restore arrow-left arrow-right arrow-up-down award banknote bell book-open briefcase building-2
calendar calendar-check calendar-clock calendar-days chart-column check check-check chevron-down chevron-left
chevron-right chevron-up circle-alert circle-check circle-help circle-x clipboard-check clipboard-list clock cloud-off
copy corner-up-left download ellipsis external-link eye eye-off file file-check file-down file-plus file-spreadsheet
file-text file-up flag folder folder-open gift git-merge git-branch globe hand-coins handshake heart-handshake history
house image inbox info key-round landmark languages layers layout-dashboard link list list-checks loader-circle lock
log-in log-out mail map map-pin megaphone menu message-square-text minus network paperclip pen-line pencil phone
plane plane-landing plane-takeoff play plus presentation printer qr-code refresh-cw rotate-ccw save scale scroll-text
search send settings shield shield-check sliders-horizontal sparkles split square-check square-pen stamp star sun
tag target trash-2 trending-up triangle-alert undo-2 unlock upload user user-check user-cog user-plus users wifi-off x zap
""".split()


class MissingIconError(Exception):
    """The installed package does not hold an icon of that name."""


def symbol(folder: Path, name: str) -> str:
    path = folder / f"{name}.svg"
    if not path.is_file():
        raise MissingIconError(f"lucide-static has no icon {name!r}: correct NAMES in assets/icons.py.")
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
