""" "Kết quả thực hiện Nghị quyết" on paper: what was done of each task, by whom, with what evidence; gaps are named.

Source of the duty: the resolution itself, part III.1 ("định kỳ báo cáo Đoàn Chủ tịch … kết quả thực hiện Nghị quyết").
"""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import Draft, Wanted, kind
from portal.papers.wording import PRESIDIUM, Gaps, ended
from portal.rendering.official import Annex, Column
from portal.ui.formats import number_vi

from ..figures.resolution import Board, Line, board, rows_of, state_of
from ..models import Assignment, Resolution

SAID = {
    "overdue": "Quá hạn",
    "silent": "Chưa báo cáo tiến độ",
    "under_way": "Đang thực hiện",
    "to_check": "Hoàn thành, chờ kiểm tra",
    "checked": "Hoàn thành",
    "dropped": "Thôi thực hiện",
}
NAMED = 12  # units that a sentence names; the annex names all


def results(resolution: Resolution, wanted: Wanted) -> Draft:
    """Báo cáo kết quả thực hiện: overall, task by task, what is not done, the annex of all assignments."""
    gaps = Gaps()
    found = board(resolution, rows_of(resolution, Assignment.objects.all()), on=wanted.on)
    name = f"{resolution.title}{f' ({resolution.number})' if resolution.number else ''}"
    body = [
        f"{settings.DEPARTMENT} báo cáo kết quả thực hiện {name} đến ngày {wanted.on:%d/%m/%Y} như sau:",
        "# Tình hình triển khai",
        _overall(found, gaps),
        "# Kết quả thực hiện các nhiệm vụ",
        *[line for task in found.tasks for line in _task(task, gaps)],
        "# Tồn tại, hạn chế",
        *_gaps(found, wanted.on, gaps),
        "# Kiến nghị, đề xuất",
        gaps.say("", _("proposals of the department")),
        f"{settings.DEPARTMENT} trân trọng báo cáo.",
    ]
    annex = _annex(found, on=wanted.on)
    return Draft(
        f"Kết quả thực hiện {name}", "\n".join(body), (PRESIDIUM,),
        content={"tables": {}, "annexes": [_kept(annex)] if annex.rows else []}, missing=tuple(gaps.missing),
    )  # fmt: skip


def _overall(found: Board, gaps: Gaps) -> str:
    rows = found.rows
    if not rows:
        gaps.lack(_("assignments of units: no task was given to a unit"))
        return "Chưa giao nhiệm vụ cho đơn vị nào."
    counts: dict[str, int] = {}
    for line in found.tasks:
        for state, number in line.counts.items():
            counts[state] = counts.get(state, 0) + number
    parts = [f"{SAID[state].lower()} {number_vi(counts[state])}" for state in SAID if counts.get(state)]
    return (
        f"Đã giao {number_vi(len(rows))} nhiệm vụ cụ thể cho {number_vi(len(found.units))} đơn vị, "
        f"thuộc {len(found.tasks) - len(found.ungiven)}/{len(found.tasks)} nhóm nhiệm vụ: {', '.join(parts)}."
    )


def _task(line: Line, gaps: Gaps) -> list[str]:
    """Heading, one sentence of numbers, the figure of the registers, and what units did with its evidence."""
    said = [f"## {line.of.title}"]
    if not line.total:
        gaps.lack(_("task %(code)s: given to no unit") % {"code": line.of.code})
        return [*said, "Chưa giao cho đơn vị nào thực hiện."]
    said.append(
        f"Giao {number_vi(line.total)} đầu việc; hoàn thành {number_vi(line.done)}/{number_vi(line.owed)} ({line.percent} %)."
    )
    for indicator, reached, target, silent in line.measured:
        rest = f" ({number_vi(silent)} đơn vị chưa nêu số)" if silent else ""
        said.append(f"{_capital(indicator)}: đạt {number_vi(reached)}/{number_vi(target)}{rest}.")
    if line.figure:
        said.append(f"Theo sổ theo dõi, từ đầu năm: {line.figure[0].lower()} {number_vi(line.figure[1])}.")
    done = [row for row in line.rows if row.done_on]
    said += [
        f"{row.unit.short_name}: {_tail(row.text)}; minh chứng: {ended(_tail(row.evidence))}"
        for row in done[:NAMED]
    ]
    if len(done) > NAMED:
        said.append(f"Và {number_vi(len(done) - NAMED)} đầu việc khác (Phụ lục kèm theo).")
    return said


def _gaps(found: Board, on: dt.date, gaps: Gaps) -> list[str]:
    """Who is overdue, who has said nothing, what stands in the way; one sentence each, or that there is none."""
    said = []
    for state, sentence in (
        ("overdue", "Quá hạn chưa hoàn thành"), ("silent", "Chưa báo cáo tiến độ"), ("to_check", "Đã báo hoàn thành, chưa kiểm tra minh chứng"),
    ):  # fmt: skip
        rows = [row for row in found.rows if state_of(row, on=on) == state]
        if rows:
            said.append(f"{sentence}: {number_vi(len(rows))} đầu việc ({_units(rows)}).")
    if found.ungiven:
        said.append(f"Chưa giao thực hiện: nhiệm vụ {', '.join(task.code for task in found.ungiven)}.")
    hindered = [row for row in found.rows if row.is_open and row.hindered]
    said += [f"Khó khăn của {row.unit.short_name}: {ended(_tail(row.hindered))}" for row in hindered[:NAMED]]
    silent = [row for row in found.rows if state_of(row, on=on) == "silent"]
    if silent:
        gaps.lack(_("progress of: %(units)s") % {"units": _units(silent)})
    return said or ["Các nhiệm vụ được giao đều trong hạn và có báo cáo tiến độ."]


def _units(rows: list[Assignment]) -> str:
    names = list(dict.fromkeys(row.unit.short_name for row in rows))
    rest = f" và {number_vi(len(names) - NAMED)} đơn vị khác" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + rest


def _tail(text: str) -> str:
    """A text within a sentence: one line, without its full stop."""
    return " ".join(text.split()).rstrip(".;")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _annex(found: Board, *, on: dt.date) -> Annex:
    columns = [
        Column("STT", 5, "center"), Column("Nhiệm vụ", 9, "center"), Column("Đơn vị", 22), Column("Nội dung thực hiện", 34),
        Column("Chỉ tiêu (đạt/giao)", 16), Column("Hạn", 11, "center"), Column("Kết quả", 15), Column("Minh chứng, tiến độ", 28),
    ]  # fmt: skip
    rows = [
        [
            number, row.task.code, row.unit.short_name, row.text, _reached(row),
            f"{row.due_on:%d/%m/%Y}" if row.due_on else "", SAID[state_of(row, on=on)],
            row.evidence or row.dropped_reason or _tail(row.told or ""),
        ]
        for number, row in enumerate(found.rows, 1)
    ]  # fmt: skip
    return Annex(
        title="Tiến độ thực hiện nhiệm vụ của các đơn vị", columns=columns, rows=rows, landscape=True
    )


def _reached(row: Assignment) -> str:
    if row.target is None:
        return ""
    reached = "–" if row.reached is None else number_vi(row.reached)
    return f"{reached}/{number_vi(row.target)} {row.indicator}"


def _kept(annex: Annex) -> dict:
    """The annex as a paper keeps it."""
    columns = [[column.title, column.width, column.align] for column in annex.columns]
    return {
        "title": annex.title, "columns": columns, "rows": annex.rows, "landscape": annex.landscape, "note": annex.note,
    }  # fmt: skip


kind(
    "resolution-results", _("Report on its results"), "BC", of="reports.resolution", name="BÁO CÁO", draft=results,
    in_name_of="department", order=10,
)  # fmt: skip
