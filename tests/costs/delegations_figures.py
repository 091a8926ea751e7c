"""The board of unified management and the statistics."""

import datetime as dt

from django.utils import timezone

from delegations.models import Leg, Member
from tests.factories.delegations import delegation


def held(world):
    """Each with a country, a person and no report: everything that either page reads."""

    def make(number):
        day = (timezone.localdate().replace(month=1, day=1) + dt.timedelta(days=number)).strftime("%d/%m/%Y")
        delegation(
            world.province, f"Đoàn {number}", partners=world.partners, starts_on=day, ends_on=day, state="done",
            country="LA", legs=[Leg(country="LA")], members=[Member(name=f"Cán bộ {number}")],
        )  # fmt: skip

    return make


LISTS = {
    "delegations:compliance": ("unit_officer", held, ()),
    "delegations:statistics": ("unit_officer", held, ()),
}
BY_ANOTHER_NAME = {"delegations:compliance", "delegations:statistics"}
