"""The way of a report: reviewed part by part, gathered from below, compared, judged by its timeliness."""

from . import READERS, STRANGER, page

ROWS = {
    "timeliness": page(*READERS, STRANGER),
    "timeliness-export": page(*READERS, STRANGER),
}
