"""Questions about partners and their names."""

import datetime as dt

from django.db import models
from django.db.models import Case, Q, Value, When

from portal.access.scope import OpenQuerySet
from portal.records.querysets import KeptQuerySet
from portal.text import fold, normalise

EXACT, BEGINS, ACRONYM, BEGINS_PLAIN, REST = range(5)


class PartnerQuerySet(KeptQuerySet):
    def of_country(self, code):
        return self.filter(country=code)

    def of_group(self, code):
        """Partners whose main group it is, or one of the further ones."""
        return self.filter(Q(priority_group=code) | Q(group_tags__contains=[code]))

    def named(self, name):
        """Partners one of whose names equals `name` once accents, case and punctuation are set aside."""
        return self.filter(names__folded=fold(name)).distinct()

    def beginning_with(self, words):
        """Partners one of whose names begins with the words, accents or not."""
        return self.filter(names__folded__startswith=fold(words))

    def ranked(self, words):
        """As `search`, with `rank` to order by: the lowest is the likeliest.

        A name as typed, accents and all, stands first; then names that begin so; then the acronym; then names
        that begin so without accents; then all that hold the words in any order.
        """
        typed, folded = normalise(words).casefold(), fold(words)
        found = self.search(words)
        if not folded:
            return found.alias(rank=Value(REST))
        names = self.model.names.rel.related_model.objects.order_by().values("partner")
        return found.alias(
            rank=Case(
                When(pk__in=names.filter(lowered=typed), then=EXACT),
                When(pk__in=names.filter(lowered__startswith=typed), then=BEGINS),
                When(pk__in=names.filter(kind="acronym", folded=folded), then=ACRONYM),
                When(pk__in=names.filter(folded__startswith=folded), then=BEGINS_PLAIN),
                default=REST,
                output_field=models.SmallIntegerField(),
            )
        )

    def in_relations(self):
        """Partners with whom there is a relationship today: neither archived nor interrupted."""
        return self.live().exclude(relationship_state="interrupted")

    def registration_ending(self, *, on: dt.date, days: int):
        """Foreign NGOs whose registration has run out, or runs out within so many days."""
        return self.live().filter(registration_expires_on__lte=on + dt.timedelta(days=days))


class PartnerNameQuerySet(OpenQuerySet):
    def spelled(self, name):
        """Names equal to `name` once accents, case and punctuation are set aside."""
        return self.filter(folded=fold(name))
