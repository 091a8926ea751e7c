"""Which stages a procedure has: the rows of the table that fit its level, purpose, kind and track."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Procedure, ProcedurePart, ProcedureStage, StageCode

ORDER = [stage.value for stage in StageCode]
#: Stages in which others are asked for their opinion.
ASKING = (StageCode.CONSULT, StageCode.MANAGING_BODY)


@dataclass(frozen=True)
class Stage:
    """One stage: the closest row, and who is asked; a narrower row that names nobody asks whom the wider one names."""

    row: ProcedureStage
    bodies: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.row.code


def stages_for(procedure: Procedure) -> list[Stage]:
    """The stages of the procedure in their order. One query."""
    return among(ProcedureStage.objects.live(), procedure)


def among(rows: Iterable[ProcedureStage], procedure: Procedure) -> list[Stage]:
    """Those of the rows that apply: of each stage the closest; what only touches security comes beside the others."""
    fitting: dict[tuple[str, bool], list[ProcedureStage]] = {}
    for row in rows:
        if _fits(row, procedure):
            fitting.setdefault((row.code, row.only_sensitive), []).append(row)
    found = [_stage(sorted(same, key=_closeness, reverse=True)) for same in fitting.values()]
    return sorted(found, key=lambda stage: (ORDER.index(stage.code), stage.row.only_sensitive))


def _stage(closest_first: list[ProcedureStage]) -> Stage:
    asked = next((row.asked for row in closest_first if row.asked.strip()), "")
    return Stage(closest_first[0], tuple(body.strip() for body in asked.split(";") if body.strip()))


def _fits(row: ProcedureStage, procedure: Procedure) -> bool:
    agreement = procedure.agreement
    return (
        row.level in ("", agreement.level)
        and row.purpose in ("", procedure.purpose)
        and row.kind in ("", agreement.kind)
        and (procedure.is_short or not row.is_short)
        and (procedure.is_sensitive or not row.only_sensitive)
    )


def _closeness(row: ProcedureStage) -> tuple:
    """The short track before the level, the level before purpose and kind; of two alike the earlier in the table."""
    return row.is_short, bool(row.level), bool(row.purpose), bool(row.kind), -row.position


def parts_among(rows: Iterable[ProcedurePart], procedure: Procedure) -> list[ProcedurePart]:
    """The parts that the dossier needs: of each code of a stage the closest row."""
    closest: dict[tuple[str, str], ProcedurePart] = {}
    for row in rows:
        if row.level not in ("", procedure.agreement.level) or row.purpose not in ("", procedure.purpose):
            continue
        held = closest.get((row.stage, row.code))
        if held is None or _part_closeness(row) > _part_closeness(held):
            closest[row.stage, row.code] = row
    return sorted(closest.values(), key=lambda row: (ORDER.index(row.stage), row.position, row.pk))


def _part_closeness(row: ProcedurePart) -> tuple[bool, bool]:
    return bool(row.level), bool(row.purpose)
