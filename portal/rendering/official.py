"""What stands on an official paper, described once and printed as PDF and as DOCX.

Source of the layout: Nghị định 30/2020/NĐ-CP, Annex I, with the union's own header and signature (Quyết
định 933/QĐ-TLĐ of 2024). The clerk's number and the date are typed, never minted: until then they are blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .bars import Bars
from .layout import (
    BLANK,
    ENUMERATORS,
    LANDSCAPE_TITLE_WIDTH,
    SUBJECT_WIDTH,
    TITLE_WIDTH,
    broken,
    long_date,
    roman,
)
from .pdf import render_pdf
from .table import Cell, Column, Linked, Table

__all__ = [
    "Annex", "Bars", "Block", "Cell", "Centred", "Column", "Heading", "Linked", "Note", "Paper", "Paragraph",
    "Signature", "Table",
]  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading without its number: level 1 prints as "I.", 2 as "1.", 3 as "a)"; the paper counts."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text, justified; `italic` for the legal bases ("Căn cứ …;"), `lead` in bold before it ("Điều 1.").

    `links` are (words, address): the first place where the words stand, whole, becomes a link.
    """

    text: str
    italic: bool = False
    lead: str = ""
    links: Sequence[tuple[str, str]] = ()

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """The text cut into (words, address); no address where nothing is linked. Links do not overlap."""
        found: list[tuple[int, str, str]] = []
        for words, url in self.links:
            place = re.search(rf"(?<![\w.,]){re.escape(words)}(?!\w)", self.text)
            at = place.start() if place else -1
            if place and all(at + len(words) <= other or other + len(text) <= at for other, text, _ in found):
                found.append((at, words, url))
        pieces, done = [], 0
        for at, words, url in sorted(found):
            pieces += [(self.text[done:at], ""), (words, url)]
            done = at + len(words)
        return [piece for piece in [*pieces, (self.text[done:], "")] if piece[0]]


@dataclass(frozen=True)
class Centred:
    """A bold line in the middle: "QUYẾT ĐỊNH:" and the authority above it."""

    text: str


@dataclass(frozen=True)
class Note:
    """A small line below a table: source, how it was counted, what is missing."""

    text: str


Block = Heading | Paragraph | Centred | Note | Table | Bars


@dataclass(frozen=True)
class Signature:
    """Who signs: `authority` in lines ("TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"), then room, then the name."""

    authority: Sequence[str]
    name: str = ""


@dataclass(frozen=True)
class Annex:
    """One annex: a table on pages of its own, numbered from 1 by itself.

    `number` is given by the paper ("I", "II", …; none to a single annex). `title` is printed in capitals.
    `unit` is a line such as "Đơn vị tính: triệu đồng". `note` stands below the table.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] | None = None
    landscape: bool = False
    note: str = ""
    unit: str = ""
    number: str = ""

    @cached_property
    def table(self) -> Table:
        return Table(self.columns, self.rows, total=self.total, landscape=self.landscape)

    @property
    def title_lines(self) -> list[str]:
        return broken(self.title.upper(), LANDSCAPE_TITLE_WIDTH if self.landscape else TITLE_WIDTH)


@dataclass(frozen=True)
class Paper:
    """An official paper.

    `superior` and `issuer` are the two header lines (no superior: ""), broken evenly, or where the text
    itself breaks. `issued_by` is the issuer in running text ("(Kèm theo …)"). `symbol` is "BC-BĐN".
    `number` and `dated` are None until the clerk gave them: blanks print, and `year` behind them. Without
    `symbol` the paper is not numbered at all and has no such line.
    `type_name` "" makes an official letter (công văn): its subject prints as "V/v …" below the number.
    `addressees` fill Kính gửi; Nơi nhận then begins "Như trên", and ends with `archive`. `closing` is the
    last paragraph and always ends with "./.". `mark` is a framed word such as "DỰ THẢO".
    """

    superior: str
    issuer: str
    issued_by: str
    symbol: str
    place: str
    type_name: str
    subject: str
    closing: str
    signature: Signature
    dated: date | None = None
    number: str | None = None
    year: int | None = None
    addressees: Sequence[str] = ()
    body: Sequence[Block] = ()
    recipients: Sequence[str] = ()
    archive: str = "VT"
    annexes: Sequence[Annex] = ()
    mark: str = ""

    @property
    def is_letter(self) -> bool:
        return not self.type_name

    @property
    def title(self) -> str:
        """The title in the file's properties: "Báo cáo công tác đối ngoại …"."""
        return " ".join(f"{self.type_name.capitalize() or 'Công văn'} {lower_first(self.subject)}".split())

    @property
    def superior_lines(self) -> list[str]:
        return broken(self.superior.upper())

    @property
    def issuer_lines(self) -> list[str]:
        return broken(self.issuer.upper())

    @property
    def subject_lines(self) -> list[str]:
        return broken(self.subject, SUBJECT_WIDTH)

    @property
    def numbered_symbol(self) -> str:
        """ "05/BC-BĐN", or blanks before the stroke."""
        return f"{self.number.strip().zfill(2) if self.number else BLANK}/{self.symbol}"

    @property
    def addressee_lines(self) -> list[str]:
        """Kính gửi: one addressee stands on the line itself, several as a list."""
        if len(self.addressees) < 2:
            return list(self.addressees)
        ends = [";"] * (len(self.addressees) - 1) + ["."]
        return [f"- {name.rstrip(';.')}{end}" for name, end in zip(self.addressees, ends, strict=True)]

    @property
    def long_date(self) -> str:
        return long_date(self.dated, self.year)

    @property
    def accompanies(self) -> str:
        """The line below the title of each annex."""
        kind = self.type_name.capitalize() or "Công văn"
        return f"(Kèm theo {kind} số {self.numbered_symbol} {self.long_date} của {self.issued_by})"

    @property
    def closing_text(self) -> str:
        """The last paragraph with its "./."; empty for a paper that ends with a table."""
        text = self.closing.strip().rstrip("./ ")
        return text + "./." if text else ""

    @property
    def recipient_lines(self) -> list[str]:
        first = ["Như trên"] if self.addressees else []
        lines = [f"- {line.strip().rstrip(';.')};" for line in [*first, *self.recipients]]
        return [*lines, f"- Lưu: {self.archive.rstrip('.')}."]

    @cached_property
    def blocks(self) -> list[tuple[str, Block, str]]:
        """The body as (kind, block, text), with headings counted: ("heading1", block, "I. KẾT QUẢ")."""
        return [(kind_of(block), block, text) for block, text in numbered(self.body)]

    @cached_property
    def numbered_annexes(self) -> list[tuple[str, Annex]]:
        """Annexes with the line above their title: "PHỤ LỤC" for a single one, else "PHỤ LỤC I", …"""
        if len(self.annexes) == 1 and not self.annexes[0].number:
            return [("PHỤ LỤC", self.annexes[0])]
        return [
            (f"PHỤ LỤC {annex.number or roman(index)}", annex) for index, annex in enumerate(self.annexes, 1)
        ]


def lower_first(text: str) -> str:
    """ "Công tác …" → "công tác …", but "ILO …" stays: abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def kind_of(block: Block) -> str:
    return f"heading{block.level}" if isinstance(block, Heading) else type(block).__name__.lower()


def numbered(body: Sequence[Block]) -> list[tuple[Block, str]]:
    """Each block with its printed text; a heading starts the count of the levels below it anew."""
    counts, found = [0, 0, 0], []
    for block in body:
        text = "" if isinstance(block, Table) else block.text
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            text = heading_text(block, counts[block.level - 1])
        found.append((block, text))
    return found


def heading_text(heading: Heading, count: int) -> str:
    if heading.level == 1:
        return f"{roman(count)}. {heading.text.upper()}"
    return f"{count}. {heading.text}" if heading.level == 2 else f"{ENUMERATORS[count - 1]}) {heading.text}"


def official_pdf(paper: Paper) -> bytes:
    """The paper with its annexes as tagged PDF/A-3a. Raises RenderingError when the fonts are missing."""
    return render_pdf(
        "print/official.html",
        {"paper": paper},
        title=paper.title,
        author=paper.issued_by,
        created=paper.dated,
    )


def annexes_pdf(paper: Paper) -> bytes:
    """Only the annexes, to be merged behind a front part. Raises ValueError when there are none."""
    if not paper.annexes:
        raise ValueError(f"{paper.title}: expected an annex.")
    return render_pdf(
        "print/annexes.html",
        {"paper": paper},
        title=paper.annexes[0].title,
        author=paper.issued_by,
        created=paper.dated,
    )
