"""Questions to the database about notices and letters."""

import datetime as dt

from django.db import models

from portal.access.permissions import Permission
from portal.access.scope import has


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own notices, nobody else's."""
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters to oneself; all of them for administrators, who see to it that the mail leaves."""
        if has(user, Permission.PEOPLE_MANAGE):
            return self
        return self.filter(notice__recipient=user) if user.is_authenticated else self.none()

    def due(self, *, at: dt.datetime):
        """Waiting letters whose next attempt has come."""
        return self.filter(state="waiting", try_after__lte=at)


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one chose oneself, nobody else's."""
        return self.filter(user=user) if user.is_authenticated else self.none()
