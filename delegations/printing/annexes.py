"""Annexes II, III and V with the columns of domain.md section 3 (usual practice; no official template), and with
annex XI as one workbook of the days and units that statistics are asked about.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from portal.rendering.listing import numbered_list
from portal.rendering.official import Annex
from portal.rendering.table import Column
from portal.rendering.xlsx import sheet_of, write_book

from ..figures.annexes import conference_rows, incoming_rows, outgoing_rows
from ..models import Event, PlanItem
from ..querysets import DelegationQuerySet
from .plans import performance_annex, rows_of

MOST_ROWS = 5_000  # of each annex


def outgoing_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL II: outgoing delegations."""
    columns = [
        Column("Tên đoàn, nội dung", 17), Column("Trưởng đoàn (họ tên, chức vụ)", 10), Column("Cấp đoàn", 6.5),
        Column("Số người (nữ)", 5.5, "center"), Column("Nước đến", 10), Column("Đối tác, cơ quan mời", 11),
        Column("Thời gian (số ngày)", 9.5), Column("Trong, ngoài kế hoạch", 6.5), Column("Văn bản cho phép", 11),
        Column("Kinh phí (đồng), nguồn", 10.5), Column("Kết quả chính", 12), Column("Ngày gửi báo cáo", 10.5),
        Column("Ghi chú", 7),
    ]  # fmt: skip
    return numbered_list("II", "Thống kê đoàn ra", columns, rows, with_unit=with_unit)


def incoming_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL III: incoming delegations."""
    columns = [
        Column("Tên đoàn", 15), Column("Nước, tổ chức", 12), Column("Trưởng đoàn", 10), Column("Hạng khách", 6.5),
        Column("Số người (nữ)", 5.5, "center"), Column("Thời gian", 9.5), Column("Địa phương đến", 8),
        Column("Đơn vị chủ trì đón", 9), Column("Nội dung làm việc", 11), Column("Văn bản cho phép", 11),
        Column("Kinh phí (đồng), nguồn", 10.5), Column("Kết quả", 11), Column("Ghi chú", 7),
    ]  # fmt: skip
    return numbered_list("III", "Thống kê đoàn vào", columns, rows, with_unit=with_unit)


def conference_annex(rows: list[dict], *, with_unit: bool) -> Annex:
    """PL V: international conferences and seminars."""
    columns = [
        Column("Tên hội nghị, hội thảo", 17), Column("Chủ trì, phối hợp", 14), Column("Nội dung", 14),
        Column("Thời gian, địa điểm, hình thức", 14), Column("Cấp cho phép, số văn bản", 12),
        Column("Số đại biểu Việt Nam/nước ngoài, quốc tịch", 11), Column("Kinh phí (đồng), nguồn", 10), Column("Kết quả", 12),
        Column("Ghi chú", 8),
    ]  # fmt: skip
    return numbered_list("V", "Hội nghị, hội thảo quốc tế", columns, rows, with_unit=with_unit)


@dataclass(frozen=True)
class Asked:
    """What the annexes are asked about. `units` None: all that the reader sees."""

    user: object
    first: dt.date
    last: dt.date
    units: Collection[int] | None = None


def annexes_of(held: DelegationQuerySet, asked: Asked, *, on: dt.date) -> bytes:
    """A workbook with annexes II, III, V and XI, one sheet each. `held`: delegations as they were asked for, which
    the reader sees; conferences and lines of plans are those of the days and units alone.
    """
    conferences = Event.objects.visible_to(asked.user).live().held().within(asked.first, asked.last)
    year = asked.last.year
    items = PlanItem.objects.visible_to(asked.user).live().of_live_plans().of_year(year).approved()
    if asked.units is not None:
        conferences, items = conferences.of_units(asked.units), items.filter(plan__unit_id__in=asked.units)
    annexes = [
        outgoing_annex(outgoing_rows(held.outgoing(), most=MOST_ROWS), with_unit=True),
        incoming_annex(incoming_rows(held.incoming(), most=MOST_ROWS), with_unit=True),
        conference_annex(conference_rows(conferences, most=MOST_ROWS), with_unit=True),
        performance_annex(rows_of(items, asked.user, year=year, unit_ids=asked.units, on=on), with_unit=True),
    ]
    days = f"Từ {asked.first:%d/%m/%Y} đến {asked.last:%d/%m/%Y}"
    above = [days, days, days, f"Năm {year}"]
    return write_book(
        [sheet_of(annex, f"PL {annex.number}", line) for annex, line in zip(annexes, above, strict=True)]
    )
