"""An official paper in the language of Typst: what its users would write by hand for the same pages.

The same text, bars and tables: columns with their widths and alignments, sizes, borders, links under dotted lines,
header rows repeated on each page, sheets upright or landscape, numbered as ours; tagged PDF/A-3a like ours.
"""

from portal.rendering.bars import COLOURS, Bars
from portal.rendering.official import Annex, Paper, Paragraph
from portal.rendering.table import Cell, Table
from portal.rendering.widths import SIZES

STANDARD = "a-3a"  # Typst writes tags by itself since 0.14
INSETS = {"plain": (2.5, 3), "broad": (2.5, 3), "wide": (2, 2.5), "dense": (2, 2.5)}  # up and aside, in pt
SIGNS = "#*_$@<>[]`\\~=-+/"
START = """#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 10mm, all: true), spacing: 0.85em, leading: 0.65em)
#show heading: set text(size: 14pt)
#show heading.where(level: 1): set align(center)
#let number = context { let page = counter(page).get().first(); if page > 1 [#align(center)[#page]] }
#let upright = (paper: "a4", flipped: false, margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm), header: number)
#let landscape = (paper: "a4", flipped: true, margin: (top: 25mm, bottom: 20mm, left: 20mm, right: 20mm), header: number)
#let line-of(size, body) = { set par(first-line-indent: 0mm, justify: false); set text(size: size); body }
#show link: it => underline(stroke: (thickness: .4pt, dash: "dotted"), it)
"""


def source(paper: Paper) -> str:
    lines = [
        f"#set document(title: {_quoted(paper.title)}, author: {_quoted(paper.issued_by)})", START,
        "#set page(..upright)", _header(paper), f"= {_plain(paper.type_name.upper())}",
        f"#align(center)[#line-of(14pt)[*{_plain(paper.subject)}*]]",
        *(_block(kind, block, text) for kind, block, text in paper.blocks),
        f"#par[{_plain(paper.closing_text)}]", _end(paper),
    ]  # fmt: skip
    turned = False
    for label, annex in paper.numbered_annexes:
        sheet = f"#set page(..{'landscape' if annex.landscape else 'upright'})"
        lines += [
            "#counter(page).update(0)",
            "#pagebreak()" if annex.landscape == turned else sheet,
            _annex(paper, label, annex),
        ]
        turned = annex.landscape
    return "\n\n".join(lines)


def _header(paper: Paper) -> str:
    ours = " \\ ".join(_plain(line) for line in paper.superior_lines)
    issuer = " \\ ".join(_plain(line) for line in paper.issuer_lines)
    nation = "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ #underline[*Độc lập \\- Tự do \\- Hạnh phúc*]"
    cells = f"[{ours} \\ *{issuer}*], [{nation}], [Số: {_plain(paper.numbered_symbol)}], [_{_plain(paper.long_date)}_]"
    return f"#line-of(12.5pt)[#grid(columns: (42%, 58%), align: center, row-gutter: 7pt, {cells})]"


def _end(paper: Paper) -> str:
    recipients = " \\ ".join(_plain(line) for line in paper.recipient_lines)
    authority = " \\ ".join(_plain(line) for line in paper.signature.authority)
    cells = f"[#text(size: 11pt)[_*Nơi nhận:*_ \\ {recipients}]], align(center)[*{authority}* #v(30mm)]"
    return f"#line-of(14pt)[#block(breakable: false)[#grid(columns: (46%, 54%), {cells})]]"


def _block(kind: str, block, text: str) -> str:
    if isinstance(block, Paragraph):
        return "#par[" + "".join(_linked(_plain(words), url) for words, url in block.pieces) + "]"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Bars):
        return _bars(block)
    return (
        f"{'=' * (int(kind[-1]) + 1)} {_plain(text)}"
        if kind.startswith("heading")
        else f"#par[_{_plain(text)}_]"
    )


def _bars(bars: Bars) -> str:
    rows = []
    for label, drawn in bars.drawn:
        lines = " \\ ".join(
            f'#box(width: 80%)[#rect(width: {bar.width}%, height: 6pt, fill: rgb("{COLOURS[bar.tone]}"))] {_plain(bar.text)}'
            for bar in drawn
        )
        rows.append(f"[{_plain(label)}], [{lines}]")
    table = f"table(columns: (42%, 58%), stroke: none, inset: 1.5pt, align: (right, left), {', '.join(rows)})"
    return f"#line-of(11pt)[#figure(caption: [_{_plain(bars.caption)}_], {table})]"


def _annex(paper: Paper, label: str, annex: Annex) -> str:
    note = f"\n\n#line-of(12pt)[_{_plain(annex.note)}_]" if annex.note else ""
    return (
        f"= {_plain(label)}\n\n"
        f"#align(center)[#line-of(14pt)[*{_plain(annex.title.upper())}*]]\n\n"
        f"#align(center)[#line-of(13pt)[_{_plain(paper.accompanies)}_]]\n\n{_table(annex.table)}{note}"
    )


def _table(table: Table) -> str:
    size, (upward, aside) = SIZES[table.density], INSETS[table.density]
    widths = ", ".join(f"{percent}%" for percent in table.percentages)
    head = ", ".join(_cell(cell, bold=True) for row in table.header for cell in row)
    rows = [", ".join(_cell(cell) for cell in row) for row in table.body]
    if table.total_cells:
        rows.append(", ".join(_cell(cell, bold=True) for cell in table.total_cells))
    aligned = ", ".join(f"{column.align} + horizon" for column in table.columns)
    return (
        f"#line-of({size}pt)[#table(columns: ({widths}), align: ({aligned}), stroke: .6pt, "
        f"inset: (x: {aside}pt, y: {upward}pt), table.header({head}),\n" + ",\n".join(rows) + ")]"
    )


def _cell(cell: Cell, bold: bool = False) -> str:
    text = _linked(_plain(cell.text), cell.url)
    if not bold:
        return f"[{text}]"
    return (
        f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows}, align: {cell.align} + horizon)[*{text}*]"
    )


def _linked(text: str, url: str) -> str:
    return f"#link({_quoted(url)})[{text}]" if url else text


def _plain(text: object) -> str:
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in str(text))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
