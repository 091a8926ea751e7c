"""The briefing sheet is read by whoever reads the partner; what stands on it goes by the reader's own sight."""

from portal.access.roles import ROLES

from . import STRANGER, page
from .partners import partner

READERS = (*ROLES, STRANGER)
ROWS = {
    "briefing": page(*READERS, others=404, args=lambda world: [partner(world).pk]),
    "briefing-file": page(*READERS, others=404, args=lambda world: [partner(world).pk, "docx"]),
}
