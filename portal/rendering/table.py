"""The tables of a paper: columns with widths and groups, rows, a total row; the same for PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from .layout import plain
from .widths import LANDSCAPE, PORTRAIT, set_out

SHORT = 15  # rows: a table in running text that has no more stands on one page
TOGETHER = 3  # rows, the total with them, that end a table stay on one page
ALIGNMENTS = ("left", "center", "right")


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width. Neighbours with the same `group` share a header."""

    title: str
    width: float = 10
    align: str = "left"
    group: str = ""

    def __post_init__(self) -> None:
        if self.align not in ALIGNMENTS:
            raise ValueError(f"align={self.align!r}: expected one of {', '.join(ALIGNMENTS)}.")


@dataclass(frozen=True)
class Linked:
    """A value that leads somewhere: a link in the PDF, in the Word file and in the workbook."""

    value: object
    url: str


@dataclass(frozen=True)
class Cell:
    """What is drawn: text, alignment, how many columns and rows it covers; `first` is its column's index."""

    text: str
    align: str = "left"
    columns: int = 1
    rows: int = 1
    first: int = 0
    url: str = ""

    @classmethod
    def of(cls, value: object, align: str, first: int) -> "Cell":
        if isinstance(value, Linked):
            return cls(text_of(value), align, first=first, url=value.url)
        return cls(text_of(value), align, first=first)


@dataclass(frozen=True)
class Table:
    """Rows hold str, int, Decimal, date, None, or one of these `Linked`; one value for each column.

    `total` is the last, bold row: None values right after its label widen the label. Raises ValueError for a
    row of another length. `landscape`: on the long side of the page.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    caption: str = ""
    total: Sequence[object] | None = None
    landscape: bool = False

    def __post_init__(self) -> None:
        for row in [*self.rows, *([self.total] if self.total else [])]:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"A row has {len(row)} values, the table {len(self.columns)} columns: {row!r}"
                )

    @cached_property
    def setting(self) -> tuple[str, list[float]]:
        """Density and widths in percent: as asked for, but so that no word is cut and rows are low (widths.py)."""
        rows = [*self.rows, *([self.total] if self.total else [])]
        texts = [[text_of(value) for value in row] for row in rows]
        return set_out(
            [column.width for column in self.columns],
            [[column.title for column in self.columns], *texts],
            density="wide" if len(self.columns) > 11 else "broad" if len(self.columns) > 8 else "plain",
            whole=LANDSCAPE if self.landscape else PORTRAIT,
        )

    @property
    def density(self) -> str:
        """Tables with much in little room are set smaller: "plain", "broad", "wide" or "dense"."""
        return self.setting[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is kept on one page. An annex, which has no caption, begins on a page of its own."""
        return bool(self.caption) and len(self.rows) <= SHORT

    @property
    def percentages(self) -> list[float]:
        return self.setting[1]

    @cached_property
    def header(self) -> list[list[Cell]]:
        """One header row, or two when columns are grouped (ungrouped columns then cover both)."""
        depth = 2 if any(column.group for column in self.columns) else 1
        upper, lower, index = [], [], 0
        for group, members in groupby(self.columns, key=lambda column: column.group):
            names = [column.title for column in members]
            if group:
                upper.append(Cell(group, "center", columns=len(names), first=index))
                lower += [Cell(name, "center", first=index + step) for step, name in enumerate(names)]
            else:
                upper += [
                    Cell(name, "center", rows=depth, first=index + step) for step, name in enumerate(names)
                ]
            index += len(names)
        return [upper, lower] if depth == 2 else [upper]

    @cached_property
    def body(self) -> list[list[Cell]]:
        return [
            [
                Cell.of(value, column.align, index)
                for index, (value, column) in enumerate(zip(row, self.columns, strict=True))
            ]
            for row in self.rows
        ]

    @cached_property
    def total_cells(self) -> list[Cell]:
        """The total row: its label covers the empty columns that follow it."""
        if not self.total:
            return []
        span = next((at for at, value in enumerate(self.total) if at and value is not None), len(self.total))
        rest = [
            Cell(plain(self.total[at]), self.columns[at].align, first=at)
            for at in range(span, len(self.total))
        ]
        return [Cell(plain(self.total[0]), "center", columns=span), *rest]


def text_of(value: object) -> str:
    """What a cell says; of a link its value."""
    return plain(value.value if isinstance(value, Linked) else value)
