"""Questions about partners, contacts and positions."""

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, has
from portal.records.querysets import DatedRecordQuerySet, KeptQuerySet, RecordQuerySet
from portal.text import fold


class PartnerQuerySet(KeptQuerySet):
    def of_country(self, code):
        return self.filter(country=code)

    def named(self, name):
        """Partners one of whose names equals `name` once accents, case and punctuation are set aside."""
        return self.filter(names__folded=fold(name)).distinct()

    def beginning_with(self, words):
        """Partners one of whose names begins with the words, accents or not."""
        return self.filter(names__folded__startswith=fold(words))

    def in_relations(self):
        """Partners with whom there is a relationship today: neither archived nor interrupted."""
        return self.live().exclude(relationship_state="interrupted")


class PartnerNameQuerySet(OpenQuerySet):
    def spelled(self, name):
        """Names equal to `name` once accents, case and punctuation are set aside."""
        return self.filter(folded=fold(name))


class ContactQuerySet(RecordQuerySet):
    """Persons abroad: personal data, so only the unit that entered them and the central readers see them."""

    def current(self, *, on):
        return self.filter(Q(left_on=None) | Q(left_on__gte=on))


class PositionQuerySet(DatedRecordQuerySet):
    def visible_to(self, user):
        """Our standing in international bodies is no secret inside the union."""
        return self if has(user, Permission.RECORD_VIEW) else self.none()

    def held(self, *, on):
        """Positions held on that day, as far as their partial dates say."""
        day = on.isoformat()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day)).filter(
            Q(ends_on=None) | Q(ends_on__gte=day) | Q(placed_to__gte=on)
        )
