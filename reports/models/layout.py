"""What a report type asks for, read from the JSON that a version of the type keeps: sections, figures, annexes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class SectionSpec:
    """`title_vi` is printed; `guidance` is what the officer reads above the box."""

    code: str
    title_vi: str
    guidance: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class FigureSpec:
    """One figure by the code of its indicator. Outside `minimum`..`maximum`, or `jump` times more or less than the
    same period last year, the writer and the appraiser are warned; nothing is refused for it.
    """

    indicator: str
    is_required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    jump: int | None = None


@dataclass(frozen=True)
class Layout:
    """The parts of a report in their order; `unit_types` owe it, `period_kinds` are what it can be asked for."""

    sections: tuple[SectionSpec, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    annexes: tuple[str, ...] = ()
    unit_types: tuple[str, ...] = ()
    period_kinds: tuple[str, ...] = ()

    @property
    def section_codes(self) -> tuple[str, ...]:
        return tuple(section.code for section in self.sections)

    @property
    def titles(self) -> dict[str, str]:
        """Section code → its printed title."""
        return {section.code: section.title_vi for section in self.sections}

    def in_order(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts by section in the order of the type; sections that it no longer asks for follow. PostgreSQL keeps no order of keys."""
        asked = {code: texts[code] for code in self.section_codes if code in texts}
        return asked | {code: texts[code] for code in sorted(texts) if code not in asked}

    def figure(self, indicator: str) -> FigureSpec | None:
        return next((spec for spec in self.figures if spec.indicator == indicator), None)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Layout":
        """From JSON as `kept()` writes it; numbers are kept as text so that none is rounded."""
        return cls(
            tuple(SectionSpec(**row) for row in kept.get("sections", ())),
            tuple(_figure(row) for row in kept.get("figures", ())),
            tuple(kept.get("annexes", ())),
            tuple(kept.get("unit_types", ())),
            tuple(kept.get("period_kinds", ())),
        )

    def kept(self) -> dict[str, Any]:
        """JSON: {"sections": [...], "figures": [...], "annexes": [...], "unit_types": [...], "period_kinds": [...]}."""
        return {
            "sections": [asdict(section) for section in self.sections],
            "figures": [_written(spec) for spec in self.figures],
            "annexes": list(self.annexes),
            "unit_types": list(self.unit_types),
            "period_kinds": list(self.period_kinds),
        }


def _figure(row: Mapping[str, Any]) -> FigureSpec:
    limits = {
        name: Decimal(row[name]) if row.get(name) not in (None, "") else None
        for name in ("minimum", "maximum")
    }
    return FigureSpec(row["indicator"], bool(row.get("is_required")), **limits, jump=row.get("jump"))


def _written(spec: FigureSpec) -> dict[str, Any]:
    row = asdict(spec)
    return row | {name: None if row[name] is None else str(row[name]) for name in ("minimum", "maximum")}
