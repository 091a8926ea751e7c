"""The annexes of the periodic report with the columns of domain.md section 3 (usual practice; no official template)."""

from portal.rendering.official import Annex
from portal.rendering.table import Column
from portal.ui.formats import number_vi
from reports.figures.wording import NOTHING, compared, loaded_mark

STATES = {
    "on_time": "Đúng hạn",
    "late": "Quá hạn {days} ngày",
    "overdue": "Chưa gửi, quá hạn {days} ngày",
    "overdue again": "Chưa gửi lại, quá hạn {days} ngày",
    "not_due": "Chưa đến hạn",
}


def summary_annex(content: dict) -> Annex:
    """PL I: every figure against plan, last year and the year so far; x/y units in the note."""
    coverage = content["coverage"]
    rows = [
        [
            index, row["label"], row["measure"], _planned(row), NOTHING if row["value"] is None else row["value"],
            NOTHING if row["previous"] is None else row["previous"], compared(row["value"], row["previous"]),
            row["cumulative"], _remark(row),
        ]
        for index, row in enumerate(content["figures"], 1)
    ]  # fmt: skip
    return Annex(
        number="I",
        title="Tổng hợp hoạt động đối ngoại",
        landscape=True,
        columns=[
            Column("STT", 5, "center"), Column("Chỉ tiêu", 26), Column("Đơn vị tính", 9, "center"),
            Column("Kế hoạch năm", 8, "right"), Column("Kỳ này", 12, "right"),
            Column("Cùng kỳ năm trước", 12, "right"), Column("So sánh (%)", 8, "right"),
            Column("Lũy kế", 12, "right"), Column("Ghi chú", 18),
        ],
        rows=rows,
        note=(
            f"Kỳ này: theo báo cáo đã tiếp nhận của {coverage['accepted']}/{coverage['owing']} đơn vị và sổ theo dõi của Cơ quan "
            "Tổng Liên đoàn; hoạt động chung của nhiều đơn vị tính một lần. Cùng kỳ: theo sổ theo dõi; "
            "chỗ ghi “dữ liệu lịch sử”: số của các đơn vị từ trước khi có hệ thống. "
            "Lũy kế: theo sổ theo dõi, cộng phần các đơn vị điều chỉnh trong kỳ. "
            "Kế hoạch năm: các mục của kế hoạch đã phê duyệt, chưa kể mục bổ sung trong năm. "
            f"“{NOTHING}”: không có số liệu để nêu hoặc so sánh."
        ),
    )  # fmt: skip


def _planned(row: dict) -> int | str:
    """Reports that were assembled before plans were kept hold no such number."""
    plan = row.get("plan")
    return NOTHING if plan is None else plan


def _remark(row: dict) -> str:
    remarks = []
    if row["unstated"]:
        remarks.append(f"{row['unstated']} hồ sơ chưa nêu số")
    if row["joint"] > 0:
        remarks.append(f"{row['joint']} hoạt động chung tính một lần")
    return "; ".join([*remarks, *_loaded(row)])


def _loaded(row: dict) -> list[str]:
    """Contents that were kept before historical totals were read hold no such mark."""
    mark = loaded_mark(row.get("historical", {}).get("previous"))
    return [f"cùng kỳ: {mark}"] if mark else []


def compliance_annex(content: dict, period_label: str) -> Annex:
    """PL XII: who reported, when, how late."""
    rows = [
        [
            index, row["unit"], period_label, row["due_on"], row["sent_on"] or "Chưa gửi",
            _timeliness(row), row["returned"], row.get("days_to_acceptance"),
            "Không phát sinh" if row["nothing"] else "",
        ]
        for index, row in enumerate(content["compliance"], 1)
    ]  # fmt: skip
    coverage = content["coverage"]
    summary = f"Đã gửi {coverage['sent']}/{coverage['owing']}"
    timely = f"Đúng hạn {coverage['on_time']}, quá hạn {coverage['late']}"
    return Annex(
        number="XII",
        title="Chấp hành chế độ báo cáo",
        landscape=True,
        columns=[
            Column("STT", 5, "center"), Column("Đơn vị", 33), Column("Kỳ", 19), Column("Hạn", 11, "center"),
            Column("Ngày gửi", 11, "center"), Column("Đúng hạn, quá hạn", 21), Column("Lần trả lại", 7, "center"),
            Column("Số ngày đến khi tiếp nhận", 9, "center"), Column("Ghi chú", 13),
        ],
        rows=rows,
        total=["Tổng cộng", None, None, None, summary, timely, sum(row["returned"] for row in content["compliance"]), None, ""],
    )  # fmt: skip


def _timeliness(row: dict) -> str:
    again = row["timeliness"] == "overdue" and row["sent_on"]
    return STATES["overdue again" if again else row["timeliness"]].format(days=row["days"])


def unit_figures_annex(content: dict, unit_name: str) -> Annex:
    """The figures of one unit: what it reports, what the registers say, the year before, why they differ."""
    rows = [
        [
            index, row["label"], row["measure"],
            "Không phát sinh" if row["condition"] == "nothing" else row["value"],
            row["proposed"], row["previous"] if row["previous"] is not None else NOTHING, _difference(row),
        ]
        for index, row in enumerate(content["figures"], 1)
    ]  # fmt: skip
    return Annex(
        title=f"Số liệu công tác đối ngoại của {unit_name}",
        columns=[
            Column("STT", 6.5, "center"), Column("Chỉ tiêu", 28), Column("Đơn vị tính", 9.5, "center"),
            Column("Kỳ này", 18.5, "right"), Column("Theo sổ theo dõi", 18.5, "right"),
            Column("Cùng kỳ năm trước", 18.5, "right"), Column("Ghi chú", 13),
        ],
        rows=rows,
    )  # fmt: skip


def _difference(row: dict) -> str:
    remarks = [row["reason"]] if row["is_corrected"] else []
    if row["unstated"]:
        remarks.append(f"{number_vi(row['unstated'])} hồ sơ chưa nêu số")
    return "; ".join([*remarks, *_loaded(row)])
