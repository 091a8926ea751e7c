"""Mutual support: saved with its equivalent in đồng, and seen as a contact with the partner."""

import datetime as dt

from django.db import transaction

from portal.money.rates import settle
from portal.records.services import follows, save_record

from ..models import Support, TouchKind
from .touches import write_touches


@transaction.atomic
def save_support(
    support: Support,
    *,
    by,
    on: dt.date,
    revision: int | None = None,
    many: dict | None = None,
    rate_stated: bool = False,
) -> Support:
    """Create or change a support. Its sum is settled at the rate of its first day, of `on` where that is unknown.

    A rate typed from a bank's paper (`rate_stated`) is kept. Raises what `save_record` raises.
    """
    settle(support, support.starts_on.earliest if support.starts_on else on, rate_stated=rate_stated)
    return save_record(support, by=by, revision=revision, many=many)


@follows(Support)
def touch_of_support(support: Support) -> None:
    """A statement, a vote, a gift is a contact on its first day."""
    write_touches(
        support, partners=[support.partner], kind=TouchKind.SUPPORT, flow=support.flow, title=support.title,
        small=" · ".join(filter(None, [support.get_kind_display(), support.amount_display.strip()])),
        happened_on=support.starts_on or support.ends_on, ended_on=support.ends_on,
        unit=support.unit, other_units=support.other_units.all(),
    )  # fmt: skip
