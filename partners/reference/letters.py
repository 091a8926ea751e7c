"""Days to remember and wordings of letters that the portal ships with; what people changed since stays."""

import csv
import tomllib
from pathlib import Path

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.models import Kept

from ..models import MessageTemplate, Occasion, Partner

DATA = Path(__file__).parents[1] / "data"
KEY = "reference:"


@transaction.atomic
def load_occasions() -> int:
    """Add the days of data/occasions.csv that are not there yet; those of a partner that is not are left out."""
    known = set(Occasion.objects.filter(source_key__startswith=KEY).values_list("source_key", flat=True))
    partners = {partner.name_en: partner for partner in Partner.objects.live().exclude(name_en="")}
    fresh = []
    for row in csv.DictReader((DATA / "occasions.csv").read_text(encoding="utf-8-sig").splitlines()):
        partner = partners.get(row["partner_en"])
        if f"{KEY}{row['key']}" in known or (row["partner_en"] and partner is None):
            continue
        fresh.append(_occasion(row, partner))
    return _keep(fresh, "Dịp của đối tác và của các nước")


def _keep(rows: list[Kept], what: str) -> int:
    """Checked as a form would, saved together, one line in the trail; how many."""
    for row in rows:
        row.derive()
        row.clean_fields()
        row.clean()
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
        write_trail(Verb.IMPORTED, what, by=None, details={"rows": len(rows)})
    return len(rows)


def _occasion(row: dict, partner: Partner | None) -> Occasion:
    certainty = f"Độ chắc chắn: {row['certainty']}"
    return Occasion(
        source_key=f"{KEY}{row['key']}", partner=partner, country="" if partner else row["country"],
        kind=row["kind"], title=row["title"], calendar=row["calendar"], day=int(row["day"]), month=int(row["month"]),
        year=int(row["year"]) if row["year"] else None,
        notes="; ".join(filter(None, [row["note"], certainty])),
    )  # fmt: skip


@transaction.atomic
def load_templates() -> int:
    """Add the wordings of data/letters.toml that were never there: one that was archived stays archived."""
    ever = set(MessageTemplate.objects.values_list("kind", "occasion_kind", "language"))
    fresh = [
        MessageTemplate(
            kind=row["kind"], occasion_kind=row["occasion"], language=row["language"], subject=row["subject"],
            body=row["body"].strip(),
        )
        for row in templates()
        if (row["kind"], row["occasion"], row["language"]) not in ever
    ]  # fmt: skip
    return _keep(fresh, "Mẫu thư")


def templates() -> list[dict]:
    return tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))["template"]
