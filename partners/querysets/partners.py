"""Questions about partners and their names."""

from portal.access.scope import OpenQuerySet
from portal.records.querysets import KeptQuerySet
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
