"""Questions about days to remember and letters."""

from django.db.models import Q

from portal.records.querysets import KeptQuerySet, RecordQuerySet


class OccasionQuerySet(KeptQuerySet):
    def of_partner(self, partner):
        """The partner's own days and those of its country."""
        own = Q(partner=partner)
        return self.live().filter(own | Q(partner=None, country=partner.country) if partner.country else own)


class MessageTemplateQuerySet(KeptQuerySet):
    """Wordings that letters start from."""


class MessageQuerySet(RecordQuerySet):
    def open(self):
        return self.live().filter(state="draft")
