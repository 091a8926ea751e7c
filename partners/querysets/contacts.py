"""Questions about persons at our partners and about counterparts."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Greatest

from portal.records.querysets import RecordQuerySet


class ContactPostQuerySet(models.QuerySet):
    def held(self, *, on: dt.date):
        """Posts held on that day; unknown days do not speak against it."""
        return self.filter(Q(begins_on=None) | Q(begins_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on))


class ContactQuerySet(RecordQuerySet):
    """Persons abroad: personal data, so only the unit that entered them and the central readers see them."""

    def current(self, *, on: dt.date):
        """Who holds a post on that day, and who never had one recorded."""
        posts = apps.get_model("partners", "ContactPost").objects.filter(contact=OuterRef("pk"))
        return self.filter(Exists(posts.held(on=on)) | ~Exists(posts))

    def former(self, *, on: dt.date):
        """Whose posts have all ended by that day."""
        posts = apps.get_model("partners", "ContactPost").objects.filter(contact=OuterRef("pk"))
        return self.filter(Exists(posts)).exclude(Exists(posts.held(on=on)))

    def with_personal_data(self):
        """Telephone, mail or notes are kept."""
        return self.exclude(telephone="", email="", notes="")

    def unneeded(self, *, before: dt.date):
        """Personal data that nothing asks for any more: the last post ended, the last meeting was before that day.

        Archived contacts count too: setting a record aside does not remove what it says of a person. `last_seen`
        is the last of these days.
        """
        found = self.with_personal_data().former(on=before)
        found = found.annotate(
            last_post=Max("posts__ends_on"), last_meeting=Max("attended__interaction__placed_to")
        )
        found = found.annotate(last_seen=Greatest("last_post", "last_meeting"))
        return found.filter(Q(last_meeting=None) | Q(last_meeting__lt=before), last_post__lt=before)


class CounterpartQuerySet(RecordQuerySet):
    """Who of ours deals with whom there."""

    def running(self, *, on: dt.date):
        """Not ended by that day; a year alone lasts until its last day."""
        year, month, day = f"{on:%Y}", f"{on:%Y-%m}", on.isoformat()
        return self.filter(Q(until=None) | Q(until__gte=day) | Q(until__in=[year, month]))

    def twins(self):
        return self.filter(kind="twin_border")

    def by_partner(self):
        return self.order_by(F("partner__sort_key"), "unit__sort_key", "pk")
