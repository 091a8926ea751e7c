"""From any currency to whole đồng, by the dated table."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from portal.money.currencies import DONG
from portal.money.models import ExchangeRate, Money, whole_dong


class Dong(NamedTuple):
    """`vnd` is None where no rate is known: then the sum is counted in its own currency only."""

    vnd: int | None
    rate: Decimal | None
    rate_date: datetime.date | None


def to_dong(amount: Decimal | int | None, currency: str, on: datetime.date) -> Dong:
    """The sum in đồng at the rate in force on a day, with the rate and the day from which it holds."""
    if amount is None or not currency:
        return Dong(None, None, None)
    if currency == DONG:
        return Dong(whole_dong(Decimal(amount), Decimal(1)), Decimal(1), on)
    found = ExchangeRate.objects.in_force(currency, on)
    if found is None:
        return Dong(None, None, None)
    return Dong(whole_dong(Decimal(amount), found.rate), found.rate, found.valid_from)


def settle(record: Money, on: datetime.date, *, rate_stated: bool = False) -> None:
    """Writes rate, its date and the VND equivalent into an unsaved record.

    With `rate_stated` the record's own rate (typed from a bank's paper) is kept and only multiplied; else
    the table gives it, so a changed currency never keeps the rate of the old one.
    """
    if record.amount is None or not record.currency:
        record.exchange_rate = record.rate_date = record.amount_vnd = None
    elif rate_stated and record.exchange_rate is not None and record.currency != DONG:
        record.amount_vnd = Decimal(whole_dong(record.amount, record.exchange_rate))
        record.rate_date = record.rate_date or on
    else:
        vnd, record.exchange_rate, record.rate_date = to_dong(record.amount, record.currency, on)
        record.amount_vnd = None if vnd is None else Decimal(vnd)
