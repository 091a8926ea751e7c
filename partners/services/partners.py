"""Keeping partners: their fields and their names saved together."""

from django.db import transaction

from portal.records.services import save_record

from ..models import NameKind, Partner, PartnerName


@transaction.atomic
def save_partner(
    partner: Partner, *, by, revision: int | None = None, aliases: list[str] | None = None
) -> Partner:
    """Create or change a partner and the names it is found by.

    `aliases` are further spellings (None leaves them as they are). Raises what `save_record` raises.
    """
    save_record(partner, by=by, revision=revision)
    wanted: set[tuple[str, str]] = {
        (NameKind.VIETNAMESE, partner.name_vi),
        (NameKind.ENGLISH, partner.name_en),
        (NameKind.OWN_SCRIPT, partner.name_own),
        (NameKind.ACRONYM, partner.acronym),
    }
    kept = partner.names.filter(kind__in=[NameKind.ALIAS, NameKind.FORMER, NameKind.TRANSLITERATED])
    if aliases is None:
        wanted |= {(row.kind, row.name) for row in kept}
    else:
        known = {row.name: row.kind for row in kept}
        wanted |= {(known.get(alias, NameKind.ALIAS), alias) for alias in aliases}
    _write_names(partner, {(str(kind), name) for kind, name in wanted if name})
    partner.derive()
    Partner.objects.filter(pk=partner.pk).update(search_text=partner.search_text)
    return partner


def _write_names(partner: Partner, wanted: set[tuple[str, str]]) -> None:
    """Add and remove rows so that exactly the wanted names remain."""
    rows: dict[tuple[str, str], PartnerName] = {}
    for kind, name in sorted(wanted):
        row = PartnerName(partner=partner, kind=kind, name=name).spell()
        rows.setdefault((kind, row.folded), row)
    existing = {(row.kind, row.folded): row for row in partner.names.all()}
    for key, row in existing.items():
        if key not in rows:
            row.delete()
    PartnerName.objects.bulk_create([row for key, row in rows.items() if key not in existing])


def add_alias(partner: Partner, alias: str, *, by) -> None:
    """Remember another spelling of a partner's name, found while matching imported rows."""
    aliases = [
        row.name for row in partner.names.exclude(kind__in=["vietnamese", "english", "own_script", "acronym"])
    ]
    save_partner(partner, by=by, aliases=[*aliases, alias])
