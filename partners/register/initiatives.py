"""The register of initiatives and interventions: its list with figures above, and its pages."""

from functools import partial
from operator import attrgetter

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Rule
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.registers.unchanged import unchanged
from portal.ui import charts

from ..figures.initiatives import InitiativeFigures, initiative_figures, last_years, silent_for, term_begins
from ..filters.standing import InitiativeFilter
from ..forms.standing import InitiativeForm
from ..models import ContentTheme, Initiative, Partner, Position
from .standing_tabs import standing_tabs

THEME_TONES = {
    ContentTheme.PEACE_SOLIDARITY: "main",
    ContentTheme.DEVELOPMENT: "ok",
    ContentTheme.STRUGGLE_PROTECTION: "bad",
    ContentTheme.MIXED: "wait",
}

#: Whose rows the figures are worked out from, beside those of units.
READ = (Initiative, Partner, Position, Rule)


class InitiativeRegister(Register):
    model = Initiative
    form_class = InitiativeForm
    filter_class = InitiativeFilter
    list_template = "partners/standing/initiatives.html"
    namespace, name = "partners", "initiative"
    icon = "megaphone"
    title, title_one = _("Initiatives and interventions"), _("New initiative")
    hint = _("What we put forward or said at international forums, by theme and topic.")
    ordering = ("-placed_to",)
    columns = [
        Column("title", _("Initiative"), lambda i: Cell(i.title, i.get_kind_display()), order="title", width=54,
               export=attrgetter("title")),
        Column("kind", _("Kind"), lambda i: i.get_kind_display(), only_export=True),
        Column("partner", _("Organisation"), lambda i: Cell(str(i.partner), i.forum), order="partner__sort_key", width=40),
        Column("theme", _("Theme"), lambda i: i.get_content_theme_display(), order="content_theme", width=26),
        Column("topic", _("Topic"), lambda i: i.get_topic_display(), order="topic", width=26),
        Column("on", _("Time"), lambda i: Cell(_time(i)), order="placed_to", width=18, export=lambda i: _time(i)),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=20),
        Column("outcome", _("Outcome"), attrgetter("outcome"), only_export=True, width=50),
        Column("notes", _("Notes"), attrgetter("notes"), only_export=True, width=40),
        Column("source_url", _("Source"), attrgetter("source_url"), only_export=True),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def list_extras(self, request):
        """The figures are those of all that the user sees, whatever is filtered below."""
        if request.headers.get("HX-Request"):
            return {}
        draw = partial(_figures, request.user)
        return {
            "standing_tabs": standing_tabs("initiatives"),
            "figures": unchanged(request.user, _figures, READ, draw),
        }

    def subtitle(self, record):
        return " · ".join(
            filter(None, [record.get_kind_display(), str(record.partner), record.unit.short_name])
        )

    def badges(self, record):
        return [(record.get_content_theme_display(), "run"), (record.get_topic_display(), "neutral")]

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Organisation"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Forum, session"), record.forum),
                    fact(_("Time"), _time(record)),
                    fact(_("Theme"), record.get_content_theme_display()),
                    fact(_("Topic"), record.get_topic_display()),
                    fact(_("Outcome"), record.outcome),
                    fact(_("Unit"), record.unit),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]


def _figures(user) -> SafeString:
    """What was put forward in the last years, and the bodies where nothing was."""
    today = timezone.localdate()
    since = term_begins(today)
    sums = initiative_figures(Initiative.objects.visible_to(user), last_years(today))
    silent = list(silent_for(user, on=today, since=since))
    context = {"sums": sums, **themes_drawn(sums), "silent": silent, "term_from": str(since.year)}
    return render_to_string("partners/standing/_initiative_figures.html", context)


def themes_drawn(sums: InitiativeFigures) -> dict:
    """The bars by theme and year, their legend, and the same as two tables with heads."""
    years = [str(year) for year in sums.years]
    tones = {str(theme.label): tone for theme, tone in THEME_TONES.items()}
    series = [charts.Series(line.label, line.counts, tones[line.label]) for line in sums.by_theme]
    title = _now("Initiatives and interventions by theme")
    drawing = charts.both_widths(
        charts.grouped_bars, title, _now("One group of bars for each year."), years, series
    )
    total = (_now("In all"), *sums.totals, sums.total)
    return {
        "drawing": drawing if series else "",
        "legend": charts.legend(series),
        "theme_head": [_now("Theme"), *years, _now("In all")],
        "theme_rows": [*((line.label, *line.counts, line.total) for line in sums.by_theme), total],
        "topic_head": [_now("Topic"), *years, _now("In all")],
        "topic_rows": [(line.label, *line.counts, line.total) for line in sums.by_topic],
    }


def _time(record: Initiative) -> str:
    return " – ".join(dict.fromkeys(day.display() for day in (record.starts_on, record.ends_on) if day))
