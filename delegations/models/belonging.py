"""Rows that hang on a delegation or on a conference, exactly one of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible

from .delegation import Delegation
from .event import Event


def either(prefix: str) -> models.CheckConstraint:
    """The constraint that a row belongs to one delegation or to one conference."""
    return models.CheckConstraint(
        name=f"{prefix}_of_one_activity",
        condition=Q(delegation__isnull=False, event=None) | Q(delegation=None, event__isnull=False),
    )


class OfActivity(models.Model):
    """`activity` is the delegation or the conference; what it shows is seen by who sees that."""

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)s_rows",
        verbose_name=_("delegation"),
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)s_rows",
        verbose_name=_("conference"),
    )

    class Meta:
        abstract = True

    @property
    def activity(self) -> Delegation | Event:
        found = self.delegation or self.event
        if found is None:
            raise ValueError("A row of no activity.")
        return found

    @activity.setter
    def activity(self, record: Delegation | Event) -> None:
        self.delegation = record if isinstance(record, Delegation) else None
        self.event = record if isinstance(record, Event) else None


def with_its_activity(rows, user):
    """The scope of such rows: closed where neither the delegation nor the conference is seen."""
    delegations, events = visible(Delegation, user), visible(Event, user)
    return rows.filter(Q(delegation__in=delegations) | Q(event__in=events))
