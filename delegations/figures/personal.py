"""Who reads personal data of foreign guests (domain.md 8): the host unit and the International Department."""

from portal.access.permissions import Permission
from portal.access.scope import can, seeds

from ..models import Delegation, Direction, Event


def reads_guests(user, record: Delegation | Event) -> bool:
    """Names and passports of guests: whoever holds an office in the host unit, or may write its records.

    Those who merely see the record (another unit, a leader, an inspector) read posts and countries. Our own
    people in a delegation abroad are named to all who see it.
    """
    if isinstance(record, Delegation) and record.direction == Direction.OUTGOING:
        return True
    in_host_unit = record.unit_id in seeds(user, Permission.RECORD_VIEW)
    return in_host_unit or can(user, Permission.RECORD_EDIT, record)
