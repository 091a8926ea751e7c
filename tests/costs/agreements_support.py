"""Needs with the partners asked, offers, and what was not taken up."""

import datetime as dt

from agreements.services.offers import decline_offer
from tests.factories.agreements import partner
from tests.factories.support import MARCH, TODAY, ask, need, offer


def needs(world):
    """Each with a partner of its own that was asked."""

    def make(number):
        record = need(world.province, f"Nhu cầu {number}")
        ask(record, partner(f"Đối tác {number}", f"DT{number}"))

    return make


def offers(world):
    return lambda number: offer(world.province, world.partner, f"Học bổng {number}", places=number)


def declined(world):
    """Each of a partner of its own."""

    def make(number):
        whom = partner(f"Đối tác {number}", f"DT{number}")
        record = offer(world.province, whom, places=number + 1)
        decline_offer(record, by=None, on=MARCH, today=TODAY + dt.timedelta(days=1), reason="Trùng lịch")

    return make


LISTS = {
    "agreements:need-list": ("unit_officer", needs, ()),
    "agreements:offer-list": ("unit_officer", offers, ()),
    "agreements:unused": ("unit_officer", declined, ()),
}
BY_ANOTHER_NAME = {"agreements:unused"}
