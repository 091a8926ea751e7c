"""Reports after trips, visits and conferences: before they are due, and once they are overdue."""

import datetime as dt

from partners.notices.obligations import keepers_of
from portal.notifications import chasing
from portal.notifications.services import tell_message

from ..models import Delegation, Event
from .follow_up import leaders_of


def chase_text(record: Delegation | Event, *, ended: dt.date | None, due: dt.date | None) -> str:
    """What is copied for Zalo, without a word of what it was about (domain.md 9.9)."""
    kind = "hội nghị, hội thảo" if isinstance(record, Event) else "đoàn"
    what = (
        f"gửi báo cáo kết quả {kind} kết thúc ngày {ended:%d/%m/%Y}"
        if ended
        else f"gửi báo cáo kết quả {kind}"
    )
    return chasing.chase_text(record.unit, what, due, record.get_absolute_url())


def tell_report_due(record: Delegation | Event, *, due: dt.date, on: dt.date) -> list:
    """Once for each due day. Returns the new notices."""
    context = {"record": record, "due": due, "days": (due - on).days}
    key = f"delegations/report-due:{record._meta.model_name}:{record.pk}:{due.isoformat()}"
    people = keepers_of(record.unit)
    url = record.get_absolute_url()
    return tell_message(people, "delegations/report_due", context, url, about=record, key=key)


def tell_report_overdue(record: Delegation | Event, *, due: dt.date, on: dt.date) -> list:
    """Once for each due day, to the unit's officers and its leader. Returns the new notices."""
    context = {"record": record, "due": due, "days": (on - due).days}
    key = f"delegations/report-overdue:{record._meta.model_name}:{record.pk}:{due.isoformat()}"
    people = {user.pk: user for user in [*keepers_of(record.unit), *leaders_of(record.unit)]}
    url = record.get_absolute_url()
    return tell_message(people.values(), "delegations/report_overdue", context, url, about=record, key=key)
