"""The competence pool: a unit sees and changes its own people, the centre reads all, the department changes all."""

import datetime as dt

from portal.competence.models import Officer, UnitCapacity
from portal.people.services import enter_person, take_post
from portal.records.services import save_record

from . import READERS, STRANGER, page, register


def officer(world):
    person = enter_person(name="Cán bộ đối ngoại LĐLĐ tỉnh Lào Cai", by=None)
    take_post(person, unit=world.province, title="Cán bộ đối ngoại", on=dt.date(2025, 7, 1), by=None)
    return Officer.objects.get(pk=person.pk)


def capacity(world):
    return save_record(UnitCapacity(unit=world.province, year=2026), by=None)


ROWS = {
    **register("officer", officer),
    **register("capacity", capacity),
    "units": page(*READERS, STRANGER),
    "units-export": page(*READERS, STRANGER),
}
