"""Days off, numbers of the law, reporting windows: dated rows with a source, edited by administrators."""

import datetime
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", _("public holiday")
    SUBSTITUTE_OFF = "substitute_off", _("day off in lieu")
    WORKING_SATURDAY = "working_saturday", _("weekend day worked in lieu")


@tracked()
class Holiday(models.Model):
    """A day that is not what its weekday says: one row a day."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=20, choices=HolidayKind.choices, default=HolidayKind.HOLIDAY
    )
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} – {self.name}"


class RuleUnit(models.TextChoices):
    WORKING_DAYS = "working_days", _("working days")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")
    YEARLY_DATE = "yearly_date", _("a date of every year")
    PEOPLE = "people", _("people")
    COUNTRIES = "countries", _("countries")
    TIMES = "times", _("times")
    PERCENT = "percent", _("per cent")
    NONE = "none", _("no number")


class Confidence(models.TextChoices):
    FOUND = "found", _("found in the text of the law")
    ANALOGY = "analogy", _("by analogy")
    EXAMPLE = "example", _("example of another body")
    REPLACED = "replaced", _("the text has been replaced, numbers to be confirmed")
    OWN = "own", _("usual practice, to be confirmed")


class RuleQuerySet(models.QuerySet):
    def in_force(self, on: datetime.date) -> "RuleQuerySet":
        """The rules in force on a day: at most one row a code."""
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))


@tracked()
class Rule(models.Model):
    """One number of a regulation while it is in force. A change is a new row with a later `valid_from`."""

    code = models.SlugField(_("code"), max_length=30)
    description = models.CharField(_("rule"), max_length=300)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    unit = models.CharField(
        _("unit of the number"), max_length=15, choices=RuleUnit.choices, default=RuleUnit.DAYS
    )
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices, default=Confidence.OWN
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="rule_once_a_day"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to=None),
                name="rule_one_open",
                violation_error_message=_("This rule is still open; give the row in force an end first."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="rule_ends_after_start",
                violation_error_message=_(
                    "The last day lies before the first; expected the same day or later."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(unit="yearly_date") | Q(day__isnull=False, month__isnull=False),
                name="rule_date_complete",
                violation_error_message=_("A date of every year needs its day and its month."),
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["yearly_date", "none"]) | Q(number__isnull=False),
                name="rule_number_given",
                violation_error_message=_("This rule needs its number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.description}"

    def clean(self) -> None:
        """The rules of the table again, each as a sentence at its field."""
        wrong = {}
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            wrong["valid_to"] = _("Valid to: found %(found)s, expected %(expected)s or later.") % {
                "found": f"{self.valid_to:%d/%m/%Y}",
                "expected": f"{self.valid_from:%d/%m/%Y}",
            }
        for name in ("day", "month") if self.unit == RuleUnit.YEARLY_DATE else ():
            if getattr(self, name) is None:
                wrong[name] = _("found nothing, expected a day and a month: the date comes every year.")
        if self.unit not in (RuleUnit.YEARLY_DATE, RuleUnit.NONE) and self.number is None:
            wrong["number"] = _("found nothing, expected the number of “%(unit)s”.") % {
                "unit": self.get_unit_display()
            }
        if wrong:
            raise ValidationError(wrong)

    @property
    def amount(self) -> str:
        """The number with its unit, as shown: "15 days", "15/11"; "" for a rule without a number."""
        if self.unit == RuleUnit.YEARLY_DATE:
            return f"{self.day:02d}/{self.month:02d}"
        return "" if self.number is None else f"{self.number} {self.get_unit_display()}"


class PeriodKind(models.TextChoices):
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half_year", _("half-year")
    NINE_MONTHS = "nine_months", _("nine months")
    YEAR = "year", _("year")

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 9, "year": 12}[self.value]

    @property
    def count(self) -> int:
        """How many such periods a year has; nine months have only the first."""
        return 1 if self.value == "nine_months" else 12 // self.months


class Use(models.TextChoices):
    DEFAULT = "default", _("opened every time")
    OPTIONAL = "optional", _("opened when asked for")
    OFF = "off", _("not used")


class PeriodWindowQuerySet(models.QuerySet):
    def in_force(self, kind: str, on: datetime.date) -> "PeriodWindow | None":
        """The window of a kind of period on a day, or None."""
        return self.filter(kind=kind, valid_from__lte=on).order_by("-valid_from").first()


def _month_day(label) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text=_("31 means the last day of any month."),
    )


@tracked()
class PeriodWindow(models.Model):
    """From which day to which day a kind of period counts, and when its report is due.

    The first day is `from_day` of the period's first month moved by `from_month_offset`; the last day is
    `to_day` of its last month moved by `to_month_offset`. So 15/-1 and 14/0 make 15/12-14/6 and 15/12-14/12.
    The row that is in force on the first of January of the year asked for counts for that whole year.
    """

    kind = models.CharField(_("period"), max_length=15, choices=PeriodKind.choices)
    from_day = _month_day(_("from day"))
    from_month_offset = models.SmallIntegerField(
        _("months before its first month"),
        default=-1,
        validators=[MinValueValidator(-2), MaxValueValidator(1)],
        help_text=_("0 = its first month, -1 = the month before."),
    )
    to_day = _month_day(_("to day"))
    to_month_offset = models.SmallIntegerField(
        _("months before its last month"),
        default=0,
        validators=[MinValueValidator(-2), MaxValueValidator(1)],
        help_text=_("0 = its last month, -1 = the month before."),
    )
    due_working_days = models.PositiveSmallIntegerField(_("working days to send the report"), default=2)
    use = models.CharField(_("use"), max_length=10, choices=Use.choices, default=Use.DEFAULT)
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = PeriodWindowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reporting window")
        verbose_name_plural = _("reporting windows")
        constraints = [models.UniqueConstraint(fields=["kind", "valid_from"], name="window_once_a_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.valid_from:%d/%m/%Y})"

    def clean(self) -> None:
        """A window must not end before it begins, nor leave a gap to the next or overlap it."""
        if (
            None in (self.from_day, self.to_day, self.from_month_offset, self.to_month_offset)
            or not self.kind
        ):
            return
        following = PeriodKind(self.kind).months + 1
        gap = self.bounds(2001, following)[0] - self.bounds(2001, 1)[1]
        if gap != datetime.timedelta(days=1):
            raise ValidationError(
                _(
                    "The window would leave out or count twice %(days)s days; "
                    "expected that each begins the day after the one before ends."
                ),
                params={"days": abs(gap.days - 1)},
            )

    def bounds(self, year: int, first_month: int) -> tuple[datetime.date, datetime.date]:
        """First and last day of the period of this kind that begins nominally in `first_month` of `year`."""
        last_month = first_month + PeriodKind(self.kind).months - 1
        return (
            _day_of(year, first_month + self.from_month_offset, self.from_day),
            _day_of(year, last_month + self.to_month_offset, self.to_day),
        )


def _day_of(year: int, month: int, day: int) -> datetime.date:
    """The day of a month counted from January of the year (0 = December before); 31 is cut to its end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, min(day, monthrange(year, month)[1]))
