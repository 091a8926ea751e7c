"""What the clock starts for the search."""

from django.conf import settings
from django.utils import translation

from portal.celery import at_clock
from portal.documents import reading

from .background import ask_for_reading


@at_clock(300.0)
def files_that_wait() -> None:
    """Files whose job was lost, and those from before there was a reader."""
    reading.add_what_lacks()
    if reading.waiting().exists():
        with translation.override(settings.LANGUAGE_CODE):
            ask_for_reading()
