"""Questions about outgoing papers."""

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import reached_units
from portal.records.querysets import RecordQuerySet

from .personal import PERSONAL_KINDS


class PaperQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """SECURITY: papers that name guests are for who writes, signs or numbers for the unit (domain.md 8)."""
        seen = super().visible_to(user)
        if not PERSONAL_KINDS or not user.is_authenticated:
            return seen
        near = Q()
        for permission in (Permission.RECORD_EDIT, Permission.REPORT_WRITE, Permission.NUMBER):
            near |= Q(unit_id__in=reached_units(user, permission))
        return seen.filter(~Q(kind__in=PERSONAL_KINDS) | near)

    def of(self, record):
        """Papers drafted from the record."""
        return self.filter(target_model=record._meta.label_lower, target_id=record.pk)

    def in_queue(self):
        """What the clerk has still to number, seal or dispatch."""
        return self.live().filter(state__in=("number", "seal", "dispatch"))

    def in_text(self):
        """Still being written."""
        return self.live().filter(state="draft")


class RegisterLineQuerySet(RecordQuerySet):
    other_units_field = None

    def in_book(self, book, year):
        """The lines of one register and year; recalled papers keep their numbers."""
        return self.filter(book=book, year=year)
