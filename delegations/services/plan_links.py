"""Which dossier belongs to which line of a plan: linking, unlinking, and proposing what probably belongs together."""

import datetime as dt
import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.text import fold

from ..models import Delegation, Direction, Event, PlanItem, Planned
from ..querysets import PlanItemQuerySet
from .plans import stored_line
from .records import save_delegation, save_event

Dossier = Delegation | Event

CANDIDATES = 60  # of which the likeliest are proposed
PROPOSED = 4
LIKELY = 4  # so many points make a proposal
SHORTEST_WORD = 3
NEAR = dt.timedelta(days=75)
#: Words of any delegation say nothing about which one it is.
COMMON = frozenset(
    {
        "tham", "lam", "viec", "trao", "doi", "doan", "cong", "tac", "voi", "cua", "tai", "quoc", "hoi", "nghi",
        "thao", "don", "cac", "nam", "lao", "dong", "lien",
    }
)  # fmt: skip


@transaction.atomic
def link(record: Dossier, item: PlanItem, *, by) -> Dossier:
    """The dossier carries out the line, and stands in the plan from now on.

    Raises PermissionDenied, or ValidationError where kind, unit or state do not fit.
    """
    item = stored_line(item)
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    _refuse_unfit(record, item)
    if item.settled:
        raise ValidationError(
            _("The line is “%(state)s”: take it up again first.") % {"state": item.get_settled_display()}
        )
    if item.is_archived or item.plan.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    record.plan_item, record.planned, record.unplanned_reason = item, Planned.IN_PLAN, ""
    return _save(record, by=by)


@transaction.atomic
def unlink(record: Dossier, *, by, reason: str) -> Dossier:
    """The dossier leaves its line and counts as unplanned, for that reason."""
    if record.plan_item_id is None:
        raise ValidationError(_("The dossier belongs to no line of a plan."))
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why it is not in the plan.")})
    record.plan_item, record.planned, record.unplanned_reason = None, Planned.UNPLANNED, reason
    return _save(record, by=by)


def likely_items(record: Dossier, user) -> list[PlanItem]:
    """Lines that this dossier probably carries out, the likeliest first; none once it belongs to one."""
    placed = record.starts_on or record.ends_on
    year = placed.year if placed else None
    if record.plan_item_id or not year:
        return []
    rows = PlanItem.objects.visible_to(user).live().of_live_plans().of_year(year)
    rows = rows.filter(settled="", unit=record.unit_id, kind=kind_of(record)).for_list()
    return _best(record, rows[:CANDIDATES])


def likely_dossiers(item: PlanItem, user) -> list[Dossier]:
    """Dossiers of no line that probably carry out this one, the likeliest first."""
    if item.settled:
        return []
    first, last = dt.date(item.plan.year, 1, 1), dt.date(item.plan.year, 12, 31)
    if item.kind == Direction.DOMESTIC:
        rows = Event.objects.visible_to(user)
    else:
        rows = Delegation.objects.visible_to(user).filter(direction=item.kind)
    rows = rows.live().expected().filter(plan_item=None, unit=item.unit_id).within(first, last).for_list()
    return _best(item, rows.order_by("-placed_to", "pk")[:CANDIDATES])


def kind_of(record: Dossier) -> str:
    """The kind of line that a dossier can carry out."""
    return record.direction if isinstance(record, Delegation) else Direction.DOMESTIC


def key_of(record: Dossier) -> str:
    """What the pages of the plan call a dossier: "delegation:12"."""
    return f"{record._meta.model_name}:{record.pk}"


def _refuse_unfit(record: Dossier, item: PlanItem) -> None:
    if kind_of(record) != item.kind:
        raise ValidationError(
            _("The line is “%(expected)s”, the dossier “%(found)s”: they cannot belong together.")
            % {"expected": item.kind_label, "found": Direction(kind_of(record)).label}
        )
    if record.unit_id != item.unit_id and not record.other_units.filter(pk=item.unit_id).exists():
        raise ValidationError(
            _("The line is of “%(expected)s”, the dossier of “%(found)s”.")
            % {"expected": item.unit, "found": record.unit}
        )


def _save(record: Dossier, *, by) -> Dossier:
    if isinstance(record, Event):
        return save_event(record, by=by)
    return save_delegation(record, by=by)


def _best(one, others: PlanItemQuerySet | list) -> list:
    """Those of `others` that are likely enough, by points; of equals the earlier row."""
    mine = _traits(one)
    points = [(_points(mine, _traits(other)), -place, other) for place, other in enumerate(others)]
    likely = sorted((row for row in points if row[0] >= LIKELY), key=lambda row: row[:2], reverse=True)
    return [other for _points_, _place, other in likely[:PROPOSED]]


def _traits(row) -> tuple:
    """(partners, country, words of the title, first day, last day)."""
    start, end = row.starts_on or row.ends_on, row.ends_on or row.starts_on
    words = {word for word in re.split(r"\W+", fold(str(row))) if len(word) >= SHORTEST_WORD} - COMMON
    partners = {partner.pk for partner in row.partners.all()}
    return partners, row.country, words, start and start.earliest, end and end.latest


def _points(mine: tuple, other: tuple) -> float:
    """A partner in common 4, the same country 2, near in time 2, words in common up to 4."""
    found = 4.0 if mine[0] & other[0] else 0.0
    found += 2 if mine[1] and mine[1] == other[1] else 0
    if mine[3] and other[3] and mine[3] - NEAR <= other[4] and other[3] - NEAR <= mine[4]:
        found += 2
    shared = len(mine[2] & other[2])
    return found + 4 * shared / max(1, min(len(mine[2]), len(other[2])))
