"""Keeping the lines of Nơi nhận."""

from django.db import transaction

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from reports.models import Recipient


@transaction.atomic
def save_recipient(recipient: Recipient, *, by) -> Recipient:
    """Add or change a line; papers already issued keep the lines they were printed with."""
    require(by, Permission.RULES_MANAGE)
    verb = Verb.UPDATED if recipient.pk else Verb.CREATED
    recipient.full_clean()
    recipient.save()
    record(verb, recipient, by=by)
    return recipient
