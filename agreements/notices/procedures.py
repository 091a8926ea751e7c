"""Opinions that are overdue, reports on signing and yearly reports on agreements: before they are due, and after."""

import datetime as dt

from django.urls import reverse

from partners.notices.obligations import keepers_of
from partners.notices.responsible import leaders_of
from portal.accounts.models import User
from portal.notifications.many import Event, Heap
from portal.notifications.services import tell_message
from portal.units.models import Unit

from ..models import Opinion, Procedure
from .addressees import Addressees


def _both(unit: Unit) -> list[User]:
    """Who enters the unit's records and who leads it, each once."""
    return list({user.pk: user for user in [*keepers_of(unit), *leaders_of(unit)]}.values())


def procedure_heap() -> Heap:
    return Heap("agreements/procedure_many", f"{reverse('agreements:procedure-list')}?waits=overdue")


def opinion_event(opinion: Opinion, addressees: Addressees, *, on: dt.date) -> Event:
    """Once for each letter, to who enters the unit's records."""
    procedure = opinion.procedure
    context = {"opinion": opinion, "procedure": procedure, "days": (on - opinion.due_on).days}
    key = f"agreements/opinion-overdue:{opinion.pk}:{opinion.due_on.isoformat()}"
    people = addressees.keepers_of(procedure.unit_id)
    return Event(people, "agreements/opinion_overdue", context, procedure.get_absolute_url(), key, procedure)


def report_event(procedure: Procedure, addressees: Addressees, *, due: dt.date, on: dt.date) -> Event:
    """Once for each due day, to who enters the unit's records; once it has passed, to its leader, too."""
    late = due < on
    name, word = ("agreements/report_overdue", "overdue") if late else ("agreements/report_due", "due")
    context = {"procedure": procedure, "due": due, "days": abs((due - on).days)}
    people = addressees.keepers_of(procedure.unit_id)
    if late:
        people = [*people, *addressees.leaders_of(procedure.unit_id)]
    key = f"agreements/report-{word}:{procedure.pk}:{due.isoformat()}"
    return Event(people, name, context, procedure.get_absolute_url(), key, procedure)


def _year_url(unit: Unit, year: int) -> str:
    return f"{reverse('agreements:agreementyear-create')}?unit={unit.pk}&year={year}"


def tell_year_due(unit: Unit, year: int, *, due: dt.date, lead: int, on: dt.date) -> list:
    """Once for each lead time, to who enters the unit's records."""
    context = {"unit": unit, "year": year, "due": due, "days": (due - on).days}
    key = f"agreements/year-due:{unit.pk}:{year}:{due.isoformat()}:{lead}"
    url = _year_url(unit, year)
    return tell_message(keepers_of(unit), "agreements/year_due", context, url, about=unit, key=key)


def tell_year_overdue(unit: Unit, year: int, *, due: dt.date, on: dt.date) -> list:
    """Once for each deadline that passed, to the unit's officers and its leader."""
    context = {"unit": unit, "year": year, "due": due, "days": (on - due).days}
    key = f"agreements/year-overdue:{unit.pk}:{year}:{due.isoformat()}"
    url = _year_url(unit, year)
    return tell_message(_both(unit), "agreements/year_overdue", context, url, about=unit, key=key)
