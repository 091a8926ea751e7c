"""To whom else a unit sends the same data: its Party committee and the province's body for foreign affairs."""

import re

from portal.units.models import Unit, UnitType

#: "Liên đoàn Lao động tỉnh Lào Cai", "Liên đoàn Lao động thành phố Hà Nội"
_PROVINCE = re.compile(r"\b(tỉnh|thành phố)\s+(.+)$", re.IGNORECASE)
CITY = "thành phố"


def usual_addressees(unit: Unit) -> list[str]:
    """What is offered first (domain.md 9.1); the unit may write any other."""
    found = _PROVINCE.search(unit.name) if unit.unit_type == UnitType.PROVINCIAL_FEDERATION else None
    if found is None:
        return ["Thường vụ Đảng ủy"]
    kind, name = found.group(1).lower(), found.group(2)
    committee = "Thành ủy" if kind == CITY else "Tỉnh ủy"
    return [f"Thường trực {committee} {name}", f"Sở Ngoại vụ {kind} {name}", f"Ủy ban nhân dân {kind} {name}"]
