"""Questions about units, as chainable methods."""

from django.db import models
from django.db.models import Q

from portal.text import fold


class UnitQuerySet(models.QuerySet):
    def as_of(self, day):
        """Units that existed on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def valid_within(self, first, last):
        """Units that existed on at least one day from `first` to `last`."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=first), valid_from__lte=last)

    def reporting(self):
        """Federations, sector and corporation unions: those who owe a report (domain.md 9.6)."""
        from .models import REPORTING_TYPES

        return self.filter(unit_type__in=REPORTING_TYPES)

    def subtree_of(self, unit):
        """The unit and all below it in the organisation chart."""
        return self.filter(above__ancestor=unit, above__through_lineage=False)

    def in_scope_of(self, unit_ids):
        """Units that an office held on any of `unit_ids` reaches: below them, and what merged into them."""
        return self.filter(above__ancestor__in=unit_ids).distinct()

    def search(self, words):
        """Units whose present or former name holds every word, accents or not."""
        found = self
        for word in fold(words).split():
            found = found.filter(names__folded__contains=word)
        return found.distinct()


class UnitNameQuerySet(models.QuerySet):
    def spelled(self, name):
        """Names equal to `name` once accents, case and punctuation are set aside."""
        return self.filter(folded=fold(name))


class ClosureQuerySet(models.QuerySet):
    def reached_from(self, unit_ids):
        return self.filter(ancestor__in=unit_ids)
