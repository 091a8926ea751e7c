"""Whose personal data nothing asks for any more."""

import datetime as dt

from portal.deadlines import rules

from ..models import Contact
from .resemblance import MOST_SHOWN, Known, Resemblance, resembling_persons

#: The rule that says for how many months data of former contacts is kept.
RETENTION = "C1"
MOST_COMPARED = 5_000  # names; more are not read while somebody types


def to_clean(user, *, on: dt.date):
    """Contacts the user sees whose last post and last meeting lie further back than the rule allows.

    Rows carry `last_post`, `last_meeting`, `last_seen`. None at all where the rule has ended.
    """
    contacts = Contact.objects.visible_to(user)
    before = rules.latest_start(RETENTION, on)
    return contacts.unneeded(before=before) if before else contacts.unneeded(before=on).none()


def contacts_resembling(
    user, name: str, *, excluding: int | None = None
) -> list[tuple[Contact, Resemblance]]:
    """Living contacts the user sees whose name may be the typed one, at most six; two queries."""
    rows = Contact.objects.visible_to(user).live().exclude(pk=excluding)
    known = [Known(key, seen) for key, seen in rows.values_list("pk", "name")[:MOST_COMPARED]]
    found = resembling_persons(name, among=known)[:MOST_SHOWN]
    contacts = Contact.objects.select_related("partner").in_bulk([one.key for one in found])
    return [(contacts[one.key], one) for one in found]
