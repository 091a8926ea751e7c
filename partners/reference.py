"""The partners that the portal ships with: real organisations, from public sources."""

import csv
from pathlib import Path

from django.db import transaction

from .models import Partner, RelationshipState
from .services import save_partner

DATA = Path(__file__).parent / "data" / "partners.csv"


@transaction.atomic
def load() -> int:
    """Add the partners that are not there yet (known by their key in the file). Returns how many were added."""
    known = set(Partner.objects.exclude(source_key="").values_list("source_key", flat=True))
    added = 0
    for row in csv.DictReader(DATA.open(encoding="utf-8-sig")):
        key = source_key(row)
        if key in known:
            continue
        is_friend = row["priority_group"] in ("traditional_friend", "neighbour")
        partner = Partner(
            source_key=key,
            name_vi=row["name_vi"] or row["name_en"],
            name_en=row["name_en"],
            acronym=row["acronym"],
            partner_type=row["type"],
            country=row["country"],
            affiliation=row["international_affiliation"].replace(";", ", "),
            priority_group=row["priority_group"] or "other",
            relationship_state=RelationshipState.TRADITIONAL if is_friend else RelationshipState.ACTIVE,
            notes=row["notes"],
        )
        save_partner(partner, by=None)
        added += 1
    return added


def source_key(row: dict) -> str:
    """What makes a row of the file the same partner again: country and English name."""
    return f"{row['country']}:{row['name_en']}"[:60]
