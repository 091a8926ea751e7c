"""Questions about days to remember and letters."""

from django.apps import apps
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from portal.records.querysets import KeptQuerySet, RecordQuerySet


class OccasionQuerySet(KeptQuerySet):
    def of_partner(self, partner):
        """The partner's own days and those of its country."""
        own = Q(partner=partner)
        of_country = Q(partner=None, country=partner.country)
        return self.live().filter(own | of_country if partner.country else own)

    def of_country(self, code):
        """Days of the country and of the partners there."""
        return self.filter(Q(country=code) | Q(partner__country=code))

    def to_mark(self):
        """Days of partners in relations, and of countries in which there is such a partner."""
        partners = apps.get_model("partners", "Partner")._default_manager.in_relations()
        countries = partners.exclude(country="").order_by().values("country")
        return self.live().filter(
            Q(partner__in=Subquery(partners.order_by().values("pk"))) | Q(partner=None, country__in=countries)
        )


class MessageTemplateQuerySet(KeptQuerySet):
    """Wordings that letters start from."""

    def fitting(self, kind, occasion_kind, language):
        """The wording of that very occasion, else the one for any; None where there is none."""
        found = self.live().filter(kind=kind, language=language, occasion_kind__in=["", occasion_kind or ""])
        return found.order_by("-occasion_kind").first()


class MessageQuerySet(RecordQuerySet):
    def open(self):
        """Drafts: not sent yet."""
        return self.live().filter(state="draft")

    def unanswered(self):
        """Ours that went and theirs that came, and nobody has answered."""
        return self.live().filter(state__in=["sent", "received"])

    def placed(self):
        """With `placed_on`: when it went or came; for a draft the day of its occasion, else of its entry."""
        return self.annotate(
            placed_on=Coalesce("sent_on", "received_on", "occasion_on", TruncDate("created_at"))
        )

    def for_occasions(self):
        """Our letters that were written for a day of the register."""
        return self.live().filter(flow="ours", occasion__isnull=False, occasion_on__isnull=False)
