"""A delegation that travels or visits, its legs and its members."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.people.models import Person
from portal.records.related import related
from portal.text.fields import PartialDateField
from portal.units.models import Unit

from ..querysets import DelegationQuerySet
from .activity import Activity, count_of, period_label, ways_to
from .choices import Direction, GuestClass, MemberRole, Purpose, State
from .dossier_choices import PassportKind

HOME = "VN"


@tracked()
class Delegation(Activity):
    """Annexes II and III. `size` empty means that nobody stated it, never nought.

    `country` is the main destination, or the country that the guests come from; further ones are legs.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction.choices)
    title = models.CharField(_("name of the delegation, purpose"), max_length=400)
    purpose = models.CharField(_("kind of purpose"), max_length=30, choices=Purpose.choices, blank=True)
    guest_class = models.CharField(
        _("class of guests"), max_length=20, choices=GuestClass.choices, blank=True
    )
    head_name = models.CharField(_("head of delegation"), max_length=150, blank=True)
    head_post = models.CharField(_("post of the head"), max_length=200, blank=True)
    size = models.IntegerField(_("number of persons"), null=True, blank=True)
    women = models.IntegerField(_("women among them"), null=True, blank=True)
    event = models.ForeignKey(
        "delegations.Event",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("attends the conference"),
    )
    guest_needs = models.TextField(_("needs of the guests"), blank=True)
    interpreter = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interprets",
        verbose_name=_("interpreter"),
    )
    report_submitted_on = models.DateField(_("report handed in on"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            *ways_to("delegation"),
            models.Index(
                fields=["unit", "purpose", "country", "level", "placed_to"], name="delegation_by_matter"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="delegation_size_is_not_nought", condition=models.Q(size=None) | models.Q(size__gte=1)
            ),
            models.CheckConstraint(
                name="delegation_women_within_size", condition=models.Q(women=None) | models.Q(size=None)
                | models.Q(women__lte=models.F("size"))
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("delegations:delegation-detail", args=[self.pk])

    @property
    def days(self) -> int | None:
        """How many days, both ends counted; None where a date is missing or coarse."""
        dates = (self.starts_on, self.ends_on)
        if not all(date and date.precision == "day" for date in dates):
            return None
        return (self.ends_on.earliest - self.starts_on.earliest).days + 1

    @property
    def is_reported(self) -> bool:
        return self.report_submitted_on is not None

    @property
    def country_codes(self) -> list[str]:
        """The main country, then those of the legs, each once; our own country is none of them."""
        legs = [leg.country for leg in related(self, "legs")] if self.pk else []
        return [code for code in dict.fromkeys([self.country, *legs]) if code and code != HOME]

    @property
    def country_label(self) -> str:
        return ", ".join(country_name(code) for code in self.country_codes)

    def words(self):
        legs = [leg.place for leg in self.legs.all()] if self.pk else []
        people = [self.head_name, self.head_post]
        return [self.code, self.title, *people, self.place, self.country_label, *legs, *self.partner_words()]

    def impossible(self):
        wrong = super().impossible()
        count_of(wrong, self, "size", least=1)
        count_of(wrong, self, "women")
        if self.size is not None and self.women is not None and self.women > self.size >= 1:
            wrong["women"] = gettext(
                "Women: found %(found)s. Expected at most the number of persons, %(expected)s."
            ) % {"found": self.women, "expected": self.size}
        return wrong

    def oddities(self, *, on: dt.date) -> list[str]:
        """What is not impossible but worth a second look, as sentences."""
        members = len(self.members.all())
        found = []
        if self.size and members and members != self.size:
            found.append(
                gettext("The number of persons is %(size)s, but %(members)s members are listed.")
                % {"size": self.size, "members": members}
            )
        if self.placed_to and self.placed_to < on and self.state == State.PLANNED:
            found.append(
                gettext("The last day is past, but the state is still “planned”: it is not counted as done.")
            )
        if any(leg.lies_outside(self) for leg in self.legs.all()):
            found.append(gettext("A leg lies outside the days of the delegation."))
        return found


@tracked()
class Leg(models.Model):
    """One stay of a journey."""

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="legs", verbose_name=_("delegation")
    )
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("leg")
        verbose_name_plural = _("legs")
        ordering = ["starts_on", "pk"]

    def __str__(self):
        return ", ".join(filter(None, [self.place, self.country_label]))

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    @property
    def time_label(self) -> str:
        return period_label(self.starts_on, self.ends_on)

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            sentence = gettext("To: found %(found)s. Expected a day not before the start %(expected)s.")
            values = {"found": self.ends_on.display(), "expected": self.starts_on.display()}
            raise ValidationError({"ends_on": sentence % values})

    def lies_outside(self, delegation: Delegation) -> bool:
        """Whether the leg surely begins before, or ends after, the delegation."""
        first, last = delegation.starts_on, delegation.ends_on or delegation.starts_on
        starts, ends = self.starts_on or self.ends_on, self.ends_on or self.starts_on
        early = bool(first and starts and starts.surely_before(first))
        return early or bool(last and ends and last.surely_before(ends))


@tracked()
class Member(models.Model):
    """A person in a delegation; post and unit as they were then. Personal data, kept to what is needed."""

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="members", verbose_name=_("delegation")
    )
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=MemberRole.choices, default=MemberRole.MEMBER)
    post = models.CharField(_("post"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    unit_written = models.CharField(_("unit or organisation"), max_length=200, blank=True)
    is_woman = models.BooleanField(_("woman"), null=True, blank=True)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("person of ours"),
    )
    managing_authority = models.CharField(_("managed by (authority)"), max_length=200, blank=True)
    reason = models.CharField(_("why this member"), max_length=300, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, choices=country_choices, blank=True)
    passport_kind = models.CharField(
        _("kind of passport"), max_length=20, choices=PassportKind.choices, blank=True
    )
    passport_expires_on = models.DateField(_("passport valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("delegations:members", args=[self.delegation_id])


declare_scope(Leg, through("delegation"))
declare_scope(Member, through("delegation"))
