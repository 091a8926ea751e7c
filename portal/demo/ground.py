"""What the demonstration needs below its records: how units are reached, and rates of exchange."""

from decimal import Decimal

from portal.money.models import ExchangeRate
from portal.units.services import update_unit

from .accounts import MAIL
from .world import World

SOURCE = "Tỷ giá làm tròn, dữ liệu minh họa"
RATES = {
    "USD": "25400", "EUR": "27600", "CNY": "3520", "JPY": "168", "KRW": "18.4", "LAK": "1.18",
    "KHR": "6.3", "AUD": "16600", "SEK": "2430", "SGD": "19100",
}  # fmt: skip


def build(world: World) -> dict[str, int]:
    return {"contacts of units": reach_units(world), "exchange rates": enter_rates(world)}


def reach_units(world: World) -> int:
    """A telephone number and a mailbox for each unit that has none: 0900 000 xxx belongs to nobody."""
    added = 0
    for number, unit in enumerate(world.reporting, 100):
        if unit.contact_telephone or unit.contact_email:
            continue
        officer = world.officer_of(unit)
        unit.contact_telephone = officer.telephone if officer else f"0900 000 {number:03d}"
        unit.contact_email = officer.email if officer else f"{unit.code.lower()}@{MAIL}"
        update_unit(unit, revision=unit.revision, by=None)
        added += 1
    return added


def enter_rates(world: World) -> int:
    """One round rate for each currency in use, from the first day of the demonstration on."""
    known = set(ExchangeRate.objects.values_list("currency", flat=True))
    fresh = [
        ExchangeRate(currency=currency, rate=Decimal(rate), valid_from=world.begins, source=SOURCE)
        for currency, rate in RATES.items()
        if currency not in known
    ]
    ExchangeRate.objects.bulk_create(fresh)
    return len(fresh)
