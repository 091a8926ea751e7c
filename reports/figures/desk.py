"""What lies beside the editor's text of one section: units' words and whether they stand in it, who is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.models import Consolidation, Passage, SubmittedVersion

#: the conditions of `coverage` in which nothing of a unit is in the report
SILENT = ("missing", "returned", "waiting")


@dataclass(frozen=True)
class Source:
    """One unit's words; `is_there` whole as the unit wrote them, `was_taken` and since changed by the editor."""

    version: SubmittedVersion
    unit: str
    text: str
    is_there: bool
    was_taken: bool


def sources_of(draft: Consolidation, section: str, versions: Mapping[int, SubmittedVersion]) -> list[Source]:
    """The words that the received reports have for the section, in the order of units."""
    taken = set(
        Passage.objects.filter(consolidation=draft, section=section).values_list("version_id", flat=True)
    )
    own = draft.sections.get(section, "")
    return [
        Source(versions[row["version"]], row["unit"], row["text"], _flat(row["text"]) in _flat(own), row["version"] in taken)
        for row in draft.content.get("texts", {}).get(section, [])
        if row["version"] in versions
    ]  # fmt: skip


def versions_of(draft: Consolidation) -> dict[int, SubmittedVersion]:
    """The versions that the report was made from, in one query."""
    rows = SubmittedVersion.objects.filter(pk__in=draft.content.get("versions", []))
    return {row.pk: row for row in rows.defer("content").select_related("report__unit", "report__cycle")}


def origins(paper: Consolidation) -> dict[str, list[Passage]]:
    """Section → the units' words taken into it, for the reader of the paper."""
    rows = Passage.objects.filter(consolidation=paper).select_related(
        "version__report__unit", "version__report__cycle"
    )
    found: dict[str, list[Passage]] = {}
    for row in rows.order_by("version__report__unit__sort_key", "pk").defer("version__content"):
        found.setdefault(row.section, []).append(row)
    return found


def silent(coverage: Mapping) -> Sequence[str]:
    """Units of which nothing stands in the report: not sent, returned, not yet received."""
    return [unit for key in SILENT for unit in coverage.get(key, [])]


def _flat(text: str) -> str:
    return " ".join(text.split())
