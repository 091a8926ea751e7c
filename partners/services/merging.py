"""Two rows that are one partner become one: everything moves, nothing of the past is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.access.services import move_shares
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.models import Document
from portal.records.models import Kept
from portal.text import fold

from ..models import NameKind, Partner
from ..models.movable import Movable, Relation, relations
from . import moving  # noqa: F401 - what this app declares as movable
from .affiliations import refuse_circle
from .folding import fold as fold_equal
from .folding import pairs
from .movable import move, refuse_unknown
from .partners import further_names, own_names, save_partner

KEEP, GONE = "keep", "gone"
#: Fields of which one side is chosen. State and day of the relationship follow from the steps of both.
CHOSEN = (
    "name_vi", "name_en", "name_own", "acronym", "partner_type", "country", "priority_group", "group_tags",
    "is_focus", "affiliation", "relationship_level", "framework", "responsible", "desk", "address_form",
    "letter_language", "registration_number", "registration_expires_on", "website", "email", "telephone", "address",
    "notes", "source_url",
)  # fmt: skip


@dataclass(frozen=True)
class Moving:
    """One line of the preview: what moves, how many, and which of them become one with an equal row."""

    title: str | Promise
    count: int
    folded: tuple[str, ...] = ()


def refuse_merge(keep: Partner, gone: Partner) -> None:
    """Raise ValidationError where these two cannot be merged."""
    if keep.pk == gone.pk:
        raise ValidationError(
            _("Merge with: found the partner itself (%(found)s), expected another one.") % {"found": gone}
        )
    for partner in (keep, gone):
        if partner.merged_into_id is not None:
            raise ValidationError(
                _(
                    "Merge: found %(found)s, which was merged into another partner already, expected two that were not."
                )
                % {"found": partner}
            )
        if partner.is_archived:
            raise ValidationError(
                _(
                    "Merge: found %(found)s, which is archived, expected two living partners: restore it first."
                )
                % {"found": partner}
            )


def preview(keep: Partner, gone: Partner, user) -> list[Moving]:
    """What would move, as far as the reader may see it (assessments only for who may read them).

    The timeline follows from its records, which are counted. Raises ValidationError as `merge_partners` does; one
    query a relation, three where equal rows become one.
    """
    refuse_merge(keep, gone)
    found = [
        Moving(
            relation.title,
            relation.visible_rows_of(gone, user).count(),
            tuple(str(row) for _into, row in pairs(relation, rule, keep, gone, user)),
        )
        for relation, rule in refuse_unknown(relations())
        if not rule.derived
    ]
    documents = Document.objects.visible_to(user).filter(**_target(gone)).count()
    found.append(Moving(str(Document._meta.verbose_name_plural), documents))
    return sorted((one for one in found if one.count), key=lambda one: -one.count)


def fuller(keep: Partner, gone: Partner) -> dict[str, str]:
    """For each field the side that says more: the other one only where `keep` says nothing, or less in the notes."""
    chosen = {}
    for name in CHOSEN:
        mine, theirs = getattr(keep, name), getattr(gone, name)
        longer = name in ("notes", "group_tags") and len(theirs) > len(mine)
        nothing = not mine or (name in ("partner_type", "priority_group") and mine == "other")
        chosen[name] = GONE if theirs and (nothing or longer) else KEEP
    return chosen


@transaction.atomic
def merge_partners(*, keep: Partner, gone: Partner, choices: Mapping[str, str], by) -> Partner:
    """Move everything of `gone` to `keep` and set `gone` aside, leading to `keep`. Returns `keep` as it is now.

    `choices` says for each field of `CHOSEN` whose value stays (KEEP or GONE; left out: KEEP). The names of both
    stay names of `keep`. Needs PARTNER_EDIT. Raises ValidationError where `refuse_merge` does, where a relation
    is unknown or where an affiliation would close a circle; then nothing has changed.
    """
    if by is not None:
        require(by, Permission.PARTNER_EDIT)
    locked = Partner.objects.select_for_update().in_bulk([keep.pk, gone.pk])
    keep, gone = locked[keep.pk], locked[gone.pk]
    refuse_merge(keep, gone)
    known = refuse_unknown(relations())
    before, further = own_names(keep) | own_names(gone), further_names(keep) | further_names(gone)
    taken = _take(keep, gone, choices)
    folded = _fold_all(known, keep, gone)
    moved, records = _move_all(known, keep, gone)
    _settle_relationship(keep)
    save_partner(keep, by=by, names=_names(keep, before, further))
    _respell(records)
    _set_aside(gone, keep)
    details = {"from": gone.pk, "name": str(gone), "moved": moved, "taken": taken, "folded": folded}
    write_trail(Verb.MERGED, keep, by=by, details=details)
    write_trail(Verb.MERGED, gone, by=by, details={"into": keep.pk, "name": str(keep)})
    return keep


def _names(
    keep: Partner, before: set[tuple[str, str]], further: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """The further names of `keep`: those of both, and as former ones the own names that gave way.

    An acronym that gave way is another spelling: a body has one acronym, and imports go by it.
    """
    own = {fold(name) for _kind, name in own_names(keep)}
    names = {(kind, name) for kind, name in further if fold(name) not in own}
    have = own | {fold(name) for _kind, name in names}
    for kind, name in sorted(before):
        if fold(name) not in have:
            have.add(fold(name))
            names.add((NameKind.ALIAS.value if kind == NameKind.ACRONYM else NameKind.FORMER.value, name))
    return names


def _take(keep: Partner, gone: Partner, choices: Mapping[str, str]) -> list[str]:
    """Set the chosen values on `keep`. Returns the fields taken from `gone`."""
    taken = [
        name for name in CHOSEN if choices.get(name) == GONE and getattr(gone, name) != getattr(keep, name)
    ]
    for name in taken:
        setattr(keep, name, getattr(gone, name))
    return taken


def _fold_all(known: list[tuple[Relation, Movable]], keep: Partner, gone: Partner) -> dict[str, int]:
    """Before anything moves: rows of both that say the same become one. Returns how many of each were set aside."""
    folded = {relation.label: fold_equal(relation, rule, keep, gone) for relation, rule in known}
    return {label: count for label, count in folded.items() if count}


def _move_all(
    known: list[tuple[Relation, Movable]], keep: Partner, gone: Partner
) -> tuple[dict[str, int], list[Kept]]:
    """Move every relation. Returns how many rows of each (for the trail), and the records whose words for search follow."""
    moved: dict[str, int] = {}
    records: list[Kept] = []
    for relation, rule in known:
        if issubclass(relation.model, Kept) and relation.model is not Partner:
            records += relation.rows_of(gone)
        if rule.settle:
            rule.settle(keep, gone)
        if rule.moves and (count := move(relation, keep, gone)) and rule.told:
            moved[relation.label] = count
    for row in keep.affiliations.select_related("partner", "parent"):
        refuse_circle(row)
    for label, count in (
        ("documents.Document", Document.objects.filter(**_target(gone)).update(target_id=keep.pk)),
        ("shares", move_shares(gone, keep)),
    ):
        if count:
            moved[label] = count
    return moved, records


def _target(partner: Partner) -> dict[str, Any]:
    return {"target_model": partner._meta.label_lower, "target_id": partner.pk}


def _settle_relationship(keep: Partner) -> None:
    """The state of the partner repeats the last step, whichever side it came from."""
    last = keep.relationship_changes.first()
    if last is not None:
        keep.relationship_state, keep.relationship_since = last.state, last.since


def _respell(records: list[Kept]) -> None:
    """Records are found by the names of their partner."""
    by_model: dict[type[Kept], list[int]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    for model, ids in by_model.items():
        rows = list(model._default_manager.filter(pk__in=ids))
        for row in rows:
            row.derive()
        model._default_manager.bulk_update(rows, ["search_text"], batch_size=500)


def _set_aside(gone: Partner, keep: Partner) -> None:
    gone.merged_into, gone.archived_at, gone.updated_at = keep, timezone.now(), timezone.now()
    gone.revision = models.F("revision") + 1
    gone.save(update_fields=["merged_into", "archived_at", "updated_at", "revision"])
    gone.refresh_from_db()
