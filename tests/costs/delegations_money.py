"""Follow-up and cost norms."""

import datetime as dt

from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.dossier_money import follow_up, norm
from tests.factories.people import officer_of


def follow_ups(world):
    def make(number):
        record = delegation(world.province, f"Đoàn {number}", partners=world.partners, starts_on="2026-03-02")
        owner = officer_of(world.province, f"Cán bộ {number}")
        follow_up(record, f"Việc {number}", due_on="2026-04-01", owner_id=owner.pk, is_important=True)

    return make


def norms(world):
    def make(number):
        there = partner(f"Đối tác {number}", f"DM{number}")
        delegation(
            world.province,
            f"Đoàn {number}",
            partners=[there],
            starts_on="2026-03-02",
            country="LA",
            state="done",
        )
        day = dt.date(2000 + number, 1, 1)
        norm(1_000 + number, valid_from=day.isoformat())

    return make


LISTS = {
    "delegations:followup-list": ("unit_officer", follow_ups, ()),
    "delegations:norm-list": ("unit_officer", norms, ()),
}
BY_ANOTHER_NAME: set[str] = set()
