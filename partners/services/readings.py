"""Who opened the personal data of a contact: once for each reader, contact and day."""

import datetime as dt

from portal.audit.models import Entry, Verb
from portal.audit.trail import record as write_trail

from ..models import Contact


def note_reading(pk: int, *, by, since: dt.datetime) -> Entry | None:
    """Record that telephone, mail or notes of a contact were read; nothing where there are none or it is told already.

    `since` is the beginning of the day. The entry says that they were read, never what they are.
    """
    contact = Contact.objects.visible_to(by).with_personal_data().select_related("unit").filter(pk=pk).first()
    if contact is None:
        return None
    told = Entry.objects.about(contact).filter(verb=Verb.READ, actor_id=by.pk, at__gte=since)
    if told.exists():
        return None
    return write_trail(Verb.READ, contact, by=by, details={"personal_data": True})
