"""An agreement that runs out: to its officer, to who writes for and who leads its unit, to the department."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.notifications.services import tell_message

from ..models import Agreement

KIND = "agreements/expiry"


@dataclass(frozen=True)
class Addressees:
    """Who is told of agreements, read for all of them at once, and what they were told already."""

    by_unit: dict[int, list[User]]
    department: list[User]
    told: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, agreements: Sequence[Agreement], *, keys: Sequence[str]) -> "Addressees":
        units = {agreement.answers_for_it.pk for agreement in agreements}
        by_unit: dict[int, list[User]] = defaultdict(list)
        for permission in (Permission.RECORD_EDIT, Permission.REPORT_SUBMIT):
            for unit, user in _holders(permission, units):
                by_unit[unit].append(user)
        department = [user for _unit, user in _holders(Permission.PARTNER_EDIT)]
        officers = {row.officer.user.pk for row in agreements if row.officer and row.officer.user}
        people = {user.pk for users in (*by_unit.values(), department) for user in users} | officers
        told = Notice.objects.filter(recipient__in=people, key__in=set(keys)).values_list(
            "recipient_id", "key"
        )
        return cls(dict(by_unit), department, frozenset(told))

    def untold(self, agreement: Agreement, key: str) -> list[User]:
        """Those of its officer, unit and department who were not told of this yet, each once."""
        officer = agreement.officer.user if agreement.officer else None
        people = [
            *([officer] if officer else []),
            *self.by_unit.get(agreement.answers_for_it.pk, ()),
            *self.department,
        ]
        found = {user.pk: user for user in people if user.is_active and (user.pk, key) not in self.told}
        return list(found.values())


def tell_expiry(agreement: Agreement, people: Iterable[User], *, step: str, key: str, on: dt.date) -> list:
    """Once for each lead time, notice date and end of the term: a moved end is announced anew. The new notices."""
    days = (agreement.term_to - on).days
    context = {
        "agreement": agreement, "days": abs(days), "step": step, "is_over": days < 0, "ends": agreement.term_to,
        "notice_on": agreement.term_to - dt.timedelta(days=agreement.notice_days or 0),
    }  # fmt: skip
    return tell_message(people, KIND, context, agreement.get_absolute_url(), key=key)


def _holders(permission: str, units: set[int] | None = None) -> list[tuple[int, User]]:
    """(unit, account) of those who hold the permission by an office on one of the units, or anywhere."""
    held = RoleAssignment.objects.current().permitting(permission).select_related("user")
    if units is not None:
        held = held.filter(unit__in=units)
    return [(row.unit_id, row.user) for row in held.order_by("user_id") if row.user.is_active]
