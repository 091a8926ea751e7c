"""Keeping partners: their fields and their names saved together."""

from collections.abc import Iterable

from django.db import transaction

from portal.records.services import save_record
from portal.text import fold, normalise

from ..models import NameKind, Partner, PartnerName

#: The names that are fields of the partner itself, by kind.
OWN_NAMES = {
    NameKind.VIETNAMESE: "name_vi",
    NameKind.ENGLISH: "name_en",
    NameKind.OWN_SCRIPT: "name_own",
    NameKind.ACRONYM: "acronym",
}
FURTHER_KINDS = (NameKind.ALIAS, NameKind.FORMER, NameKind.TRANSLITERATED)

Spelling = tuple[str, str]  # kind, name


@transaction.atomic
def save_partner(
    partner: Partner,
    *,
    by,
    revision: int | None = None,
    aliases: list[str] | None = None,
    names: Iterable[Spelling] | None = None,
) -> Partner:
    """Create or change a partner and the names it is found by.

    `names` are all names beside the partner's own fields, as (kind, name). `aliases` are the further spellings
    alone, without their kinds; names of the other kinds then stay. Neither given: all stay.
    Raises what `save_record` raises.
    """
    further = further_names(partner) if partner.pk else set()
    save_record(partner, by=by, revision=revision)
    if names is not None:
        further = {(str(kind), name) for kind, name in names}
    elif aliases is not None:
        known = {name: kind for kind, name in further if kind in FURTHER_KINDS}
        further = {row for row in further if row[0] not in FURTHER_KINDS}
        further |= {(known.get(alias, NameKind.ALIAS.value), alias) for alias in aliases}
    _write_names(partner, own_names(partner) | further)
    partner.derive()
    Partner.objects.filter(pk=partner.pk).update(search_text=partner.search_text)
    return partner


def own_names(partner: Partner) -> set[Spelling]:
    """The names that are fields of the partner, as rows."""
    return {
        (kind.value, getattr(partner, field)) for kind, field in OWN_NAMES.items() if getattr(partner, field)
    }


def further_names(partner: Partner) -> set[Spelling]:
    """The names of a stored partner beyond those that were its own fields until now."""
    stored = Partner.objects.get(pk=partner.pk)
    own = {(kind, fold(name)) for kind, name in own_names(stored)}
    return {(row.kind, row.name) for row in partner.names.all() if (row.kind, row.folded) not in own}


def _write_names(partner: Partner, wanted: set[Spelling]) -> None:
    """Add, correct and remove rows so that exactly the wanted names remain, each folded name once a kind."""
    own = {name for _kind, name in own_names(partner)}
    rows: dict[Spelling, PartnerName] = {}
    for kind, name in sorted(wanted, key=lambda row: (row[1] not in own, row)):
        if normalise(name):
            row = PartnerName(partner=partner, kind=kind, name=normalise(name)).spell()
            rows.setdefault((kind, row.folded), row)
    for row in partner.names.all():
        new = rows.pop((row.kind, row.folded), None)
        if new is None:
            row.delete()
        elif new.name != row.name:
            row.name = new.name
            row.spell().save()
    PartnerName.objects.bulk_create(rows.values())
    getattr(partner, "_prefetched_objects_cache", {}).pop("names", None)


def respell_names() -> int:
    """Set the stored forms of all names anew where the words they leave out have changed. Returns how many differed."""
    stale = []
    for row in PartnerName.objects.iterator():
        before = (row.folded, row.lowered, row.core, row.initials)
        row.spell()
        if (row.folded, row.lowered, row.core, row.initials) != before:
            stale.append(row)
    PartnerName.objects.bulk_update(stale, ["folded", "lowered", "core", "initials"], batch_size=500)
    return len(stale)


def add_alias(partner: Partner, alias: str, *, by) -> None:
    """Remember another spelling of a partner's name, found while matching imported rows."""
    save_partner(partner, by=by, names=[*further_names(partner), (NameKind.ALIAS, alias)])
