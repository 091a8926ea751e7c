"""Questions to the database about jobs."""

import datetime as dt

from django.db import models
from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import has

HEARTBEAT = dt.timedelta(seconds=4)
STALE = 3 * HEARTBEAT  # with a sweep each 5 seconds, a lost job runs again within 20
UNSENT = dt.timedelta(seconds=10)  # the transaction that made the job had this long to send its message
RESEND = dt.timedelta(seconds=60)  # a message older than this has expired, so there is about one per job
MAX_ATTEMPTS = 3
CENTRAL = (
    Permission.CONSOLIDATE,
    Permission.LEADERSHIP,
    Permission.AUDIT_READ,
)  # held by central roles alone


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The jobs that this user asked for; the offices at the centre see all of them."""
        if not user.is_authenticated:
            return self.none()
        if any(has(user, permission) for permission in CENTRAL):
            return self
        return self.filter(requested_by=user)

    def queued(self):
        return self.filter(state="queued")

    def running(self):
        return self.filter(state="running")

    def abandoned(self, *, at: dt.datetime):
        """Running on paper, but nobody has signed for it: the worker was killed."""
        return self.running().filter(heartbeat__lt=at - STALE)

    def claimable(self, *, at: dt.datetime):
        return self.filter(Q(state="queued") | Q(state="running", heartbeat__lt=at - STALE))

    def to_send(self, *, at: dt.datetime):
        """Jobs whose message never left, was lost, or died with its worker."""
        unsent = Q(state="queued", sent_at=None, created_at__lt=at - UNSENT)
        lost = Q(state="queued", sent_at__lt=at - RESEND)
        dead = Q(state="running", heartbeat__lt=at - STALE)
        return self.filter(unsent | lost | dead).filter(attempts__lt=MAX_ATTEMPTS)

    def given_up(self, *, at: dt.datetime):
        return self.abandoned(at=at).filter(attempts__gte=MAX_ATTEMPTS)
