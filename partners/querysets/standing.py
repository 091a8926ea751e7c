"""Questions about our standing in international bodies."""

import datetime as dt
from calendar import monthrange

from django.db import models
from django.db.models import F, Q

from portal.access.permissions import Permission
from portal.access.scope import has, reached_units
from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet

ELECTED_SEAT, MEMBERSHIP = "elected_seat", "membership"
UNDER_WAY = ("considered", "nominated", "campaign")


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

    def ended(self, *, on):
        """Those whose term is surely over."""
        return self.filter(ends_on__isnull=False, placed_to__lt=on)

    def memberships(self):
        return self.filter(kind=MEMBERSHIP)

    def mandates(self):
        """Elected seats: a term that ends by itself and must be won again."""
        return self.filter(kind=ELECTED_SEAT)

    def ending_within(self, months: int, *, on):
        """Mandates held on that day whose term ends in so many months."""
        last = months_after(on, months)
        return self.mandates().held(on=on).filter(ends_on__isnull=False, placed_to__lte=last)

    def without_plan(self, candidacies):
        """Those that none of these candidacies is to replace; one that was withdrawn is no plan."""
        plans = candidacies.live().exclude(stage="withdrawn").filter(replaces__isnull=False)
        return self.exclude(pk__in=plans.values("replaces_id"))

    def cared_for_by(self, user):
        """Positions of the units whose records the user enters; leaders care for those they read."""
        permission = Permission.RECORD_EDIT if has(user, Permission.RECORD_EDIT) else Permission.LEADERSHIP
        return self.filter(unit_id__in=reached_units(user, permission))


class ObligationQuerySet(RecordQuerySet):
    """Obligations of a member: of the unit that has them, and of the centre."""

    def owed(self):
        """Not done yet, whether due or not."""
        return self.filter(done_on=None)

    def overdue(self, *, on):
        return self.owed().filter(due_on__lt=on)

    def not_yet_due(self, *, on):
        return self.owed().filter(due_on__gte=on)

    def due_within(self, days: int, *, on):
        """Not done, and due in the next `days` days; what is overdue is not among them."""
        return self.not_yet_due(on=on).filter(due_on__lte=on + dt.timedelta(days=days))

    def done_in_time(self):
        return self.filter(done_on__isnull=False, done_on__lte=F("due_on"))

    def done_late(self):
        return self.filter(done_on__gt=F("due_on"))

    def in_state(self, state: str, *, on):
        """Those that `Obligation.state_on` calls so on that day."""
        return {
            "due": lambda: self.not_yet_due(on=on),
            "overdue": lambda: self.overdue(on=on),
            "in_time": self.done_in_time,
            "late": self.done_late,
        }[state]()

    def of_year(self, year: int):
        return self.filter(year=year)


class CandidacyQuerySet(RecordQuerySet):
    """Candidacies: of the unit that stands, and of the centre."""

    def under_way(self):
        return self.filter(stage__in=UNDER_WAY)

    def with_counts(self):
        """`asked` partners we turned to or mean to, `promised` and `refused` among them."""
        return self.annotate(
            asked=models.Count("pledges"),
            promised=models.Count("pledges", filter=Q(pledges__state="pledged")),
            refused=models.Count("pledges", filter=Q(pledges__state="refused")),
        )


class PledgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Seen by whoever sees the candidacy."""
        candidacies = self.model._meta.get_field("candidacy").related_model
        return self.filter(candidacy__in=candidacies.objects.visible_to(user))


class InitiativeQuerySet(DatedRecordQuerySet):
    """Initiatives and interventions: of the unit that made them, and of the centre."""


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
