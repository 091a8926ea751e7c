"""Timelines, talks, promises and matters."""

import datetime as dt

from django.utils import timezone

from partners.models import Contact
from portal.people.services import enter_person, take_post
from portal.records.services import save_record
from tests.factories.agreements import partner
from tests.factories.partners_interactions import interaction, matter, step

TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def talks(world):
    return lambda number: interaction(world.province, f"Buổi làm việc {number}", partners=world.partners)


def promises(world):
    """Each with somebody who looks after it."""

    def make(number):
        owner = enter_person(name=f"Cán bộ {number}", by=None)
        step(world.province, world.partner, f"Việc {number}", due_on=TOMORROW, owner=owner)

    return make


def matters(world):
    return lambda number: matter(world.province, f"Vấn đề {number}", partner=world.partner)


def people(world):
    """Ours with their posts and theirs: at most twenty-five of either are offered."""

    def make(number):
        found = enter_person(name=f"Cán bộ {number}", by=None)
        take_post(found, unit=world.province, title="Chuyên viên", on=dt.date(2025, 7, 1), by=None)
        contact = Contact(unit=world.province, partner=world.partner, name=f"Đầu mối {number}")
        save_record(contact, by=None)

    return make


def sums(world):
    """Each with a partner of its own: a row each."""
    return lambda number: step(
        world.province, partner(f"Đối tác {number}", f"DT{number}"), f"Việc {number}", due_on=TOMORROW
    )


LISTS = {
    "partners:interaction-list": ("unit_officer", talks, ()),
    "partners:nextstep-list": ("unit_officer", promises, ()),
    "partners:promise-sums": ("unit_officer", sums, ()),
    "partners:matter-list": ("unit_officer", matters, ()),
    "partners:attendee-choices": ("unit_officer", people, ()),
    "partners:people-choices": ("unit_officer", people, ()),
}
BY_ANOTHER_NAME = {
    "partners:promise-sums",
    "partners:attendee-choices",
    "partners:people-choices",
}
