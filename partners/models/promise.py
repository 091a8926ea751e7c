"""What one side promised the other, until it is kept or given up, and what shows it."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record

from ..querysets import NextStepQuerySet
from .choices import Flow
from .interaction import Interaction
from .partner import Partner
from .sentences import refusal


class PromiseOrigin(models.TextChoices):
    """Where a promise was made."""

    TALK = "talk", _("talk, meeting")
    AGREEMENT = "agreement", _("agreement")
    TRIP = "trip", _("delegation or conference")
    RESOLUTION = "resolution", _("resolution of a congress or body")
    OTHER = "other", _("elsewhere")


class Recurrence(models.TextChoices):
    """How often a promise falls due; the next one is opened when one is settled."""

    ONCE = "once", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half_yearly", _("every half-year")
    YEARLY = "yearly", _("every year")


@tracked()
class NextStep(Record):
    """What one side promised the other: whose it is, who looks after it, until when, and what came of it.

    A promise that recurs is a row for each time: `follows` leads to the one before. An important one counts as
    settled when somebody else has checked it. `climbed_to` is the level that was told that it is overdue: 0 the
    owner, 1 the head of the unit, 2 the International Department, 3 its head; None as long as nobody was told.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="next_steps", verbose_name=_("partner"))
    interaction = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_steps",
        verbose_name=_("agreed at"),
    )
    whose = models.CharField(
        _("whose promise"), max_length=10, choices=Flow.choices,
        error_messages={"blank": _("Whose promise: found nothing, expected our side, their side or both.")},
    )  # fmt: skip
    text = models.CharField(_("next step"), max_length=400)
    owner = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_steps",
        verbose_name=_("looked after by"),
    )
    due_on = models.DateField(pgettext_lazy("deadline", "by"), null=True, blank=True)
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    dropped_reason = models.CharField(_("given up because"), max_length=250, blank=True)
    evidence = models.CharField(_("evidence"), max_length=250, blank=True)
    origin = models.CharField(
        _("made in"), max_length=20, choices=PromiseOrigin.choices, default=PromiseOrigin.TALK
    )
    origin_text = models.CharField(
        _("where it stands written"), max_length=250, blank=True,
        help_text=_("For example the resolution and its point."),
    )  # fmt: skip
    recurrence = models.CharField(
        _("how often"), max_length=20, choices=Recurrence.choices, default=Recurrence.ONCE
    )
    recurs_until = models.DateField(_("recurs until"), null=True, blank=True)
    follows = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="followed_by",
        verbose_name=_("the time before"),
    )  # fmt: skip
    is_important = models.BooleanField(_("important: checked by another"), default=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by_name = models.CharField(max_length=200, blank=True, editable=False)
    suspended_on = models.DateField(_("resting since"), null=True, blank=True, editable=False)
    climbed_to = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise, next step")
        verbose_name_plural = _("promises, next steps")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                name="promise_open_by_day",
                fields=["due_on", "id"],
                condition=Q(kept_on=None, dropped_reason="", archived_at=None),
            ),
            models.Index(name="promise_by_day", fields=["due_on", "id"], condition=Q(archived_at=None)),
            models.Index(
                name="promise_to_check",
                fields=["due_on", "id"],
                condition=Q(is_important=True, checked_on=None, kept_on__isnull=False, archived_at=None),
            ),
            models.Index(name="promise_of_unit", fields=["unit", "id"]),
        ]
        constraints = [
            models.CheckConstraint(name="promise_has_its_side", condition=~Q(whose="")),
            models.CheckConstraint(
                name="promise_checked_when_kept", condition=Q(checked_on=None) | Q(kept_on__isnull=False)
            ),
            models.CheckConstraint(
                name="promise_recurs_from_its_day", condition=Q(recurrence="once") | Q(due_on__isnull=False)
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("partners:nextstep-detail", args=[self.pk])

    def words(self):
        names = [row.name for row in self.partner.names.all()]
        return [
            self.text,
            str(self.partner),
            *names,
            str(self.owner or ""),
            self.evidence,
            self.dropped_reason,
            self.origin_text,
        ]

    def clean(self):
        """Refuse a promise that recurs without its first day, and an end of recurring that cannot be."""
        super().clean()
        wrong = {}
        label = self._meta.get_field("recurs_until").verbose_name
        until = f"{self.recurs_until:%d/%m/%Y}" if self.recurs_until else ""
        if self.recurrence != Recurrence.ONCE and self.due_on is None:
            wrong["due_on"] = refusal(_("due on"), "", _now("the day of the first time: the promise recurs"))
        if until and self.recurrence == Recurrence.ONCE:
            wrong["recurs_until"] = refusal(label, until, _now("nothing: the promise is made for once"))
        elif until and self.due_on and self.recurs_until < self.due_on:
            expected = _now("%(day)s or later") % {"day": f"{self.due_on:%d/%m/%Y}"}
            wrong["recurs_until"] = refusal(label, until, expected)
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_open(self) -> bool:
        return self.kept_on is None and not self.dropped_reason

    @property
    def is_settled(self) -> bool:
        """Kept, and checked where that is asked for."""
        return self.kept_on is not None and not self.waits_for_check

    @property
    def waits_for_check(self) -> bool:
        """Kept, important, and nobody else has looked at it yet."""
        return self.is_important and self.kept_on is not None and self.checked_on is None

    def is_overdue(self, *, on: dt.date) -> bool:
        """A promise of a suspended agreement rests: it falls due when the agreement is resumed."""
        return self.is_open and self.suspended_on is None and self.due_on is not None and self.due_on < on


@tracked()
class Evidence(models.Model):
    """A record that shows that a promise was kept: a delegation, an event, an agreement, by model and number.

    `label` is the record's name on that day; the record itself is shown to those who may see it.
    """

    step = models.ForeignKey(
        NextStep, models.CASCADE, related_name="evidence_rows", verbose_name=_("promise")
    )
    target_model = models.CharField(_("kind of record"), max_length=80)
    target_id = models.BigIntegerField(_("record"))
    label = models.CharField(_("evidence"), max_length=300)
    by_name = models.CharField(_("by"), max_length=200, blank=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("evidence of a promise")
        verbose_name_plural = _("evidence of promises")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="evidence_once", fields=["step", "target_model", "target_id"])
        ]

    def __str__(self):
        return self.label


declare_scope(Evidence, through("step"))
