"""The register of mutual support: statements, votes, campaigns and gifts, each way."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi, money_vi, number_vi

from ..filters.relationship import SupportFilter
from ..forms.supports import SupportForm
from ..models import Flow, Support
from ..services import save_support

TONES = {Flow.OURS: "run", Flow.THEIRS: "ok", Flow.BOTH: "neutral"}


def _more(name: str, label, width: int = 24) -> Column:
    return Column(name, label, lambda support: getattr(support, name), only_export=True, width=width)


class SupportRegister(Register):
    model = Support
    form_class = SupportForm
    filter_class = SupportFilter
    namespace, name = "partners", "support"
    icon = "heart-handshake"
    title, title_one = _("Mutual support"), _("New support")
    hint = _("What each side did for the other: statements, votes, campaigns, gifts.")
    ordering = ("-starts_on",)
    tabs = [
        (_("All"), ""),
        (_("They supported us"), f"flow={Flow.THEIRS}"),
        (_("We supported them"), f"flow={Flow.OURS}"),
    ]
    columns = [
        Column("title", _("What for"), lambda s: Cell(s.title, s.result), width=54, export=lambda s: s.title),
        Column("partner", _("Partner"), lambda s: s.partner.short_label, order="partner__sort_key", width=30,
               export=lambda s: str(s.partner)),
        Column("flow", _("Who supported whom"), order="flow", width=20,
               value=lambda s: Cell(s.side_label, tone=TONES[Flow(s.flow)])),
        Column("kind", _("Kind"), lambda s: s.get_kind_display(), order="kind", width=18),
        Column("time", _("Time"), lambda s: s.time_label(), order="starts_on", width=18),
        Column("unit", _("Unit"), lambda s: s.unit.short_name, order="unit__sort_key", width=26),
        Column("amount", _("Amount"), lambda s: Cell(s.amount_display or "–"), order="amount_vnd",
               numeric=True, width=18, export=lambda s: s.amount, beside="currency"),
        _more("currency", _("Currency"), 10),
        _more("amount_vnd", _("Equivalent in đồng"), 18),
        _more("result", _("Result"), 40),
        _more("notes", _("Notes"), 40),
        _more("source_url", _("Source")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def for_detail(self, queryset):
        return self.with_related(queryset).prefetch_related("other_units")

    def badges(self, record):
        return [
            (record.side_label, TONES[Flow(record.flow)]),
            (record.get_kind_display(), "neutral"),
        ]

    def subtitle(self, record):
        return " · ".join(filter(None, [str(record.partner), record.time_label()]))

    def sections(self, record, user):
        facts = [
            fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
            fact(_("Unit"), record.unit.name),
            fact(_("Other units"), [str(unit) for unit in record.other_units.all()]),
            fact(_("From"), record.starts_on),
            fact(_("To"), record.ends_on),
            fact(_("Result"), record.result),
            fact(_("Amount"), record.amount_display or _("not stated")),
            fact(_("Equivalent in đồng"), money_vi(record.amount_vnd), small=_rate(record)),
            fact(_("Notes"), record.notes),
        ]
        return [Section(_("General"), facts)]

    def save(self, form, *, by):
        return save_support(
            form.record(),
            by=by,
            on=timezone.localdate(),
            revision=form.cleaned_data.get("revision"),
            many=form.many(),
            rate_stated=form.rate_stated(),
        )


def _rate(record: Support) -> str:
    if record.amount_vnd is None or record.currency == "VND":
        return ""
    facts = {"rate": number_vi(record.exchange_rate), "day": date_vi(record.rate_date)}
    return _("at %(rate)s đồng on %(day)s") % facts
