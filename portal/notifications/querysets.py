"""Questions to the database about notices and letters."""

import datetime as dt

from django.db import models
from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import has

#: So long a mailbox that refused a letter is said not to take mail, unless the letters were sent again.
REMEMBERED = dt.timedelta(days=60)
#: A letter given up before this many attempts was refused for good (portal.notifications.sending).
ATTEMPTS = 6


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own notices, nobody else's."""
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def for_digest(self, *, until: dt.datetime, since: dt.datetime):
        """Those that wait for a morning's letter, told by `until`, of people who got none from `since` on."""
        had = self.model._default_manager.filter(digest__created_at__gte=since).values("recipient")
        return self.filter(awaits_digest=True, created_at__lte=until).exclude(recipient__in=had)


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters to oneself, the morning's too; all of them for administrators, who see to it that the mail leaves."""
        if has(user, Permission.PEOPLE_MANAGE):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(notice__recipient=user) | Q(told__recipient=user)).distinct()

    def due(self, *, at: dt.datetime):
        """Waiting letters whose next attempt has come."""
        return self.filter(state="waiting", try_after__lte=at)

    def undeliverable(self, *, at: dt.datetime):
        """Letters of late that came back or whose mailbox the server refused: their addresses do not take mail."""
        since = at - REMEMBERED
        refused = Q(state="failed", attempts__lt=ATTEMPTS, created_at__gte=since)
        return self.filter(Q(state="bounced", bounced_at__gte=since) | refused)

    def addresses(self) -> set[str]:
        """The addresses of these letters, each once, in small letters."""
        return {
            address.lower() for address in self.order_by().values_list("to_address", flat=True).distinct()
        }

    def to(self, address: str):
        """Letters to this address; none for no address."""
        return self.filter(to_address__iexact=address) if address else self.none()


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one chose oneself, nobody else's."""
        return self.filter(user=user) if user.is_authenticated else self.none()
