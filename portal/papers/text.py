"""How the text of a paper is written in a box and becomes headings, articles and tables.

One line is one paragraph. "# " and "## " begin headings; "Căn cứ …" is a legal basis, set in italics; "Điều 1." is
set in bold; a line in capitals that ends with a colon, or stands between two "=", is centred; "[[danh sách]]" is
replaced by the table of that name in `content["tables"]`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from portal.rendering.official import Annex, Block, Centred, Column, Heading, Note, Paragraph, Table

_TABLE = re.compile(r"^\[\[(.+)\]\]$")
_ARTICLE = re.compile(r"^(Điều \d+\.)\s*(.+)$")
_BASES = ("Căn cứ ", "Xét đề nghị ", "Xét thư mời ", "Theo đề nghị ")


def blocks(body: str, tables: Mapping[str, Mapping]) -> list[Block]:
    """The text as blocks; a table that is not there is left out."""
    found = (_block(line.strip(), tables) for line in body.splitlines() if line.strip())
    return [block for block in found if block is not None]


def _block(line: str, tables: Mapping[str, Mapping]) -> Block | None:
    if match := _TABLE.match(line):
        return table(tables[match[1]]) if match[1] in tables else None
    for mark, level in (("### ", 3), ("## ", 2), ("# ", 1)):
        if line.startswith(mark):
            return Heading(line.removeprefix(mark), level)
    if line.startswith("=") and line.endswith("="):
        return Centred(line.strip("= "))
    if line.endswith(":") and line.isupper():
        return Centred(line)
    if match := _ARTICLE.match(line):
        return Paragraph(match[2], lead=match[1])
    if line.startswith("* "):
        return Note(line.removeprefix("* "))
    return Paragraph(line, italic=line.startswith(_BASES) and line[-1] in ";.")


_LOOKS = {Heading: "fw-bold", Centred: "fw-bold text-center", Note: "text-body-secondary"}


def seen(body: str) -> list[tuple[str, str, str]]:
    """(look, bold lead, text) of each line for a page; its tables stand below the text there."""
    found = []
    for block in blocks(body, {}):
        look = "fst-italic" if getattr(block, "italic", False) else _LOOKS.get(type(block), "")
        found.append((look, getattr(block, "lead", ""), block.text))
    return found


def ended(body: str, tables: Mapping[str, Mapping]) -> tuple[list[Block], str]:
    """The blocks, and the last paragraph apart: it closes the paper with "./." and stays with the signature."""
    found = blocks(body, tables)
    if not found or not isinstance(found[-1], Paragraph):
        return found, ""
    if found[-1].lead:
        return [*found[:-1], replace(found[-1], text=found[-1].text.rstrip("./ ") + "./.")], ""
    return found[:-1], found[-1].text


def table(kept: Mapping) -> Table:
    return Table(
        _columns(kept["columns"]), kept["rows"], caption=kept.get("caption", ""), total=kept.get("total")
    )


def annexes(kept: Sequence[Mapping]) -> list[Annex]:
    return [
        Annex(
            one["title"], _columns(one["columns"]), one["rows"], total=one.get("total"),
            landscape=one.get("landscape", False), note=one.get("note", ""),
        )
        for one in kept
    ]  # fmt: skip


def _columns(kept: Sequence[Sequence]) -> list[Column]:
    return [Column(title, width, align) for title, width, align in kept]
