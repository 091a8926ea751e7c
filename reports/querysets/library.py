"""Who reads which document of the library, what a unit has confirmed, which questions are read by whom."""

from django.db.models import Exists, Q

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, ScopedQuerySet, has, reached_units, visible
from portal.records.querysets import KeptMethods, RecordQuerySet
from portal.units.models import Unit, UnitType


def addressed_to(units) -> Q:
    """Documents for one of these units: by name, by kind, or for all. `units` are ids, also as a subquery."""
    of_them = Unit.objects.filter(pk__in=units).order_by()
    by_kind = Q(pk__in=[])
    for kind in UnitType.values:  # worded without asking the database, so that lists may remember their words
        by_kind |= Q(Exists(of_them.filter(unit_type=kind)), addressed_types__contains=[kind])
    return by_kind | Q(addressees__in=units) | Q(addressed_types=[], addressees=None)


class LibraryItemQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Who reviews reports reads all; a unit reads what was sent and is addressed to it, and what it sends itself."""
        if has(user, Permission.REPORT_REVIEW):
            return self
        if not has(user, Permission.RECORD_VIEW):
            return self.none()
        units = reached_units(user, Permission.RECORD_VIEW)
        sent = self.model._base_manager.filter(addressed_to(units), sent_at__isnull=False)
        return self.filter(Q(pk__in=sent.values("pk")) | Q(unit_id__in=units))

    def sent(self):
        return self.live().exclude(sent_at=None)

    def in_force(self, *, on):
        """Sent, valid on that day, and not replaced by another that was sent."""
        valid = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gte=on))
        return self.sent().filter(valid).exclude(replaced_by__sent_at__isnull=False)


class ReceiptQuerySet(ScopedQuerySet):
    """Confirmations are seen by the unit and by who reads its records."""

    def unread(self):
        return self.filter(read_at=None)

    def waiting(self):
        """Of documents that still stand: those of units that have not confirmed all that is asked."""
        open_ones = Q(item__asks_reading=True, read_at=None) | Q(item__asks_doing=True, done_at=None)
        standing = self.filter(open_ones, item__archived_at=None, item__sent_at__isnull=False)
        replaced = self.model._meta.get_field("item").related_model._base_manager.filter(
            replaced_by__sent_at__isnull=False, replaced_by__archived_at=None
        )
        return standing.exclude(item__in=replaced.values("pk"))

    def to_confirm_by(self, user):
        """Those that this person may confirm, because the unit's reports are theirs to write."""
        return self.filter(unit_id__in=reached_units(user, Permission.REPORT_WRITE))


class ReceiptChaseQuerySet(OpenQuerySet):
    """Each chasing is seen by whoever sees the confirmation it asks for."""

    def visible_to(self, user):
        receipt = self.model._meta.get_field("receipt").related_model
        return self.filter(receipt__in=visible(receipt, user))


class QuestionQuerySet(KeptMethods, ScopedQuerySet):
    def visible_to(self, user):
        """One's own unit's; all of them for who reviews reports; shared ones for everybody who reads records."""
        if has(user, Permission.REPORT_REVIEW):
            return self
        if not has(user, Permission.RECORD_VIEW):
            return self.none()
        return self.filter(Q(unit_id__in=reached_units(user, Permission.RECORD_VIEW)) | Q(is_shared=True))

    def waiting(self):
        return self.live().filter(answer="")
