"""The indicators of results that a new portal starts with; an administrator's edits stay."""

import csv
from pathlib import Path

from django.db import transaction

from portal.records.services import save_record

from ..models import Indicator

DATA = Path(__file__).parents[1] / "data" / "indicators.csv"


@transaction.atomic
def load_indicators() -> int:
    """Adds the indicators whose code was never there; what was changed or set aside stays so. Returns how many."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = set(Indicator.pgh_event_model.objects.values_list("code", flat=True))
    known |= set(Indicator.objects.values_list("code", flat=True))
    fresh = [(place, row) for place, row in enumerate(rows, start=1) if row["code"] not in known]
    for place, row in fresh:
        save_record(Indicator(**{**row, "by_sex": row["by_sex"] == "yes", "position": place}), by=None)
    return len(fresh)
