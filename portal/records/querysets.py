"""Questions that every register answers, as chainable methods."""

from django.db import models
from django.db.models import F, Func, Q, TextField, Value

from portal.access.scope import OpenQuerySet, ScopedQuerySet
from portal.text import fold

#: between the words by which a record is called and its long texts; a folded text holds no line break
PROSE_AFTER = "\n"
CALLED = Func(F("search_text"), Value(PROSE_AFTER), Value(1), function="split_part", output_field=TextField())


class KeptMethods(models.QuerySet):
    def live(self):
        """Records that are not archived."""
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)

    def search(self, words):
        """Records that hold every word, accents or not, in any order."""
        found = self
        for word in fold(words or "").split():
            found = found.filter(search_text__contains=word)
        return found

    def called(self, words):
        """As `search`, but by what the records are called alone: for choosing one while its name is typed."""
        found = self.search(words).alias(called=CALLED)
        for word in fold(words or "").split():
            found = found.filter(called__contains=word)
        return found


class KeptQuerySet(KeptMethods, OpenQuerySet):
    """Registers that belong to no unit: all who are signed in read them."""


class SharedQuerySet(ScopedQuerySet):
    """Rows of one unit that are shown under others, too."""

    other_units_field = "other_units"

    def of_units(self, unit_ids):
        """Rows led by, or shared among, the given units; each once."""
        through = self.model.other_units.through
        source = self.model._meta.get_field("other_units").m2m_field_name()
        shared = through.objects.filter(unit_id__in=unit_ids).values(f"{source}_id")
        return self.filter(Q(unit_id__in=unit_ids) | Q(pk__in=shared))


class RecordQuerySet(KeptMethods, SharedQuerySet):
    """Registers whose records belong to units."""


class DatedMethods(models.QuerySet):
    def counted(self):
        """What figures count at all, whatever the days; a register that holds plans too says otherwise."""
        return self

    def within(self, first, last):
        """Records that surely fall into the days from `first` to `last`: by their end, else their start.

        A partial date counts when all of its days lie inside; one too coarse to place is in `unplaced`.
        """
        return self.filter(placed_from__gte=first, placed_to__lte=last)

    def unplaced(self, first, last):
        """Records whose partial date touches the days but does not lie inside: "chưa rõ kỳ"."""
        touching = Q(placed_from__lte=last, placed_to__gte=first)
        return self.filter(touching).exclude(placed_from__gte=first, placed_to__lte=last)

    def undated(self):
        return self.filter(placed_from=None)


class DatedRecordQuerySet(DatedMethods, RecordQuerySet):
    """Records of units with a time."""
