"""What a delegation and a conference have in common: place, permission, money, partners, time in words."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import LetterLanguage, Partner
from portal.countries import choices as country_choices
from portal.records.models import DatedRecord
from portal.records.related import related
from portal.text import PartialDate
from portal.ui.formats import number_vi

from .choices import ContentTheme, FundingSource, Level, Mode, Planned, State
from .dossier_choices import CancelReason, DossierState


class Activity(DatedRecord):
    """Something that took place with partners. `partners_written` keeps names that match no partner (yet)."""

    mode = models.CharField(_("mode"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    content_theme = models.CharField(_("theme"), max_length=30, choices=ContentTheme.choices, blank=True)
    partners = models.ManyToManyField(
        Partner, related_name="%(class)s_records", blank=True, verbose_name=_("partners")
    )
    partners_written = models.CharField(_("partners as written"), max_length=500, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    place = models.CharField(_("place"), max_length=200, blank=True)
    planned = models.CharField(_("annual plan"), max_length=20, choices=Planned.choices, blank=True)
    plan_item = models.ForeignKey(
        "delegations.PlanItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)s_records",
        verbose_name=_("line of the plan"),
    )
    unplanned_reason = models.TextField(_("why it is not in the plan"), blank=True)
    dossier_state = models.CharField(
        _("dossier"), max_length=20, choices=DossierState.choices, blank=True, editable=False, db_index=True
    )
    requested_on = models.DateField(_("request or invitation of"), null=True, blank=True)
    put_off_because = models.CharField(
        _("postponed or cancelled because"), max_length=20, choices=CancelReason.choices, blank=True
    )
    put_off_note = models.CharField(_("note on that"), max_length=300, blank=True)
    second_language = models.CharField(
        _("second language of its papers"), max_length=8, choices=LetterLanguage.choices, blank=True
    )
    permission_number = models.CharField(_("number of the permission"), max_length=60, blank=True)
    permitted_on = models.DateField(_("permitted on"), null=True, blank=True)
    permission_authority = models.CharField(_("permitted by"), max_length=200, blank=True)
    cost = models.BigIntegerField(_("cost (đồng)"), null=True, blank=True)
    funding_source = models.CharField(
        _("source of funds"), max_length=30, choices=FundingSource.choices, blank=True
    )
    agenda = models.TextField(_("content of work"), blank=True)
    result = models.TextField(_("main result"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("agenda", "result", "difficulties", "notes")

    class Meta:
        abstract = True

    @property
    def time_label(self) -> str:
        """02/12 – 08/12/2026; the year that both ends share is written once."""
        return period_label(self.starts_on, self.ends_on)

    def state_by_dates(self, *, on: dt.date) -> str:
        """The state that the dates speak for on that day; "" without dates. What ends that day counts as done."""
        first, last = self.starts_on or self.ends_on, self.ends_on or self.starts_on
        if first is None or last is None:
            return ""
        if last.latest <= on:
            return State.DONE
        return State.PLANNED if first.earliest > on else State.ONGOING

    def state_seen(self, *, on: dt.date) -> str:
        """The state as a reader should see it: what was under way is done once its last day is past."""
        is_over = self.placed_to is not None and self.placed_to < on
        return State.DONE if is_over and self.state == State.ONGOING else self.state

    @property
    def is_reported(self) -> bool:
        """Whether the report on it came in: handing it in makes it done."""
        return self.state == State.DONE

    def awaits_report(self, *, on: dt.date) -> bool:
        """Approved, its last day past, not put off, no report handed in: it is over and owes its report."""
        is_over = self.placed_to is not None and self.placed_to < on
        took_place = self.state not in (State.POSTPONED, State.CANCELLED)
        return self.dossier_state == DossierState.APPROVED and is_over and took_place and not self.is_reported

    @property
    def permission_label(self) -> str:
        day = self.permitted_on.strftime("%d/%m/%Y") if self.permitted_on else ""
        return ", ".join(filter(None, [self.permission_number, day, self.permission_authority]))

    @property
    def partner_names(self) -> list[str]:
        """Names of the matched partners, then what a source wrote and nobody matched."""
        return [partner.name_vi for partner in related(self, "partners")] + list(
            filter(None, [self.partners_written])
        )

    @property
    def partner_labels(self) -> list[str]:
        return [partner.short_label for partner in related(self, "partners")] + list(
            filter(None, [self.partners_written])
        )

    def partner_words(self) -> list[str]:
        """All names of the partners, for search."""
        found = [self.partners_written]
        for partner in self.partners.all() if self.pk else ():
            found += [str(partner), *(row.name for row in partner.names.all())]
        return found

    def clean(self):
        super().clean()
        if wrong := self.impossible():
            raise ValidationError(wrong)

    def impossible(self) -> dict[str, str]:
        """Field → sentence for what cannot be; what is merely missing is allowed."""
        wrong = {}
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            wrong["ends_on"] = gettext(
                "To: found %(found)s. Expected a day not before the start %(expected)s."
            ) % {"found": self.ends_on.display(), "expected": self.starts_on.display()}
        if self.cost is not None and self.cost < 0:
            wrong["cost"] = gettext(
                "Cost: found %(found)s. Expected 0 or more; leave it empty when it is not known."
            ) % {"found": number_vi(self.cost)}
        return wrong


def ways_to(name: str) -> list[models.Index]:
    """Indexes of a register of activities: the order of its list, the latest first, so that a page is read without
    sorting all rows; and the keys of a unit's rows, for who sees few of all.
    """
    latest = [models.F(field).desc(nulls_last=True) for field in ("placed_to", "starts_on")]
    return [
        models.Index(*latest, models.F("id"), name=f"{name}_by_time"),
        models.Index(fields=["unit", "id"], name=f"{name}_of_unit"),
    ]


def period_label(first: PartialDate | None, last: PartialDate | None) -> str:
    """Two partial dates as people write a stretch of time; "" when neither is known."""
    if not first or not last or first == last:
        known = first or last
        return known.display() if known else ""
    if first.precision == last.precision == "day" and first.year == last.year:
        return f"{first.day:02d}/{first.month:02d} – {last.display()}"
    return f"{first.display()} – {last.display()}"


def count_of(wrong: dict[str, str], record: models.Model, *names: str, least: int = 0) -> None:
    """Add a sentence to `wrong` for each of the counts that is below `least`."""
    for name in names:
        value = getattr(record, name)
        if value is not None and value < least:
            wrong[name] = gettext(
                "%(field)s: found %(found)s. Expected %(least)s or more, or nothing when it is not known."
            ) % {"field": _label(record, name), "found": value, "least": least}


def _label(record: models.Model, name: str) -> str:
    label = str(record._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
