"""Quick entry is for those who enter records."""

from . import EDITORS, STRANGER, for_everyone, page

ROWS = {
    "quick": page(*EDITORS, STRANGER),
    "quick-done": for_everyone(302),  # nothing was saved in this session: back to the form
}
