"""Which unit does a cell mean? By any name that a unit ever had, on the day of the record."""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field

from portal.text import fold, normalise
from portal.units.models import Lineage, Unit, UnitName

_SEPARATORS = re.compile(r"\s*[;\n|]\s*")
_LIST = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_PLURAL = re.compile(
    r"^(?:các\s+)?(?:LĐLĐ|Liên đoàn Lao động)\s+(?:các\s+)?(?:tỉnh|thành phố|TP)[,\s]+", re.I
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def pieces(cell: str) -> list[str]:
    """The names in one cell, divided by semicolons or lines; commas belong to names."""
    return [piece for piece in _SEPARATORS.split(normalise(str(cell))) if piece]


@dataclass(frozen=True)
class Found:
    """What a cell was matched to, in its order, and what of it nobody knows."""

    matched: tuple = ()
    unmatched: tuple[str, ...] = ()


@dataclass
class UnitMatcher:
    """All names and lines of descent, read once: three queries however many rows are matched."""

    units: dict[int, Unit] = field(default_factory=dict)
    names: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    heirs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls) -> "UnitMatcher":
        matcher = cls({unit.pk: unit for unit in Unit.objects.all()})
        for unit_id, folded in UnitName.objects.values_list("unit_id", "folded"):
            matcher.names[folded].add(unit_id)
        for old, new in Lineage.objects.values_list("predecessor_id", "successor_id"):
            matcher.heirs[old].append(new)
        return matcher

    def read(self, cell: str, *, on: dt.date | None) -> Found:
        """Every unit named in a cell. A list such as "LĐLĐ các tỉnh Hà Giang, Cao Bằng" is taken apart."""
        matched: dict[int, Unit] = {}
        unmatched: list[str] = []
        for piece in pieces(cell):
            units = self._all_of(piece, on)
            matched |= {unit.pk: unit for unit in units}
            if not units:
                unmatched.append(piece)
        return Found(tuple(matched.values()), tuple(unmatched))

    def find(self, name: str, *, on: dt.date | None) -> Unit | None:
        """The unit of that name on that day; None where there is none. `on=None`: the youngest of the name."""
        ids = self.names.get(fold(name)) or self.names.get(fold(_REMARK.sub("", name)))
        if not ids:
            return None
        bearers = sorted((self.units[pk] for pk in ids), key=lambda unit: unit.valid_from)
        if on is None:
            return bearers[-1]
        alive = [unit for unit in bearers if unit.is_valid(on=on)]
        if alive:
            return alive[-1]
        if on < bearers[0].valid_from:
            return bearers[0]
        before = [unit for unit in bearers if unit.valid_from <= on][-1]
        heirs = [self.units[pk] for pk in self.heirs[before.pk] if self.units[pk].is_valid(on=on)]
        return heirs[0] if len(heirs) == 1 else before

    def _all_of(self, piece: str, on: dt.date | None) -> list[Unit]:
        whole = self.find(piece, on=on)
        if whole:
            return [whole]
        places = _LIST.split(_PLURAL.sub("", piece))
        if len(places) < 2:
            return []
        found = [self.find(place, on=on) or self.find(f"LĐLĐ tỉnh {place}", on=on) for place in places]
        return [unit for unit in found if unit] if all(found) else []
