"""What became of resources: movements of money, shares of donors, saved by their services."""

import datetime as dt
from decimal import Decimal

from agreements.models import DonorShare, Movement, Resource
from agreements.services.money import record_movement, save_shares
from portal.money.models import ExchangeRate

from .agreements import TODAY


def rate(currency="USD", dong=25_000, since="2020-01-01") -> ExchangeRate:
    return ExchangeRate.objects.create(
        currency=currency, rate=Decimal(dong), valid_from=dt.date.fromisoformat(since), source="NHNN"
    )


def movement(
    resource: Resource,
    kind: str,
    amount,
    on: str,
    currency="VND",
    *,
    reason="",
    by=None,
    today=TODAY,
    **values,
) -> Movement:
    """One sum; with `exchange_rate` it is the rate typed from a bank's paper."""
    row = Movement(
        resource=resource, kind=kind, amount=Decimal(amount), currency=currency,
        happened_on=dt.date.fromisoformat(on), **values,
    )  # fmt: skip
    stated = values.get("exchange_rate") is not None
    return record_movement(row, by=by, on=today, rate_stated=stated, excess_reason=reason)


def shares(resource: Resource, **percents) -> None:
    """`LFTU=60`: the donors of the resource by their acronym."""
    donors = {donor.acronym: donor for donor in resource.partners.all()}
    rows = [DonorShare(partner=donors[name], percent=Decimal(one)) for name, one in percents.items()]
    save_shares(resource, by=None, changed=rows)
