"""Days to remember: told to who looks after the partner and to the department, once for each lead time."""

import datetime as dt

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications.services import tell_message

from ..figures.occasions import Coming
from ..models import Occasion, Partner


def people_for(occasion: Occasion) -> list[User]:
    """The department, and the officer responsible for the partner (of a country's day: for its partners)."""
    held = RoleAssignment.objects.current().permitting(Permission.PARTNER_EDIT)
    partners = Partner.objects.live()
    mine = (
        partners.filter(pk=occasion.partner_id)
        if occasion.partner_id
        else partners.filter(country=occasion.country)
    )
    active = User.objects.active()
    found = [*active.filter(roles__in=held), *active.filter(person__partners__in=mine)]
    return list({user.pk: user for user in found}.values())


def tell_coming(row: Coming, *, lead: int) -> list:
    """Once for each lead time of each day; the job may run as often as it likes. Returns the new notices."""
    return _tell(row, "partners/occasion", f"{row.day.isoformat()}:{lead}")


def tell_sudden(occasion: Occasion, *, on: dt.date, day: dt.date) -> list:
    """An election or a bereavement: on the day it is entered."""
    return _tell(
        Coming(occasion, day, (day - on).days), "partners/occasion_sudden", f"{day.isoformat()}:sudden"
    )


def _tell(row: Coming, name: str, about: str) -> list:
    context = {"occasion": row.occasion, "day": row.day, "days_left": row.days_left, "years": row.years}
    return tell_message(
        people_for(row.occasion),
        name,
        context,
        row.occasion.get_absolute_url(),
        about=row.occasion,
        key=f"partners/occasion:{row.occasion.pk}:{about}",
    )
