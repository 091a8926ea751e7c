"""The stages and parts of procedures and of grants that a new portal starts with; an administrator's edits stay."""

import csv
from pathlib import Path

from django.db import models, transaction

from ..models import GrantPart, ProcedurePart, ProcedureStage

DATA = Path(__file__).parents[1] / "data"
STAGES, PARTS, GRANT_PARTS = "procedure_stages.csv", "procedure_parts.csv", "grant_parts.csv"
STAGE_KEY = ("code", "level", "purpose", "kind", "is_short", "only_sensitive")
PART_KEY = ("stage", "code", "level", "purpose")
GRANT_KEY = ("step", "code", "direction", "kind", "only_projects")
TICKS = ("is_short", "only_sensitive", "is_blocking", "only_projects")


def load_stages() -> int:
    """Adds the stages that were never there, known by what they apply to. Returns how many."""
    return _load(ProcedureStage, STAGES, STAGE_KEY)


def load_parts() -> int:
    """Adds the parts that were never there. Returns how many."""
    return _load(ProcedurePart, PARTS, PART_KEY)


def load_grant_parts() -> int:
    """Adds the parts of grants that were never there. Returns how many."""
    return _load(GrantPart, GRANT_PARTS, GRANT_KEY)


@transaction.atomic
def _load(model: type[models.Model], name: str, key: tuple[str, ...]) -> int:
    """A row that was ever there, under its first key, is left as it is now: changed or set aside."""
    ever = set(model.pgh_event_model.objects.values_list(*key)) | set(model.objects.values_list(*key))
    fresh = [row for row in _rows(model, name) if tuple(getattr(row, part) for part in key) not in ever]
    model.objects.bulk_create(fresh)
    return len(fresh)


def _rows(model: type[models.Model], name: str) -> list:
    found = []
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            ticks = {tick: row[tick] == "yes" for tick in TICKS if tick in row}
            made = model(**{**row, **ticks, "position": int(row["position"])})
            made.derive()
            made.full_clean(validate_unique=False, validate_constraints=False)
            found.append(made)
    return found
