"""Whom a sweep tells of matters of many units: read for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from partners.notices.obligations import ROOT
from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User


@dataclass(frozen=True)
class Addressees:
    """Accounts by unit: who enters its records, who leads it; and the International Department."""

    writing: dict[int, list[User]]
    leading: dict[int, list[User]]
    department: list[User]
    root: list[User]

    @classmethod
    def of(cls, units: Iterable[int]) -> "Addressees":
        keys = set(units)
        return cls(
            writing=_by_unit(Permission.RECORD_EDIT, unit__in=keys),
            leading=_by_unit(Permission.REPORT_SUBMIT, unit__in=keys),
            department=_all(_by_unit(Permission.PARTNER_EDIT)),
            root=_all(_by_unit(Permission.RECORD_EDIT, unit__code=ROOT)),
        )

    def keepers_of(self, unit_id: int) -> list[User]:
        """Who enters the unit's records; of a unit without such a person, who does at the Confederation."""
        return self.writing.get(unit_id) or self.root

    def leaders_of(self, unit_id: int) -> list[User]:
        """The leaders of the unit; of one without an account for them, the department."""
        return self.leading.get(unit_id) or self.department


def _by_unit(permission: str, **narrowed) -> dict[int, list[User]]:
    """Accounts by the unit on which they hold the permission by an office."""
    held = RoleAssignment.objects.current().permitting(permission).filter(**narrowed).select_related("user")
    found: dict[int, list[User]] = defaultdict(list)
    for row in held.order_by("user_id"):
        if row.user.is_active and row.user not in found[row.unit_id]:
            found[row.unit_id].append(row.user)
    return {unit: users for unit, users in found.items() if users}


def _all(by_unit: dict[int, list[User]]) -> list[User]:
    return list({user.pk: user for users in by_unit.values() for user in users}.values())
