"""Figures in the sentences of an official report: comparison, x/y units, what is missing."""

from portal.ui.formats import number_vi

NOTHING = "—"
MOST_PERCENT = 200  # of growth: beyond it the number itself is told


NOT_ADDED = "không cộng chung giữa các đơn vị"


def compared(value: int | None, previous: int | None) -> str:
    """Per cent of the year before, as annexes print it; a dash where there is nothing to compare with."""
    if not previous or value is None:
        return NOTHING
    return number_vi(round(100 * value / previous, 1))


def loaded_mark(units: int | None) -> str:
    """That a number is one loaded from before the portal, in papers; empty where it is not."""
    if not units:
        return ""
    return "dữ liệu lịch sử" if units == 1 else f"dữ liệu lịch sử của {units} đơn vị"


def trend(value: int, previous: int | None, loaded: int | None = None) -> str:
    """The comparison in words, with its base: "tăng 12,5% so với cùng kỳ năm trước (8)"; a historical base says so."""
    if previous is None:
        return "chưa có số liệu cùng kỳ năm trước"
    if not previous:
        return "cùng kỳ năm trước không phát sinh" if value else "bằng cùng kỳ năm trước"
    change = round(100 * (value - previous) / previous, 1)
    base = ", ".join(filter(None, [number_vi(previous), loaded_mark(loaded)]))
    if not change:
        return f"bằng cùng kỳ năm trước ({base})"
    word = "tăng" if change > 0 else "giảm"
    if change > MOST_PERCENT:  # "tăng 1.700%" says nothing of a base of two
        return f"{word} {number_vi(value - previous)} so với cùng kỳ năm trước ({base})"
    return f"{word} {number_vi(abs(change))}% so với cùng kỳ năm trước ({base})"


def told(row: dict, noun: str = "") -> str:
    """ "12 đoàn ra (tăng …)": the figure with its noun (its measure by default) and the comparison.

    A figure that is not added up over units says so.
    """
    if row["value"] is None:
        return NOT_ADDED
    compared_with = trend(row["value"], row["previous"], row.get("historical", {}).get("previous"))
    return f"{number_vi(row['value'])} {noun or row['measure']} ({compared_with})"


def covered(coverage: dict) -> str:
    """The sentence with x/y, which every consolidated figure needs."""
    text = f"có {coverage['sent']}/{coverage['owing']} đơn vị đã báo cáo"
    if coverage["accepted"] != coverage["sent"]:
        text += f" (đã tiếp nhận {coverage['accepted']})"
    if coverage["late"]:
        text += f", trong đó {coverage['late']} đơn vị gửi quá hạn"
    return text


def listed(names: list[str], limit: int = 12) -> str:
    """Names in a sentence; beyond the limit the annex has them."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} và {len(names) - limit} đơn vị khác (Phụ lục XII)"
