"""An annex that is a numbered list of records."""

from portal.rendering.official import Annex
from portal.rendering.table import Column

NOTHING_HAPPENED = "Không phát sinh trong kỳ."


def numbered_list(
    number: str, title: str, columns: list[Column], rows: list[dict], *, with_unit: bool
) -> Annex:
    """Rows are {"unit", "cells"}; a column names the unit where several units stand in one annex."""
    head = [Column("STT", 4.5, "center"), *([Column("Đơn vị", 9)] if with_unit else [])]
    printed = [
        [index, *([row["unit"]] if with_unit else []), *_filled(row["cells"], len(columns))]
        for index, row in enumerate(rows, 1)
    ]
    return Annex(
        number=number, title=title, landscape=True, columns=[*head, *columns], rows=printed,
        note="" if rows else NOTHING_HAPPENED,
    )  # fmt: skip


def _filled(cells: list, width: int) -> list:
    """Rows that were kept before a column was added print with that column empty."""
    return [*cells, *[""] * (width - len(cells))]
