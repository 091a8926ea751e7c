"""Questions about contacts with partners, promises and matters that arose."""

from django.db.models import F, Q

from portal.access.scope import ScopedQuerySet
from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet


class TouchQuerySet(ScopedQuerySet):
    other_units_field = "other_units"

    def done(self, *, on):
        """What took place by that day; a plan is no contact yet, what is under way is one after its last day."""
        past = Q(placed_on=None) | Q(placed_on__lte=on)
        return self.filter(Q(is_done=True) & past | Q(is_done=False, done_after__lt=on))

    def ahead(self, *, on):
        """Plans and what is under way: all that is not `done`."""
        return self.exclude(pk__in=self.model._default_manager.done(on=on).values("pk"))

    def newest_first(self):
        """What nobody dated stands last."""
        return self.order_by(F("placed_on").desc(nulls_last=True), "-pk")

    def between(self, first, last):
        return self.filter(placed_on__gte=first, placed_on__lte=last)


class InteractionQuerySet(DatedRecordQuerySet):
    def with_partner(self, partner):
        through = self.model.partners.through.objects.filter(partner=partner)
        return self.filter(pk__in=through.values("interaction_id"))


class NextStepQuerySet(RecordQuerySet):
    def open(self):
        """Promises neither kept nor given up."""
        return self.live().filter(kept_on=None, dropped_reason="")

    def overdue(self, *, on):
        """Open past their day; those of a suspended agreement rest."""
        return self.open().filter(due_on__lt=on, suspended_on=None)

    def to_check(self):
        """Important ones that were kept and that nobody else has checked."""
        return self.kept().filter(is_important=True, checked_on=None)

    def kept(self):
        return self.live().exclude(kept_on=None)

    def given_up(self):
        return self.live().exclude(dropped_reason="")

    def owned_by(self, user):
        """Promises that this account's person looks after."""
        return self.filter(owner__user=user)

    def most_urgent_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class MatterQuerySet(DatedRecordQuerySet):
    def open(self):
        return self.live().exclude(state="closed")

    def not_reported(self):
        return self.open().filter(reported_at=None)
