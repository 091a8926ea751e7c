"""What the clock starts for this package."""

from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock
from portal.notifications.models import Letter
from portal.notifications.services import request_sending


@at_clock(60.0)
def post() -> None:
    """Letters that are due and that nobody is sending: a retry, or mail that waited for its server."""
    if Letter.objects.due(at=timezone.now()).exists():
        with translation.override(settings.LANGUAGE_CODE):
            request_sending()
