"""The register of days to remember: what its list and pages show."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import has
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi

from ..filters.occasions import OccasionFilter
from ..forms.occasions import OccasionForm
from ..models import Occasion
from ..services.occasions import save_occasion
from .letter_states import COMPOSE, days_label, kind_for


def _next(occasion):
    return occasion.next_on(timezone.localdate())


def _next_cell(occasion) -> Cell:
    day = _next(occasion)
    if day is None:
        return Cell("–", str(_("over")))
    return Cell(date_vi(day), days_label((day - timezone.localdate()).days))


def _years(occasion):
    day = _next(occasion)
    return (occasion.years_on(day) if day else None) or ""


def compose_url(occasion, day=None, partner=None) -> str:
    """Where a letter for the day begins: prefilled once it is known to whom; of a country's day, that is asked."""
    to = occasion.partner_id or (partner.pk if partner else None)
    query = {"occasion": occasion.pk, "kind": str(kind_for(occasion))}
    query |= {"partner": to} if to else {}
    query |= {"on": day.isoformat()} if day else {}
    return f"{reverse('partners:message-create' if to else 'partners:message-start')}?{urlencode(query)}"


class OccasionRegister(Register):
    model = Occasion
    form_class = OccasionForm
    filter_class = OccasionFilter
    namespace, name = "partners", "occasion"
    icon = "calendar-check"
    title, title_one = _("Occasions"), _("New occasion")
    hint = _(
        "National and founding days, congresses, elections, bereavements: days on which a letter is due."
    )
    ordering = ("month", "day")
    columns = [
        Column("title", _("Occasion"), lambda o: Cell(o.title, o.get_kind_display()), order="title", width=44,
               export=lambda o: o.title),
        Column("kind", _("Kind"), lambda o: o.get_kind_display(), only_export=True),
        Column("whose", _("Partner or country"), lambda o: o.whose, order="partner__sort_key", width=40),
        Column("when", _("Day"), lambda o: o.when_label, order="month", width=20),
        Column("next", _("Next time"), _next_cell, width=16, export=_next),
        Column("years", _("Years"), _years, numeric=True, width=10),
        Column("calendar", _("calendar"), lambda o: o.get_calendar_display(), only_export=True),
        Column("notes", _("Notes"), lambda o: o.notes, only_export=True, width=40),
        Column("source", _("Source"), lambda o: o.source_url, only_export=True),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner")

    def badges(self, record):
        return [(record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        return record.whose

    def actions(self, record, user):
        coming = (_("Occasions ahead"), reverse("partners:occasions-coming"), "calendar-days")
        if not has(user, "record.edit") or record.is_archived:
            return [coming]
        label = COMPOSE[kind_for(record)]
        return [(label, compose_url(record, _next(record)), "pen-line"), coming]

    def sections(self, record, user):
        day = _next(record)
        url = record.partner.get_absolute_url() if record.partner_id else ""
        return [
            Section(
                _("General"),
                [
                    fact(_("Partner or country"), record.whose, url=url),
                    fact(_("Day"), record.when_label),
                    fact(
                        _("Next time"),
                        day,
                        small=days_label((day - timezone.localdate()).days) if day else "",
                    ),
                    fact(_("Number of years then"), record.years_on(day) if day else None),
                    fact(_("First year"), str(record.year or "")),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]

    def initial(self, request):
        initial = super().initial(request)
        return initial | ({"is_yearly": False} if "once" in request.GET else {})

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_occasion(form.record(), by=by, on=timezone.localdate(), revision=revision)
