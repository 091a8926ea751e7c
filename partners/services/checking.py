"""The independent look at what somebody says was done: who may give it."""

from portal.access.permissions import Permission
from portal.access.scope import can


def may_check(row, user, *, done_by_id: int | None) -> bool:
    """Who writes or leads the unit's work, but neither did it nor looks after it (`row.owner`)."""
    owner = row.owner
    if done_by_id == user.pk or (owner is not None and owner.user_id == user.pk):
        return False
    return can(user, Permission.RECORD_EDIT, row) or can(user, Permission.REPORT_SUBMIT, row)
