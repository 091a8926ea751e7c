"""Keeping what memberships oblige us to, and opening a new year of it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import reached_units, require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.money.rates import settle
from portal.records.services import save_record
from portal.text import fold

from ..models import Obligation, Position


@transaction.atomic
def save_obligation(
    obligation: Obligation, *, by, on: dt.date, revision: int | None = None, many: dict | None = None
) -> Obligation:
    """Create or change an obligation and settle its equivalent in đồng.

    The rate is that of the day of payment, else of the day on which it is due, at the latest of `on`. Raises
    what `save_record` raises.
    """
    settle(obligation, obligation.done_on or min(obligation.due_on or on, on))
    return save_record(obligation, by=by, revision=revision, many=many)


@transaction.atomic
def open_year(year: int, *, by, on: dt.date) -> list[Obligation]:
    """Copy the yearly obligations of the year before into `year`, due on the same day; returns the new ones.

    Of a membership that has ended by then nothing is copied. What is there already, copied before or entered
    by hand, is left alone: opening a year twice adds nothing. Raises PermissionDenied without PARTNER_EDIT.
    """
    require(by, Permission.PARTNER_EDIT)
    units = reached_units(by, Permission.RECORD_EDIT)
    yearly = (
        Obligation.objects.visible_to(by).live().of_year(year - 1).filter(is_yearly=True, unit_id__in=units)
    )
    sources = list(yearly.select_for_update(of=("self",)).select_related("membership").order_by("pk"))
    known = {_nature(row) for row in Obligation.objects.of_year(year)}
    opened = []
    for source in sources:
        if _lapsed(source.membership, year) or _nature(source) in known:
            continue
        opened.append(save_obligation(_of_next_year(source), by=by, on=on))
        known.add(_nature(source))
    told = {"year": year, "rows": len(opened)}
    write_trail(Verb.OPENED, _("Obligations of a member %(year)s") % {"year": year}, by=by, details=told)
    return opened


def _nature(row: Obligation) -> tuple:
    """What makes it the same obligation in another year."""
    return (row.partner_id, row.unit_id, row.kind, fold(row.title))


def _lapsed(membership: Position | None, year: int) -> bool:
    """The membership is over before the year begins, or was archived."""
    if membership is None:
        return False
    ends = membership.ends_by
    return membership.is_archived or (ends is not None and ends < dt.date(year, 1, 1))


def _of_next_year(source: Obligation) -> Obligation:
    return Obligation(
        unit=source.unit, partner=source.partner, membership=source.membership, kind=source.kind,
        title=source.title, year=source.year + 1, due_on=_a_year_later(source.due_on), is_yearly=True,
        amount=source.amount, currency=source.currency,
        follows=source if not hasattr(source, "followed_by") else None,
    )  # fmt: skip


def _a_year_later(day: dt.date) -> dt.date:
    return (
        day.replace(year=day.year + 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + 1)
    )
