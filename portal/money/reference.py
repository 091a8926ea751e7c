"""A new portal knows one rate: a đồng is a đồng. An administrator enters the others with their source."""

import datetime

from django.db import transaction

from portal.money.currencies import DONG
from portal.money.models import ExchangeRate

# The đồng of the united country.
SINCE = datetime.date(1978, 5, 3)


@transaction.atomic
def load(by=None) -> dict[str, int]:
    """Adds the row of the đồng once; returns the number of rows added. All loaders take `by`."""
    if ExchangeRate.objects.filter(currency=DONG).exists():
        return {"ExchangeRate": 0}
    ExchangeRate.objects.create(currency=DONG, rate=1, valid_from=SINCE, source="Đồng Việt Nam")
    return {"ExchangeRate": 1}
