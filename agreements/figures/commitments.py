"""How much of what agreements promise was kept."""

import datetime as dt
from collections.abc import Iterable

from partners.figures.promises import Kept, rates
from partners.models import NextStep

from ..models import Agreement

BY_AGREEMENT = "agreement_commitment__agreement"


def implementation(agreements: Iterable[Agreement], user, *, on: dt.date) -> dict[int, Kept]:
    """The counts of each agreement's promises by its key, as far as the reader sees them; none: no row. One query."""
    keys = [agreement.pk for agreement in agreements]
    rows = NextStep.objects.visible_to(user).filter(**{f"{BY_AGREEMENT}__in": keys})
    return rates(rows, BY_AGREEMENT, on=on)


def implementation_of(agreement: Agreement, user, *, on: dt.date) -> Kept:
    return implementation([agreement], user, on=on).get(agreement.pk, Kept())
