"""Days to remember: national and founding days, congresses, elections, bereavements, by either calendar."""

import datetime as dt
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.deadlines import lunar
from portal.records.models import Kept

from ..querysets import OccasionQuerySet
from .partner import Partner

LEAP_YEAR = 2000


class OccasionKind(models.TextChoices):
    CONGRESS = "congress", _("congress")
    FOUNDING_DAY = "founding_day", _("founding day")
    NATIONAL_DAY = "national_day", _("national day")
    ELECTION = "election", _("election of a leader")
    BEREAVEMENT = "bereavement", _("bereavement")
    NEW_YEAR = "new_year", _("new year")
    RELATIONS_DAY = "relations_day", _("anniversary of relations")
    OTHER = "other", _("other")


#: What nobody can know months ahead: told on the day it is entered, and answered within days.
SUDDEN = (OccasionKind.ELECTION, OccasionKind.BEREAVEMENT)


class Calendar(models.TextChoices):
    SOLAR = "solar", _("solar")
    LUNAR = "lunar", _("lunar")


@tracked()
class Occasion(Kept):
    """A day of a partner or of a country: every year by the solar or lunar calendar, or once (`year` given).

    29/2 of a yearly day falls on 28/2 in common years; lunar day 30 on the 29th where the month is short.
    """

    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="occasions", verbose_name=_("partner")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, choices=country_choices,
        help_text=_("For days of a whole country: they stand at each partner there."),
    )  # fmt: skip
    kind = models.CharField(_("occasion"), max_length=20, choices=OccasionKind.choices)
    title = models.CharField(_("what is marked"), max_length=250)
    calendar = models.CharField(
        _("calendar"), max_length=10, choices=Calendar.choices, default=Calendar.SOLAR,
        help_text=_("Lunar: the Vietnamese calendar; China's differs by a day in a few years."),
    )  # fmt: skip
    is_yearly = models.BooleanField(_("every year"), default=True)
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("The year of the event; for yearly days, of the first.")
    )
    notes = models.CharField(_("notes"), max_length=300, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["month", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="occasion_of_partner_or_country",
                condition=Q(partner__isnull=False, country="") | (Q(partner=None) & ~Q(country="")),
                violation_error_message=_("An occasion is a partner's or a country's: choose one of them."),
            ),
            models.CheckConstraint(
                name="occasion_once_has_its_year",
                condition=Q(is_yearly=True) | Q(year__isnull=False),
                violation_error_message=_("What happens once needs its year."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:occasion-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.partner or ""), country_name(self.country), self.notes]

    def clean(self):
        """A day that its calendar does not have is refused, with the day found and the days there are."""
        if None in (self.day, self.month) or not 1 <= self.month <= 12:
            return  # the field says so itself
        if not self.is_yearly and self.year is None:
            raise ValidationError(
                {"year": _now("Year: found nothing, expected the year of what happens once.")}
            )
        try:
            if self.calendar == Calendar.LUNAR:
                self._check_lunar()
            else:
                self._check_solar()
        except lunar.LunarDateError as refused:
            raise ValidationError({"day": str(refused)}) from None

    def _check_lunar(self) -> None:
        if self.is_yearly:
            lunar.refuse_impossible(self.day, self.month)
        else:
            lunar.to_solar(self.day, self.month, self.year)

    def _check_solar(self) -> None:
        last = monthrange(LEAP_YEAR if self.is_yearly or self.year is None else self.year, self.month)[1]
        if self.day > last:
            facts = {"found": f"{self.day}/{self.month}", "last": last}
            sentence = _now("Day: found %(found)s, expected 1 to %(last)s: the month is no longer.")
            raise ValidationError({"day": sentence % facts})

    # -- when it falls --

    def next_on(self, on: dt.date) -> dt.date | None:
        """The first day, `on` or later, on which it falls; None for what is over, or where the calendar ends."""
        try:
            return self._next_on(on)
        except ValueError:
            return None

    def _next_on(self, on: dt.date) -> dt.date | None:
        if not self.is_yearly:
            day = self._once()
            return day if day >= on else None
        if self.calendar == Calendar.LUNAR:
            return lunar.next_solar(self.day, self.month, on)
        this_year = self._in_solar_year(on.year)
        return this_year if this_year >= on else self._in_solar_year(on.year + 1)

    def _once(self) -> dt.date:
        if self.calendar == Calendar.LUNAR:
            return lunar.to_solar(self.day, self.month, self.year)
        return dt.date(self.year, self.month, self.day)

    def _in_solar_year(self, year: int) -> dt.date:
        return dt.date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def years_on(self, day: dt.date) -> int | None:
        """How many years it is then since the first; None where the first year is not known, or it is the first."""
        if self.year is None or not self.is_yearly:
            return None
        year = lunar.to_lunar(day).year if self.calendar == Calendar.LUNAR else day.year
        return year - self.year if year > self.year else None

    @property
    def is_sudden(self) -> bool:
        return self.kind in SUDDEN

    @property
    def whose(self) -> str:
        """The partner or the country whose day it is."""
        return str(self.partner) if self.partner_id else country_name(self.country)

    @property
    def when_label(self) -> str:
        """ "02/12 every year", "15/08 lunar, every year", "20/11/2026"."""
        day = f"{self.day:02d}/{self.month:02d}"
        if not self.is_yearly:
            day = f"{day}/{self.year}"
        if self.calendar == Calendar.LUNAR:
            day = _now("%(day)s lunar") % {"day": day}
        return _now("%(day)s every year") % {"day": day} if self.is_yearly else day
