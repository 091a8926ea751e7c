"""Opinions that are overdue, reports on signing and yearly reports on agreements: before they are due, and after."""

import datetime as dt

from django.urls import reverse

from partners.notices.obligations import keepers_of
from partners.notices.responsible import leaders_of
from portal.accounts.models import User
from portal.notifications.services import tell_message
from portal.units.models import Unit

from ..models import Opinion, Procedure


def _both(unit: Unit) -> list[User]:
    """Who enters the unit's records and who leads it, each once."""
    return list({user.pk: user for user in [*keepers_of(unit), *leaders_of(unit)]}.values())


def tell_opinion_overdue(opinion: Opinion, *, on: dt.date) -> list:
    """Once for each letter. Returns the new notices."""
    procedure = opinion.procedure
    context = {"opinion": opinion, "procedure": procedure, "days": (on - opinion.due_on).days}
    key = f"agreements/opinion-overdue:{opinion.pk}:{opinion.due_on.isoformat()}"
    url = procedure.get_absolute_url()
    return tell_message(keepers_of(procedure.unit), "agreements/opinion_overdue", context, url, key=key)


def tell_report_due(procedure: Procedure, *, due: dt.date, on: dt.date) -> list:
    """Once for each due day, to who enters the unit's records."""
    context = {"procedure": procedure, "due": due, "days": (due - on).days}
    key = f"agreements/report-due:{procedure.pk}:{due.isoformat()}"
    url = procedure.get_absolute_url()
    return tell_message(keepers_of(procedure.unit), "agreements/report_due", context, url, key=key)


def tell_report_overdue(procedure: Procedure, *, due: dt.date, on: dt.date) -> list:
    """Once for each due day, to the unit's officers and its leader."""
    context = {"procedure": procedure, "due": due, "days": (on - due).days}
    key = f"agreements/report-overdue:{procedure.pk}:{due.isoformat()}"
    url = procedure.get_absolute_url()
    return tell_message(_both(procedure.unit), "agreements/report_overdue", context, url, key=key)


def _year_url(unit: Unit, year: int) -> str:
    return f"{reverse('agreements:agreementyear-create')}?unit={unit.pk}&year={year}"


def tell_year_due(unit: Unit, year: int, *, due: dt.date, lead: int, on: dt.date) -> list:
    """Once for each lead time, to who enters the unit's records."""
    context = {"unit": unit, "year": year, "due": due, "days": (due - on).days}
    key = f"agreements/year-due:{unit.pk}:{year}:{due.isoformat()}:{lead}"
    return tell_message(keepers_of(unit), "agreements/year_due", context, _year_url(unit, year), key=key)


def tell_year_overdue(unit: Unit, year: int, *, due: dt.date, on: dt.date) -> list:
    """Once for each deadline that passed, to the unit's officers and its leader."""
    context = {"unit": unit, "year": year, "due": due, "days": (on - due).days}
    key = f"agreements/year-overdue:{unit.pk}:{year}:{due.isoformat()}"
    return tell_message(_both(unit), "agreements/year_overdue", context, _year_url(unit, year), key=key)
