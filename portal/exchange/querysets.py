"""Questions about imports."""

from django.db import models

from portal.access.permissions import Permission
from portal.access.scope import has


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own imports; all of them for who manages people or reads the audit trail."""
        if not user.is_authenticated:
            return self.none()
        if has(user, Permission.AUDIT_READ) or has(user, Permission.PEOPLE_MANAGE):
            return self
        return self.filter(uploaded_by=user)
