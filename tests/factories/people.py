"""Officers of units, entered by the services."""

import datetime as dt

from django.test import Client

from portal.competence.models import Officer
from portal.people.services import enter_person, take_post

SINCE = dt.date(2025, 7, 1)


def officer_of(unit, name="Cán bộ đối ngoại", *, until=None, interprets=False, **values) -> Officer:
    person = enter_person(name=name, by=None, **values)
    take_post(person, unit=unit, title="Cán bộ đối ngoại", on=SINCE, until=until, by=None)
    if interprets:
        person.skills.update(can_interpret=True)
    return Officer.objects.get(pk=person.pk)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
