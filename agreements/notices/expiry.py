"""An agreement that runs out: to its officer, to who writes for and who leads its unit, to the department."""

import datetime as dt

from django.urls import reverse

from portal.accounts.models import User
from portal.notifications.many import Event, Heap

from ..models import Agreement
from .addressees import Addressees

KIND = "agreements/expiry"


def expiry_heap() -> Heap:
    return Heap("agreements/expiry_many", f"{reverse('agreements:agreement-list')}?waits=decision")


def expiry_event(
    agreement: Agreement, addressees: Addressees, *, step: str, key: str, ends: dt.date, on: dt.date
) -> Event:
    """Once for each lead time, notice date and end of the term: a moved end is announced anew."""
    days = (ends - on).days
    context = {
        "agreement": agreement, "days": abs(days), "step": step, "is_over": days < 0, "ends": ends,
        "notice_on": ends - dt.timedelta(days=agreement.notice_days or 0),
    }  # fmt: skip
    return Event(
        _people(agreement, addressees), KIND, context, agreement.get_absolute_url(), key, agreement
    )  # fmt: skip


def _people(agreement: Agreement, addressees: Addressees) -> list[User]:
    officer = agreement.officer.user if agreement.officer else None
    unit = agreement.answers_for_it.pk
    of_unit = [*addressees.writing.get(unit, ()), *addressees.leading.get(unit, ())]
    return [*([officer] if officer else []), *of_unit, *addressees.department]
