"""The register of indicators by which results of resources are measured: edited by administrators, read by all."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..figures.results import reached
from ..filters.indicators import IndicatorFilter
from ..forms.indicators import IndicatorForm
from ..models import Indicator, Resource


class IndicatorRegister(Register):
    model = Indicator
    form_class = IndicatorForm
    filter_class = IndicatorFilter
    namespace, name = "agreements", "indicator"
    icon = "list-checks"
    title, title_one = _("Indicators of results"), _("New indicator")
    hint = _("By what the results of external resources are measured.")
    ordering = ("position", "pk")
    columns = [
        Column("title", _("Indicator"), lambda r: Cell(r.title, r.definition), width=50, export=attrgetter("title")),
        Column("group", _("Group"), lambda r: r.get_group_display(), order="group", width=24),
        Column("counted_in", _("Counted in"), attrgetter("counted_in"), width=18),
        Column("by_sex", _("With the number of women"), lambda r: "x" if r.by_sex else "", width=14),
        Column("definition", _("How it is counted"), attrgetter("definition"), only_export=True, width=50),
        Column("code", _("Code"), attrgetter("code"), only_export=True, width=24),
    ]  # fmt: skip

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Group"), record.get_group_display()),
                    fact(_("Counted in"), record.counted_in),
                    fact(_("With the number of women"), record.by_sex),
                    fact(_("How it is counted"), record.definition),
                    fact(_("Code"), record.code),
                ],
            ),
            Section(_("Over all resources that you see"), self._reached(record, user)),
        ]

    def _reached(self, record, user) -> list:
        """What outside resources brought: a target and a result are sums over the resources that are measured."""
        count, found = reached(Resource.objects.visible_to(user).live(), record)
        return [
            fact(_("Resources measured by it"), count),
            fact(_("Target"), found.target if found else None),
            fact(_("Reached"), found.reached if found else None),
            fact(_("Women"), found.women if found else None),
        ]
