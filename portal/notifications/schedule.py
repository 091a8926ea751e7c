"""What the clock starts for this package."""

import datetime as dt

from portal.jobs.clock import clock
from portal.notifications.models import Letter
from portal.notifications.services import request_sending


@clock("notifications.post", every=dt.timedelta(minutes=1))
def post(*, at: dt.datetime) -> None:
    """Letters that are due and that nobody is sending: a retry, or mail that waited for its server."""
    if Letter.objects.due(at=at).exists():
        request_sending()
