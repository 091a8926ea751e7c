"""What a trip, a visit or a conference costs: estimate against actual, by kind and by source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from ..models import BudgetKind, BudgetLine, Delegation, DossierState, Event, FundingSource


@dataclass(frozen=True)
class Sum:
    """Whole đồng of some lines. `actual` is None while nobody has entered what any of them cost."""

    label: str
    estimate: int
    actual: int | None
    lines: int
    stated: int

    @property
    def difference(self) -> int | None:
        """Spent more (above 0) or less than estimated; None until every line has its actual cost."""
        if self.actual is None or self.stated < self.lines:
            return None
        return self.actual - self.estimate

    @classmethod
    def of(cls, label: str, lines: Sequence[BudgetLine]) -> "Sum":
        spent = [line.actual_vnd for line in lines if line.actual_vnd is not None]
        estimate = sum(line.estimate_vnd for line in lines)
        return cls(label, estimate, sum(spent) if spent else None, len(lines), len(spent))


@dataclass(frozen=True)
class Totals:
    whole: Sum
    by_kind: list[Sum]
    by_source: list[Sum]


def totals(lines: Iterable[BudgetLine]) -> Totals:
    """Sums in the order of the choices; kinds and sources without a line are left out."""
    rows = list(lines)
    return Totals(
        Sum.of("", rows),
        _grouped(rows, "kind", BudgetKind.choices),
        _grouped(rows, "funding_source", FundingSource.choices),
    )


def _grouped(rows: list[BudgetLine], name: str, choices) -> list[Sum]:
    found: dict[str, list[BudgetLine]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return [Sum.of(str(label), found[value]) for value, label in choices if value in found]


def cost_of(lines: Iterable[BudgetLine]) -> int | None:
    """The cost as far as it is known: of each line the actual, else the estimate; None without lines."""
    known = [line.estimate_vnd if line.actual_vnd is None else line.actual_vnd for line in lines]
    return sum(known) if known else None


def source_of(lines: Iterable[BudgetLine]) -> str:
    """The one source of all lines, "mixed" for several, "" without lines."""
    sources = {line.funding_source for line in lines}
    return FundingSource.MIXED if len(sources) > 1 else next(iter(sources), "")


class Openness(Enum):
    """What may still be changed of a budget: all, only what was spent, or nothing."""

    OPEN = "open"
    ACTUALS = "actuals"
    LOCKED = "locked"


_OPENNESS: dict[str, Openness] = {
    DossierState.IN_APPROVAL: Openness.LOCKED,
    DossierState.APPROVED: Openness.ACTUALS,
    DossierState.CANCELLED: Openness.ACTUALS,
    DossierState.REFUSED: Openness.LOCKED,
    DossierState.CLOSED: Openness.LOCKED,
}


def openness(record: Delegation | Event) -> Openness:
    """Leaders agreed to a sum: from submission on the estimate stands, after approval only the actual is entered."""
    return _OPENNESS.get(record.dossier_state, Openness.OPEN)
