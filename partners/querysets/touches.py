"""Questions about contacts with partners and matters that arose."""

from django.db.models import F, Q

from portal.records.querysets import DatedRecordQuerySet, SharedQuerySet


class TouchQuerySet(SharedQuerySet):
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


class MatterQuerySet(DatedRecordQuerySet):
    def open(self):
        return self.live().exclude(state="closed")

    def not_reported(self):
        return self.open().filter(reported_at=None)
