"""The register of programmes of coordination with bodies of Party, State and Front."""

from operator import attrgetter

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.work import CoordinationFilter
from ..forms.work import CoordinationForm
from ..models import Coordination
from ..services.coordination import save_coordination


def coordination_state(row: Coordination) -> tuple[str, str]:
    today = timezone.localdate()
    if row.valid_to and row.valid_to < today:
        return _now("no longer in force"), "neutral"
    if row.valid_from and row.valid_from > today:
        return _now("not yet in force"), "wait"
    return _now("in force"), "ok"


class CoordinationRegister(Register):
    model = Coordination
    form_class = CoordinationForm
    filter_class = CoordinationFilter
    namespace, name = "reports", "coordination"
    icon = "handshake"
    title, title_one = _("Programmes of coordination"), _("New programme of coordination")
    hint = _("What is done together with bodies of the Party, the State and the Front, and what came of it.")
    ordering = ("-valid_from", "-pk")
    detail_template = "reports/coordination.html"
    tabs = [(_("All"), ""), (_("In force"), "force=yes")]
    columns = [
        Column("title", _("Programme of coordination"), lambda c: Cell(c.title, c.number), order="title", width=54,
               export=attrgetter("title")),
        Column("number", _("Number"), attrgetter("number"), only_export=True),
        Column("body", _("Body"), lambda c: Cell(c.body, c.get_body_kind_display()), order="body", width=40,
               export=attrgetter("body")),
        Column("body_kind", _("Kind of body"), Coordination.get_body_kind_display, only_export=True),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("from", _("Valid from"), attrgetter("valid_from"), order="valid_from", width=14),
        Column("to", _("Valid to"), attrgetter("valid_to"), order="valid_to", width=14),
        Column("state", _("State"), lambda c: Cell(coordination_state(c)[0], tone=coordination_state(c)[1]), width=18),
        Column("results", _("Results"), attrgetter("results_kept"), numeric=True, width=10),
        Column("summary", _("Content"), attrgetter("summary"), only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit").annotate(results_kept=Count("results"))

    def for_detail(self, queryset):
        return queryset.select_related("unit", "created_by").prefetch_related("results", "other_units")

    def badges(self, record):
        return [(record.get_body_kind_display(), "neutral"), coordination_state(record)]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.body, record.number, record.unit.short_name]))

    def sections(self, record, user):
        return [
            Section(
                _("Programme"),
                [
                    fact(_("Body"), record.body, small=str(record.get_body_kind_display())),
                    fact(_("Signed on"), record.signed_on),
                    fact(_("Valid from"), record.valid_from),
                    fact(_("Valid to"), record.valid_to),
                    fact(_("Content"), record.summary),
                ],
            )
        ]

    def save(self, form, *, by):
        return save_coordination(
            form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )


coordination_urls = CoordinationRegister().urls("phoi-hop/")
