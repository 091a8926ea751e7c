"""The parts of dossiers that a new portal starts with; an administrator's edits stay."""

import csv
from pathlib import Path

from django.db import transaction

from ..models import Requirement

DATA = Path(__file__).parents[1] / "data" / "requirements.csv"


@transaction.atomic
def load_requirements() -> int:
    """Adds the parts that were never there; what was changed or set aside is left as it is. Returns how many."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = set(Requirement.objects.values_list("kind", "code"))
    fresh = []
    for position, row in enumerate(rows, start=1):
        if (row["kind"], row["code"]) in known:
            continue
        part = Requirement(**{**row, "is_blocking": row["is_blocking"] == "yes", "position": position})
        part.derive()
        part.full_clean(validate_constraints=False)  # the insert keeps them without asking row by row
        fresh.append(part)
    Requirement.objects.bulk_create(fresh)
    return len(fresh)
