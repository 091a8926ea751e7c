"""Questions about delegations and conferences, as chainable methods."""

from django.db import models
from django.db.models import Q

from portal.records.querysets import DatedRecordQuerySet
from portal.records.related import listed

NOT_HELD = ("planned", "postponed", "cancelled")


class ActivityMethods(models.QuerySet):
    """What delegations and conferences answer alike."""

    def held(self):
        """What took place or is taking place. A state left empty comes from history and counts as done."""
        return self.exclude(state__in=NOT_HELD)

    def counted(self):
        return self.held()

    def expected(self):
        """What is neither done nor cancelled nor postponed: it stands in the calendar."""
        return self.exclude(state__in=("postponed", "cancelled"))

    def seen_as(self, state, *, on):
        """Records that a reader sees in this state on that day: see `Activity.state_seen`."""
        over = Q(state="ongoing", placed_to__lt=on)
        if state == "done":
            return self.filter(Q(state="done") | over)
        return self.filter(state=state).exclude(over)

    def with_partner(self, partner):
        through = self.model.partners.through
        source = self.model._meta.get_field("partners").m2m_field_name()
        return self.filter(pk__in=through.objects.filter(partner=partner).values(f"{source}_id"))

    def ending_from(self, day):
        """What is not over before the day, as far as its dates say."""
        return self.filter(placed_to__gte=day)

    def for_list(self):
        """With everything that one line of a list prints."""
        return self.select_related("unit").prefetch_related("partners")

    def for_names(self):
        """The same for lines that only name partners and countries (`partner_labels`, `country_label`)."""
        return self.select_related("unit").prefetch_related(
            listed(self.model, "partners", "name_vi", "acronym")
        )


class DelegationQuerySet(ActivityMethods, DatedRecordQuerySet):
    def outgoing(self):
        """Trips abroad. Talks over a line are no trip, whoever called."""
        return self.filter(direction="outgoing").exclude(mode="online")

    def incoming(self):
        return self.filter(direction="incoming").exclude(mode="online")

    def online(self):
        return self.filter(mode="online")

    def at_home(self):
        """Events at home with foreign guests, in person."""
        return self.filter(direction="domestic").exclude(mode="online")

    def of_country(self, code):
        """Delegations to or from the country, by the main country or by one of the legs."""
        legs = self.model.legs.rel.related_model.objects.filter(country=code)
        return self.filter(Q(country=code) | Q(pk__in=legs.values("delegation_id")))

    def with_international_bodies(self):
        """With partners of which none has a country (ILO, ATUC): they are activity with no country."""
        through = self.model.partners.through.objects
        with_country = through.exclude(partner__country="").values("delegation_id")
        return self.filter(pk__in=through.values("delegation_id")).exclude(pk__in=with_country)

    def counted_apart(self, events):
        """Held ones without those that attended one of these conferences: that is one activity, counted there."""
        return self.live().held().exclude(event__in=events.order_by().values("pk"))

    def for_list(self):
        return super().for_list().prefetch_related("legs")

    def for_names(self):
        return super().for_names().prefetch_related(listed(self.model, "legs"))


class EventQuerySet(ActivityMethods, DatedRecordQuerySet):
    def hosted(self):
        """Conferences that we held, alone or with others."""
        return self.filter(our_role__in=("host", "co_host"))

    def attended(self):
        return self.filter(our_role="attended")
