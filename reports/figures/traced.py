"""What stands behind one figure of a consolidated report, read from what was kept with it: never from live registers.

`records_behind` is asked once, when the report is assembled; `trace` reads the kept content and the sent versions, so
that a figure leads to the same list for good, whatever becomes of the records.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from reports.models import SubmittedVersion

from .questions import Question
from .sources import ACTIVITIES, AGREEMENTS, DELEGATIONS, EVENTS, RESOURCES, SOURCES
from .window import Window

CENTRAL_LABEL = "Cơ quan Tổng Liên đoàn"
#: the day by which a record is known, by the first of these that it has
DAYS = ("starts_on", "signed_on", "received_on", "decided_on")
#: the annexes in which the records of a register stand by their names
ANNEXES = {
    DELEGATIONS: ("II", "III"),
    EVENTS: ("V",),
    AGREEMENTS: ("IV",),
    RESOURCES: ("VI",),
    ACTIVITIES: ("VII",),
}


@dataclass(frozen=True)
class KeptRecord:
    """`adds` is what the record adds to the figure, None where it does not state it; `told_by` who reported it."""

    key: str
    title: str
    unit: str
    days: str
    adds: int | None
    told_by: tuple[str, ...]


@dataclass(frozen=True)
class KeptReport:
    """What one unit's sent version says of the figure; `version` is None for the Confederation's own registers."""

    unit: str
    value: int | float | None
    proposed: int | float | None
    condition: str
    reason: str
    records: Mapping[str, int | None]
    version: SubmittedVersion | None = None

    @property
    def corrected(self) -> int | float:
        """What the unit added to its register, or took away."""
        return (self.value or 0) - (self.proposed or 0)


@dataclass(frozen=True)
class Trace:
    """The figure's row, who told it, and the records. Where each record counts once, these make up its value."""

    row: Mapping
    reports: Sequence[KeptReport]
    records: Sequence[KeptRecord] = field(default_factory=tuple)

    @property
    def counted(self) -> int:
        return sum(record.adds or 0 for record in self.records)

    @property
    def corrected(self) -> int | float:
        return sum(report.corrected for report in self.reports)

    @property
    def adds_up(self) -> bool:
        """Whether the records with the corrections are the value; an average, say, is made otherwise."""
        return self.counted + self.corrected == self.row["value"]


def records_behind(
    questions: Mapping[str, Question], figures: Sequence[Mapping], versions: Iterable
) -> dict[str, dict[str, list[str]]]:
    """Register → record → [title, unit, days], as each is called on the day of assembling; set-aside records too."""
    wanted: dict[str, set[str]] = {}
    told = [row for version in versions for row in version.content["figures"]]
    for row in [*({"code": one["code"], "records": one["central"]} for one in figures), *told]:
        question = questions.get(row["code"])
        if question is not None and question.source is not None and row["records"]:
            wanted.setdefault(question.register, set()).update(row["records"])
    return {register: _called(model_of(register), keys) for register, keys in wanted.items()}


def _called(model: type[Model] | None, keys: set[str]) -> dict[str, list[str]]:
    if model is None:
        return {}
    rows = model._base_manager.filter(pk__in=[int(key) for key in keys]).select_related("unit").order_by("pk")
    return {str(row.pk): [str(row), row.unit.short_name, _days(row)] for row in rows}


def _days(record) -> str:
    days = (getattr(record, name, None) for name in DAYS)
    return next((day.display() if hasattr(day, "display") else f"{day:%d/%m/%Y}" for day in days if day), "")


def model_of(register: str) -> type[Model] | None:
    """The kind of record that a register keeps."""
    source = next((one for one in SOURCES.values() if one.register == register), None)
    return source.records(Window(dt.date.min, dt.date.min)).model if source else None


def trace(content: Mapping, versions: Sequence[SubmittedVersion], indicator: str) -> Trace:
    """What is behind `indicator`, from the kept content and the versions it was made from. KeyError for no such figure."""
    row = next((one for one in content["figures"] if one["code"] == indicator), None)
    if row is None:
        raise KeyError(indicator)
    reports = [_central(row), *(_report(version, indicator) for version in versions)]
    reports = [report for report in reports if report is not None]
    return Trace(row, reports, _records(reports, content.get("records", {}).get(row.get("register", ""), {})))


def _central(row: Mapping) -> KeptReport | None:
    """None in what was assembled before the Confederation's own records were kept."""
    if "central" not in row:
        return None
    own = row["by_unit"][0][1]
    return KeptReport(CENTRAL_LABEL, own, own, "", "", row["central"])


def _report(version: SubmittedVersion, indicator: str) -> KeptReport | None:
    row = next((one for one in version.content["figures"] if one["code"] == indicator), None)
    if row is None:
        return None
    unit = version.content["unit"]["short_name"]
    return KeptReport(
        unit, row["value"], row["proposed"], row.get("condition", ""), row.get("reason", ""), row["records"], version
    )  # fmt: skip


def _records(reports: Iterable[KeptReport], names: Mapping[str, Sequence[str]]) -> list[KeptRecord]:
    """Each record once, with all who told it; in the order of their names."""
    adds: dict[str, int | None] = {}
    told: dict[str, list[str]] = {}
    for report in reports:
        for key, number in report.records.items():
            adds[key] = number
            told.setdefault(key, []).append(report.unit)
    found = [
        KeptRecord(key, *(names.get(key) or (f"#{key}", "", "")), adds=adds[key], told_by=tuple(told[key]))
        for key in adds
    ]
    return sorted(found, key=lambda record: (record.unit, record.title, int(record.key)))


def version_figure(
    version: SubmittedVersion, indicator: str, register: str
) -> tuple[Mapping, list[KeptRecord]]:
    """One figure of one sent version and its records, called as its annexes call them (no title where none does).

    KeyError for no such figure.
    """
    row = next((one for one in version.content["figures"] if one["code"] == indicator), None)
    if row is None:
        raise KeyError(indicator)
    unit, kept = version.content["unit"]["short_name"], version.content.get("annexes", {})
    lines = [line for annex in ANNEXES.get(register, ()) for line in kept.get(annex, [])]
    names = {str(line["record"]): str(line["cells"][0]) for line in lines}
    found = [
        KeptRecord(key, names.get(key, ""), unit, "", adds, (unit,)) for key, adds in row["records"].items()
    ]
    return row, found
