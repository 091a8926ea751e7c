"""The register of other activities: what its list and pages show. Its addresses are in `activity_urls`."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from portal.records.related import listed
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters import ActivityFilter
from ..forms.activity import ActivityForm
from ..models.activity import Activity, ActivityKind
from ..services.activities import save_activity


def _more(name: str, label, width: int = 24) -> Column:
    """A column of the workbook that the page has no room for."""
    return Column(name, label, attrgetter(name), only_export=True, width=width)


def _kind(activity) -> str:
    return activity.get_media_kind_display() or activity.get_kind_display()


class ActivityRegister(Register):
    model = Activity
    form_class = ActivityForm
    filter_class = ActivityFilter
    namespace, name = "reports", "activity"
    icon = "megaphone"
    title, title_one = _("Other activities"), _("New activity")
    hint = _("External information, research, training, messages, gifts, solidarity and commemorations.")
    ordering = ("-placed_to",)
    tabs = [
        (_("All"), ""),
        (ActivityKind.EXTERNAL_INFORMATION.label, "kind=external_information"),
        (ActivityKind.TRAINING.label, "kind=training"),
        (ActivityKind.RESEARCH.label, "kind=research"),
    ]
    columns = [
        Column("title", _("Activity"), lambda a: Cell(a.title, _kind(a)), order="title", width=54,
               export=attrgetter("title")),
        Column("kind", _("Kind of activity"), Activity.get_kind_display, only_export=True),
        Column("media_kind", _("Form of information"), Activity.get_media_kind_display, only_export=True),
        Column("time", _("Time"), Activity.time_label, order="starts_on", width=22),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("partners", _("Partners"), order="country", width=40,
               value=lambda a: Cell("; ".join(a.partner_labels()) or "–", a.country_label)),
        Column("quantity", _("Quantity"), attrgetter("quantity"), order="quantity", numeric=True, width=12),
        Column("participants", _("Participants"), attrgetter("participants"), order="participants",
               numeric=True, width=14),
        _more("language", _("Language")),
        Column("channel_kind", _("Kind of channel"), Activity.get_channel_kind_display, only_export=True),
        _more("channel", _("Channel")),
        Column("audience_kind", _("Kind of audience"), Activity.get_audience_kind_display, only_export=True),
        _more("audience", _("Audience")),
        Column("research_kind", _("Kind of research"), Activity.get_research_kind_display, only_export=True),
        _more("topic", _("Topic")),
        _more("place", _("Place")),
        _more("funding_source", _("Source of funds")),
        _more("result", _("Result"), 50),
        _more("notes", _("Notes"), 40),
        _more("source_url", _("Source")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit").prefetch_related(listed(Activity, "partners", "name_vi"))

    def for_detail(self, queryset):
        return queryset.select_related("unit").prefetch_related("partners", "other_units")

    def badges(self, record):
        return [(_kind(record), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.unit.short_name, record.time_label(), record.country_label]))

    def sections(self, record, user):
        partners = [fact(_("Partner"), str(p), url=p.get_absolute_url()) for p in record.partners.all()]
        if record.partners_written or not partners:
            partners.append(fact(_("Partners as written"), record.partners_written))
        return [
            Section(
                _("General"),
                [
                    fact(_("Unit"), record.unit.name),
                    fact(_("Other units"), [str(unit) for unit in record.other_units.all()]),
                    fact(_("From"), record.starts_on),
                    fact(_("To"), record.ends_on),
                    *partners,
                    fact(_("Country"), record.country_label),
                    fact(_("Place"), record.place),
                    fact(_("Participants"), record.participants),
                    fact(_("Source of funds"), record.funding_source),
                ],
            ),
            Section(_("Content and result"), self._content(record)),
        ]

    def _content(self, record) -> list:
        information = []
        if record.kind == ActivityKind.EXTERNAL_INFORMATION:
            information = [
                fact(_("Form of information"), record.get_media_kind_display()),
                fact(_("Channel"), record.channel, small=str(record.get_channel_kind_display())),
                fact(_("Audience"), record.audience, small=str(record.get_audience_kind_display())),
            ]
        if record.kind == ActivityKind.RESEARCH:
            information = [fact(_("Kind of research"), record.get_research_kind_display())]
        return [
            *information,
            fact(_("Language"), record.language),
            fact(_("Topic"), record.topic),
            fact(_("Quantity"), record.quantity),
            fact(_("Result"), record.result),
            fact(_("Notes"), record.notes),
        ]

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_activity(form.record(), by=by, revision=revision, many=form.many())


activity_urls = ActivityRegister().urls("hoat-dong/")
