"""What the texts of papers say alike: gaps that are named, full stops, days, to whom a unit submits.

Papers are Vietnamese whatever the reader's language is; only the list of what is missing is in the reader's.
"""

import datetime as dt

from portal.units.models import UnitType

from .kinds import GAP

PRESIDIUM = "Thường trực Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"


class Gaps:
    """Texts with gaps; `missing` grows as a paper asks for what is not there."""

    def __init__(self) -> None:
        self.missing: list = []

    def say(self, value, label) -> str:
        """The value as text, or the gap; `label` names in words what is missing."""
        text = str(value).strip() if value not in (None, "") else ""
        if not text:
            self.lack(label)
        return text or GAP

    def lack(self, label) -> None:
        if label not in self.missing:
            self.missing.append(label)


def ended(text: str) -> str:
    """A paragraph with its full stop; a gap stays as it is."""
    text = text.strip()
    return text if text[-1:] in ".:;!?…" else f"{text}."


def long(day: dt.date | None) -> str:
    return f"ngày {day:%d/%m/%Y}" if day else f"ngày {GAP}"


def authority_above(unit) -> str:
    """To whom a unit submits (domain.md 2.2); editable on every paper."""
    if unit.unit_type == UnitType.PROVINCIAL_FEDERATION:
        committee = "Thành ủy" if "thành phố" in unit.name.lower() else "Tỉnh ủy"
        return f"Ban Thường vụ {committee} {unit.province_name}".strip()
    return PRESIDIUM
