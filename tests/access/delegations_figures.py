"""Statistics and the board of unified management: whoever reads records, each their own."""

from . import READERS, STRANGER, page

ROWS = {
    "statistics": page(*READERS, STRANGER),
    "statistics-export": page(*READERS, STRANGER),
    "statistics-annexes": page(*READERS, STRANGER),
    "compliance": page(*READERS, STRANGER),
    "compliance-export": page(*READERS, STRANGER),
    "compliance-evidence": page(
        *READERS, others=404, args=lambda world: [world.province.pk], also={"administrator": 404}
    ),
}
