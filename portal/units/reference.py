"""The units that the portal ships with: 63 provincial federations becoming 34, sector and corporation unions."""

import csv
import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import transaction

from .lineage import rebuild_closure
from .models import Lineage, Unit, UnitName, UnitType
from .services import spell, written_name

DATA = Path(__file__).parent / "data" / "units.csv"
ROOT = "TLD"
SHORT = {
    "Liên đoàn Lao động tỉnh ": "LĐLĐ tỉnh ",
    "Liên đoàn Lao động thành phố ": "LĐLĐ thành phố ",
    "Liên đoàn Lao động Thành phố ": "LĐLĐ Thành phố ",
    "Công đoàn ": "CĐ ",
}


def rows() -> list[dict[str, str]]:
    """The rows of the file, keyed by its columns."""
    return list(csv.DictReader(DATA.read_text(encoding="utf-8-sig").splitlines()))


@transaction.atomic
def load() -> int:
    """Add the units that are not there yet; what an administrator changed stays. Returns how many were added."""
    found = rows()
    known = set(Unit.objects.values_list("code", flat=True))
    fresh = [row for row in found if row["code"] not in known]
    _add(fresh)
    units = {unit.code: unit for unit in Unit.objects.all()}
    for row in fresh:
        _link(row, units)
    if fresh:
        rebuild_closure()
    return len(fresh)


def short_name(name: str) -> str:
    """LĐLĐ tỉnh Lào Cai for Liên đoàn Lao động tỉnh Lào Cai; a name of its own stays."""
    for long, short in SHORT.items():
        if name.startswith(long):
            return short + name.removeprefix(long)
    return name


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _add(fresh: list[dict]) -> None:
    """Save these units, below the Confederation, and all names by which they are found."""
    units = [_unit(row) for row in fresh]
    for unit in units:
        unit.full_clean(validate_unique=False)  # the database sees to that
    root = Unit.objects.filter(code=ROOT).first()
    for unit in units:
        if unit.code == ROOT:
            unit.save()
            root = unit
    below = [unit for unit in units if unit is not root]
    for unit in below:
        unit.parent = root
    Unit.objects.bulk_create(below)
    UnitName.objects.bulk_create(name for unit in units for name in _names(unit))


def _unit(row: dict) -> Unit:
    unit = Unit(
        code=row["code"],
        unit_type=row["unit_type"],
        name=row["name_vi"],
        short_name=short_name(row["name_vi"]),
        name_en=row["name_en"],
        province_name=row["province_name_vi"],
        official_code=row["official_code"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        is_border=row["is_border_province"] == "1",
        neighbours=row["neighbours"].replace("|", ","),
        adjacent_provinces=row["adjacent_foreign_provinces"],
        certainty=row["certainty"],
        notes=row["notes"],
        **_papers(row),
    )
    return spell(unit)


def _names(unit: Unit) -> list[UnitName]:
    """The official name, of the unit's days, and the others; spellings that fold alike are one."""
    names = [written_name(unit, alias) for alias in sorted(_aliases(unit))]
    official = written_name(unit, unit.name)
    official.is_official, official.valid_from, official.valid_to = True, unit.valid_from, unit.valid_to
    return [official, *{name.folded: name for name in names}.values()]


def _papers(row: dict) -> dict:
    """How the unit's papers are headed and signed (domain.md 4.4, 9.1); settings, to be checked by each unit."""
    organisation = settings.ORGANISATION.upper()
    if row["unit_type"] == UnitType.CONFEDERATION:
        return {
            "header_line": organisation, "place": "Hà Nội", "symbol": "BC-TLĐ",
            "signature_authority": "TM. ĐOÀN CHỦ TỊCH", "signature_title": "CHỦ TỊCH",
        }  # fmt: skip
    if row["unit_type"] == UnitType.DEPARTMENT:
        is_international = row["code"] == "TLD-BDN"
        return {
            "superior_line": organisation, "header_line": row["name_vi"].removesuffix(" Tổng Liên đoàn").upper(),
            "place": "Hà Nội", "symbol": "BC-BĐN" if is_international else "BC-BAN", "signature_title": "TRƯỞNG BAN",
        }  # fmt: skip
    is_province = row["unit_type"] == UnitType.PROVINCIAL_FEDERATION
    return {
        "superior_line": organisation,
        "header_line": row["name_vi"].upper(),
        "place": row["province_name_vi"] if is_province else "Hà Nội",
        "symbol": "BC-LĐLĐ" if is_province else "BC-CĐ" + row["code"].rpartition("-")[2].replace("CDTCT", ""),
        "signature_authority": "TM. BAN THƯỜNG VỤ",
        "signature_title": "CHỦ TỊCH",
        "contact_post": "Cán bộ phụ trách đối ngoại",
        "leader_post": "Phó Chủ tịch phụ trách đối ngoại",
    }


# Names that a unit bore before, though it is the same unit: the city of Huế was a province until 2024.
FORMER = {
    "LDLD-46": ("LĐLĐ tỉnh Thừa Thiên Huế", "Liên đoàn Lao động tỉnh Thừa Thiên Huế", "LĐLĐ Thừa Thiên Huế"),
    "CDN-TTTT": ("Công đoàn Bưu điện Việt Nam",),
}


def _aliases(unit: Unit) -> set[str]:
    """Other ways in which people write, or once wrote, the unit's name."""
    found = {unit.short_name, unit.code, *FORMER.get(unit.code, ())}
    if unit.province_name:
        place = unit.province_name
        for kind in ("", "tỉnh ", "thành phố ", "TP ", "TP. ", "T. "):
            found |= {f"LĐLĐ {kind}{place}", f"Liên đoàn Lao động {kind}{place}", f"Công đoàn {kind}{place}"}
    if unit.name.startswith("Công đoàn "):
        found |= {unit.name.replace("Công đoàn ", "Công đoàn ngành ", 1), unit.name.removesuffix(" Việt Nam")}
    if unit.code == ROOT:
        found |= {
            "Tổng LĐLĐ Việt Nam",
            "Tổng LĐLĐVN",
            "TLĐLĐVN",
            "TLĐ",
            "VGCL",
            "Tổng Liên đoàn",
            "Công đoàn Việt Nam",
        }
    if unit.code == "TLD-BDN":
        found |= {"Ban Đối ngoại", "BĐN", "Ban Đối ngoại TLĐ"}
    return found - {unit.name}


def _link(row: dict, units: dict[str, Unit]) -> None:
    if not row["successor_code"]:
        return
    old, new = units[row["code"]], units[row["successor_code"]]
    Lineage.objects.get_or_create(
        predecessor=old,
        successor=new,
        defaults={"effective_on": new.valid_from, "legal_basis": "Nghị quyết 202/2025/QH15"}
        if old.unit_type == UnitType.PROVINCIAL_FEDERATION and new.valid_from.year == 2025
        else {"effective_on": new.valid_from},
    )
