"""Promises summed: by partner, unit, side, origin, or the record in which they were made."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.access.scope import visible
from portal.units.models import Unit

from ..models import Flow, Partner, PromiseOrigin
from ..models.promise_sources import sources
from .promises import Kept, rates


@dataclass(frozen=True)
class SumRow:
    """One row of the table; `key` is what the list of promises filters by."""

    key: object
    label: str
    url: str
    counts: Kept


@dataclass(frozen=True)
class Sums:
    rows: list[SumRow]
    whole: Kept


def summed(rows, by: str, user, *, on: dt.date) -> Sums:
    """The promises of `rows` by one dimension, those with most overdue first. Two queries for any number.

    SECURITY: of the records in which promises were made, only those that the reader may see are named.
    """
    columns = {one.model._meta.model_name: one for one in sources()}
    source = columns.get(by)
    found = rates(rows, source.path if source else by, on=on)
    whole = sum(found.values(), Kept())  # each promise stands under one key
    found.pop(None, None)
    named = _names(by, list(found), source, user)
    lines = [SumRow(key, *named[key], counts) for key, counts in found.items() if key in named]
    lines.sort(key=lambda row: (-row.counts.overdue, -row.counts.due, row.label))
    return Sums(lines, whole)


def _names(by: str, keys: list, source, user) -> dict:
    """(name, address) of each key."""
    if source is not None:
        seen = visible(source.model, user).filter(pk__in=keys)
        return {one.pk: (str(one), one.get_absolute_url()) for one in seen}
    if by == "partner":
        partners = Partner.objects.visible_to(user).filter(pk__in=keys)
        return {one.pk: (one.name_vi, one.get_absolute_url()) for one in partners}
    if by == "unit":
        return {one.pk: (one.short_name, "") for one in Unit.objects.filter(pk__in=keys)}
    labels = dict(PromiseOrigin.choices if by == "origin" else Flow.choices)
    return {key: (str(labels.get(key, _("elsewhere"))), "") for key in keys}
