"""Whose personal data nothing asks for any more."""

import datetime as dt

from portal.deadlines import rules

from ..models import Contact

#: The rule that says for how many months data of former contacts is kept.
RETENTION = "C1"


def to_clean(user, *, on: dt.date):
    """Contacts the user sees whose last post and last meeting lie further back than the rule allows.

    Rows carry `last_post`, `last_meeting`, `last_seen`. None at all where the rule has ended.
    """
    contacts = Contact.objects.visible_to(user)
    before = rules.latest_start(RETENTION, on)
    return contacts.unneeded(before=before) if before else contacts.none()
