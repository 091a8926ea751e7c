"""To which organisations a partner belongs: set together, never in a circle, read from what a source wrote."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.exchange.units import pieces
from portal.text import PartialDate, fold

from ..models import Affiliation, AffiliationKind, NameKind, Partner, PartnerName, PartnerType

Years = tuple[str, str]  # first and last day as ISO texts; open ends are "" and "9999-12-31"
Above = dict[int, list[Affiliation]]
ALWAYS: Years = ("", "9999-12-31")
KINDS: dict[str, AffiliationKind] = {
    PartnerType.LOCAL_UNION: AffiliationKind.LOCAL_UNION_OF,
    PartnerType.GLOBAL_UNION_REGIONAL: AffiliationKind.ARM_OF,
    PartnerType.WFTU_TUI: AffiliationKind.ARM_OF,
}


@transaction.atomic
def save_affiliations(partner: Partner, rows: Iterable[Affiliation], *, by) -> list[Affiliation]:
    """Make the affiliations of a partner exactly these. Needs PARTNER_EDIT.

    Raises ValidationError for one that ends before it begins, one given twice, and one that closes a circle:
    the sentence then names the way round.
    """
    if by is not None:
        require(by, Permission.PARTNER_EDIT)
    kept = list(rows)
    seen: set[tuple] = set()
    for row in kept:
        row.partner = partner
        row.full_clean(validate_constraints=row.parent_id != partner.pk)
        _refuse_twice(row, seen)
    partner.affiliations.exclude(pk__in=[row.pk for row in kept if row.pk]).delete()
    for row in kept:
        refuse_circle(row)
        row.save()
    write_trail(Verb.UPDATED, partner, by=by, details={"affiliations": [str(row) for row in kept]})
    return kept


def _refuse_twice(row: Affiliation, seen: set[tuple]) -> None:
    key = (row.kind, row.parent_id, str(row.since or ""))
    if key in seen:
        raise ValidationError(
            _("Affiliation: found “%(found)s” twice, expected each once.") % {"found": str(row)}
        )
    seen.add(key)


def refuse_circle(row: Affiliation) -> None:
    """Raise ValidationError where, at one and the same time, the parent belongs to the partner by some way.

    Until the transaction ends nobody else is asked: two halves of a circle cannot be entered at once.
    """
    _let_nobody_else_enter()
    _refuse_way(row, {} if row.parent_id == row.partner_id else _all_above(row.pk))


def _let_nobody_else_enter() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [Affiliation._meta.db_table])


def _refuse_way(row: Affiliation, above: Above) -> None:
    """`above` are the affiliations known so far, by the partner that belongs."""
    way = [row.partner] if row.parent_id == row.partner_id else _way_up(row, above)
    if way:
        names = " → ".join(str(one) for one in [row.partner, *way])
        raise ValidationError(
            _("Organisation it belongs to: found %(found)s, which leads round in a circle (%(way)s), expected one "
              "that does not belong to this partner.") % {"found": str(row.parent), "way": names}
        )  # fmt: skip


def _all_above(but: int | None = None) -> Above:
    """Every affiliation except the one with that key; one query."""
    above: Above = defaultdict(list)
    rows = Affiliation.objects.all() if but is None else Affiliation.objects.exclude(pk=but)
    for other in rows.select_related("partner", "parent"):
        above[other.partner_id].append(other)
    return above


def _way_up(row: Affiliation, above: Above) -> list[Partner]:
    """The partners from the parent of `row` up to its partner, if there is such a way."""
    if not any(row.partner_id == other.parent_id for rows in above.values() for other in rows):
        return []  # nobody belongs to this partner
    return _search(above, row.parent, row.partner_id, _years(row), frozenset())


def _search(above: Above, at: Partner, goal: int, years: Years, seen: frozenset) -> list[Partner]:
    for row in above.get(at.pk, ()):
        common = _common(years, _years(row))
        if common is None or row.parent_id in seen:
            continue
        if row.parent_id == goal:
            return [at, row.parent]
        if further := _search(above, row.parent, goal, common, seen | {row.parent_id}):
            return [at, *further]
    return []


def _years(row: Affiliation) -> Years:
    first: PartialDate | None = row.since
    last: PartialDate | None = row.until
    return (
        first.earliest.isoformat() if first else ALWAYS[0],
        last.latest.isoformat() if last else ALWAYS[1],
    )


def _common(one: Years, other: Years) -> Years | None:
    """The time that both have in common; one that ends in the year in which the other begins does not overlap."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first < last else None


@transaction.atomic
def read_affiliations(partners: Iterable[Partner] | None = None) -> int:
    """Link partners to the bodies that their source names ("WFTU, ATUC"); what is written stays as it is.

    Acronyms of bodies that stand under no country, then of the partner's own country; those nobody knows and
    those that are linked already are passed over. Returns how many links were added.
    """
    rows = Partner.objects.live().exclude(affiliation="") if partners is None else partners
    bodies = _bodies()
    known = set(Affiliation.objects.values_list("partner_id", "parent_id"))
    added = []
    for partner in rows:
        kind = KINDS.get(partner.partner_type, AffiliationKind.MEMBER_OF)
        for name in pieces(partner.affiliation.replace(",", ";")):
            parent = bodies.get((fold(name), "")) or bodies.get((fold(name), partner.country))
            if parent and parent != partner.pk and (partner.pk, parent) not in known:
                known.add((partner.pk, parent))
                added.append(Affiliation(partner=partner, parent_id=parent, kind=kind))
    _save_without_circle(added)
    return len(added)


def _save_without_circle(added: list[Affiliation]) -> None:
    """Each is looked at as `refuse_circle` does, after those before it; all are saved at once."""
    _let_nobody_else_enter()
    above = _all_above()
    for row in added:
        _refuse_way(row, above)
        above[row.partner_id].append(row)
    Affiliation.objects.bulk_create(added)


def _bodies() -> dict[tuple[str, str], int]:
    """(folded acronym, country) → the one living partner of it; acronyms that two share are left out."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    names = PartnerName.objects.filter(kind=NameKind.ACRONYM, partner__archived_at=None)
    for folded, country, pk in names.values_list("folded", "partner__country", "partner_id"):
        found[folded, country].add(pk)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
