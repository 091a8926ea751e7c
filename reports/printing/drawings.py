"""Table and bars in the text of a consolidated report, and the numbers of its sentences that lead on."""

from collections.abc import Callable, Mapping, Sequence

from portal.countries import name as country_name
from portal.rendering.bars import Bars
from portal.rendering.official import Block, Column, Linked, Note, Table
from portal.ui.formats import number_vi
from reports.figures.wording import NOTHING
from reports.models import Dimension

#: the figures drawn beside the year before: counts of the same order, so that one scale serves them all
DRAWN = ("outgoing", "incoming", "online", "events", "agreements_signed", "resources", "training", "research")
BY_COUNTRY = (("outgoing", "Số đoàn ra theo nước đến"), ("incoming", "Số đoàn vào theo nước"))
MOST_COUNTRIES = 8


def figure_blocks(content: Mapping, leads: Callable[[str], str]) -> list[Block]:
    """The main table, then bars against the year before, then by country; nothing that would be empty."""
    figures = content["figures"]
    if not figures:
        return []
    drawn = [_against_last_year(figures), *(_by_country(figures, code, title) for code, title in BY_COUNTRY)]
    blocks: list[Block] = [_table(figures, leads), Note(_note(content["coverage"]))]
    for number, (title, series, rows) in enumerate((one for one in drawn if one[2]), 1):
        blocks.append(Bars(f"Biểu đồ {number}. {title}", series, rows))
    return blocks


def _table(figures: Sequence[Mapping], leads: Callable[[str], str]) -> Table:
    columns = [
        Column("Chỉ tiêu", 30), Column("Đơn vị tính", 11, "center"), Column("Kế hoạch năm", 9, "right"),
        Column("Kỳ trước", 12, "right"), Column("Cùng kỳ năm trước", 12, "right"), Column("Kỳ này", 12, "right"),
        Column("Lũy kế năm", 12, "right"),
    ]  # fmt: skip
    rows = [
        [
            row["label"], row["measure"], _known(row.get("plan")), _known(row.get("last")), _known(row["previous"]),
            Linked(_known(row["value"]), leads(row["code"])), _known(row["cumulative"]),
        ]
        for row in figures
    ]  # fmt: skip
    return Table(columns, rows, caption="Bảng 1. Số liệu chính trong kỳ")


def _known(value: int | None) -> int | str:
    return NOTHING if value is None else value


def _note(coverage: Mapping) -> str:
    return (
        f"Số liệu của {coverage['accepted']}/{coverage['owing']} đơn vị có báo cáo đã tiếp nhận và của Cơ quan Tổng Liên "
        f"đoàn. “{NOTHING}”: không có số liệu. Bấm vào số của kỳ này để xem danh sách hồ sơ và báo cáo làm căn cứ."
    )


def _against_last_year(figures: Sequence[Mapping]) -> tuple[str, list[str], list]:
    rows = [
        (row["label"], [row["value"], row["previous"]])
        for row in figures
        if row["code"] in DRAWN and (row["value"] or row["previous"])
    ]
    return "Một số hoạt động so với cùng kỳ năm trước", ["Kỳ này", "Cùng kỳ năm trước"], rows


def _by_country(figures: Sequence[Mapping], code: str, title: str) -> tuple[str, list[str], list]:
    """The countries with most; what is beyond them or stands under none is summed, so that the bars make the whole."""
    row = next((one for one in figures if one["code"] == code), {})
    parts = {key: number for key, number in row.get("parts", {}).get(Dimension.COUNTRY, {}).items() if number}
    named = sorted(
        ((key, number) for key, number in parts.items() if key), key=lambda pair: (-pair[1], pair[0])
    )
    rows = [(country_name(key), [number]) for key, number in named[:MOST_COUNTRIES]]
    rest = [
        ("Các nước khác", sum(number for _key, number in named[MOST_COUNTRIES:])),
        ("Chưa nêu nước", parts.get("", 0)),
    ]
    return title, ["Số đoàn"], [*rows, *((label, [number]) for label, number in rest if number)]


def figure_links(figures: Sequence[Mapping], leads: Callable[[str], str]) -> list[tuple[str, str]]:
    """(words, address) for sentences: "12 đoàn ra" leads to the outgoing delegations.

    The words hold the figure's number, so that a sentence that an editor changed to another number leads nowhere; words
    that two figures would write alike lead nowhere either.
    """
    found: dict[str, set[str]] = {}
    for row in figures:
        if row["value"]:
            for noun in {row["label"].lower(), row["measure"]}:
                found.setdefault(f"{number_vi(row['value'])} {noun}", set()).add(leads(row["code"]))
    return [(words, urls.pop()) for words, urls in found.items() if len(urls) == 1]
