"""Contacts, counterparts and twins across the border; officers and what units have."""

import datetime as dt

from django.utils import timezone

from partners.models import Counterpart, CounterpartKind
from portal.competence.models import UnitCapacity
from portal.people.services import enter_person, take_post
from portal.records.services import save_record
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation
from tests.factories.partners_contacts import former_contact
from tests.factories.units import UnitFactory


def former_contacts(world):
    return lambda number: former_contact(world.partner, world.province, f"Nguyên Thư ký {number}")


def counterparts(world):
    return lambda number: save_record(
        Counterpart(partner=world.partner, unit=world.province, our_post=f"Trưởng ban {number}"), by=None
    )


def twins(world):
    def make(number):
        unit = UnitFactory(is_border=True, neighbours="LA", adjacent_provinces=f"LA:Tỉnh {number}")
        there = partner(f"Liên hiệp Công đoàn tỉnh {number}", f"LH{number}")
        save_record(Counterpart(kind=CounterpartKind.TWIN_BORDER, partner=there, unit=unit), by=None)
        delegation(unit, f"Đoàn {number}", partners=[there], starts_on=timezone.localdate().isoformat())
        agreement(unit, f"Thỏa thuận {number}", partners=[there], kind="mou", signed_on="2026-01-01")

    return make


def officers(world):
    def make(number):
        person = enter_person(name=f"Cán bộ {number}", by=None, languages="Tiếng Anh (B2), Tiếng Lào")
        take_post(person, unit=world.province, title="Cán bộ đối ngoại", on=dt.date(2025, 7, 1), by=None)

    return make


def capacities(world):
    return lambda number: save_record(UnitCapacity(unit=world.province, year=2000 + number), by=None)


def units_with_officers(world):
    def make(number):
        unit = UnitFactory()
        person = enter_person(name=f"Cán bộ {number}", by=None, languages="Tiếng Anh (B2)")
        take_post(person, unit=unit, title="Cán bộ đối ngoại", on=dt.date(2025, 7, 1), by=None)
        save_record(UnitCapacity(unit=unit, year=2026), by=None)

    return make


LISTS = {
    "partners:contacts-to-clean": ("department_officer", former_contacts, ()),
    "partners:counterpart-list": ("unit_officer", counterparts, ()),
    "partners:twins": ("department_officer", twins, ()),
    "competence:officer-list": ("unit_officer", officers, ()),
    "competence:capacity-list": ("unit_officer", capacities, ()),
    "competence:units": ("department_officer", units_with_officers, ()),
}
BY_ANOTHER_NAME = {"partners:contacts-to-clean", "partners:twins", "competence:units"}
