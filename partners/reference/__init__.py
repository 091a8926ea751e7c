"""The partners that the portal ships with: real organisations, from public sources."""

import csv
from pathlib import Path

from django.db import transaction

from portal.countries import ASEAN

from ..models import NameKind, Partner, PartnerType, RelationshipState
from ..services import read_affiliations, respell_names, save_partner
from .letters import load_occasions, load_templates
from .names import FURTHER, OWN_SCRIPT

DATA = Path(__file__).parents[1] / "data" / "partners.csv"
# ILO, ATUC and the like stand under no country (domain.md 9.10), wherever their seat or office is.
INTERNATIONAL = {
    PartnerType.UN_IGO,
    PartnerType.GLOBAL_UNION_FEDERATION,
    PartnerType.GLOBAL_UNION_REGIONAL,
    PartnerType.REGIONAL_UNION_ORG,
    PartnerType.INTERNATIONAL_UNION_ORG,
    PartnerType.WFTU_TUI,
}

# One spelling of foreign names (domain.md 9.10): as countries are printed, not as they were once transcribed.
SPELLINGS = {
    "A-giéc-bai-gian": "Azerbaijan", "Ai-len": "Ireland", "An-giê-ri": "Algeria", "Bra-xin": "Brazil",
    "Bun-ga-ri": "Bulgaria", "Bê-la-rút": "Belarus", "Bô-li-vi-a": "Bolivia", "Bô-li-va": "Bolivar", "Ca-na-đa": "Canada",
    "Chi-lê": "Chile", "Hung-ga-ri": "Hungary", "I-ta-li-a": "Italia", "Ka-dắc-xtan": "Kazakhstan",
    "Kê-ni-a": "Kenya", "Li-băng": "Liban", "Lê-nin-grát": "Leningrad", "Mê-hi-cô": "Mexico",
    "Mô-dăm-bích": "Mozambique", "Mô-ra-vi-a": "Moravia", "Ni-ca-ra-goa": "Nicaragua", "Pê-ru": "Peru",
    "Pê-téc-bua": "Petersburg", "Ru-ma-ni": "Romania", "U-crai-na": "Ukraina", "U-ru-goay": "Uruguay",
    "Vê-nê-xu-ê-la": "Venezuela", "Xi-ri": "Syria", "Xlô-va-ki-a": "Slovakia", "Xéc-bi-a": "Serbia",
}  # fmt: skip


def load() -> dict[str, int]:
    """Partners, their days to remember, the wordings of letters; how many of each were added."""
    return {"Partner": load_partners(), "Occasion": load_occasions(), "MessageTemplate": load_templates()}


@transaction.atomic
def load_partners() -> int:
    """Add the partners that are not there yet (known by their key in the file). Returns how many were added.

    What the file says they belong to is kept as written, and linked to the partners of that acronym.
    """
    known = set(Partner.objects.exclude(source_key="").values_list("source_key", flat=True))
    new = [row for row in rows() if source_key(row) not in known]
    for row in new:
        partner = _partner(row)
        save_partner(partner, by=None, names=_names(row, partner))
    respell_names()
    read_affiliations()
    return len(new)


def _partner(row: dict) -> Partner:
    is_friend = row["priority_group"] in ("traditional_friend", "neighbour")
    is_of_asean = row["priority_group"] == "neighbour" and row["country"] in ASEAN
    return Partner(
        source_key=source_key(row),
        name_vi=spelled(row["name_vi"] or row["name_en"]),
        name_en=row["name_en"],
        name_own=OWN_SCRIPT.get((row["acronym"], row["country"]), ""),
        acronym=row["acronym"],
        partner_type=row["type"],
        country="" if row["type"] in INTERNATIONAL else row["country"],
        affiliation=row["international_affiliation"].replace(";", ", "),
        priority_group=row["priority_group"] or "other",
        group_tags=["asean"] if is_of_asean else [],
        relationship_state=RelationshipState.TRADITIONAL if is_friend else RelationshipState.ACTIVE,
        notes=row["notes"],
    )


def rows() -> list[dict]:
    """The rows of the file, by its column heads."""
    return list(csv.DictReader(DATA.read_text(encoding="utf-8-sig").splitlines()))


def _names(row: dict, partner: Partner) -> list[tuple[str, str]]:
    """Further names: the one that the file writes where today's spelling differs, and those of public record."""
    written = [(NameKind.ALIAS.value, row["name_vi"])] if partner.name_vi != row["name_vi"] else []
    return [*written, *FURTHER.get((row["acronym"], row["country"]), [])]


def source_key(row: dict) -> str:
    """What makes a row of the file the same partner again: country and English name."""
    return f"{row['country']}:{row['name_en']}"[:60]


def spelled(name: str) -> str:
    """The name in today's spelling; the transcribed one stays an alias, so that old papers still match."""
    for old, new in SPELLINGS.items():
        name = name.replace(old, new)
    return name
