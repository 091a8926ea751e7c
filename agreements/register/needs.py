"""The register of needs: what its list and pages show."""

from operator import attrgetter

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.support import NeedFilter
from ..forms.support import NeedForm
from ..models import ApproachAnswer, Need, NeedState, Offer, Resource
from ..services.needs import save_need
from .shared import day, more

TONES = {
    NeedState.OPEN: "wait",
    NeedState.PARTLY: "run",
    NeedState.MET: "ok",
    NeedState.WITHDRAWN: "neutral",
}
ANSWER_TONES = {
    ApproachAnswer.WAITING: "wait",
    ApproachAnswer.ACCEPTED: "ok",
    ApproachAnswer.PARTLY: "run",
    ApproachAnswer.DECLINED: "bad",
}


def need_state(need: Need) -> tuple[str, str]:
    """(label, tone)"""
    return str(need.get_state_display()), TONES[NeedState(need.state)]


class NeedRegister(Register):
    model = Need
    form_class = NeedForm
    filter_class = NeedFilter
    namespace, name = "agreements", "need"
    icon = "inbox"
    detail_template = "agreements/need.html"
    title, title_one = _("Needs of support"), _("New need")
    hint = _("What units need from outside, which partners were asked, and what they answered.")
    ordering = ("needed_by",)
    tabs = [
        (_("All"), ""),
        (_("Not met in full"), "state=unmet"),
        (_("Nobody asked yet"), "state=not_asked"),
        (_("Met"), "state=met"),
        (_("Withdrawn"), "state=withdrawn"),
    ]
    columns = [
        Column("title", _("What is needed"), lambda n: Cell(n.title, n.get_kind_display()), order="search_text", width=50,
               export=attrgetter("title")),
        Column("kind", _("Kind of resource"), lambda n: n.get_kind_display(), only_export=True),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("quantity", _("How much"), lambda n: Cell(n.quantity or n.amount_display or "–", n.amount_display if n.quantity else ""),
               width=24, export=attrgetter("quantity")),
        Column("amount", _("Amount"), attrgetter("amount"), numeric=True, only_export=True, width=16, beside="currency"),
        more("currency", _("Currency"), 10),
        Column("vnd", _("Equivalent in đồng"), attrgetter("amount_vnd"), numeric=True, only_export=True),
        Column("by", _("Needed by"), lambda n: n.needed_by.display() if n.needed_by else "–", order="needed_by", width=14,
               export=day("needed_by")),
        Column("state", _("State"), lambda n: Cell(need_state(n)[0], tone=need_state(n)[1]), order="state", width=18,
               export=lambda n: need_state(n)[0]),
        Column("asked", _("Partners asked"),
               lambda n: "; ".join(f"{one.partner.short_label} ({one.get_answer_display()})" for one in n.approaches.all()),
               width=40),
        more("reason", _("What for, for whom"), 50),
        more("withdrawn_reason", _("Withdrawn because"), 30),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit").prefetch_related("approaches__partner")

    def for_detail(self, queryset):
        rows = queryset.select_related("unit", "created_by")
        return rows.prefetch_related("approaches__partner", "approaches__resource", "other_units")

    def list_actions(self, request):
        return [(_("Offers of partners"), reverse("agreements:offer-list"), "handshake")]

    def badges(self, record):
        return [need_state(record), (record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        by = record.needed_by.display() if record.needed_by else ""
        return " · ".join(filter(None, [record.unit.short_name, by]))

    def sections(self, record, user):
        others = ", ".join(str(unit) for unit in record.other_units.all())
        facts = [
            fact(_("What for, for whom"), record.reason),
            fact(_("How much"), record.quantity),
            fact(_("Amount"), record.amount_display or _("not stated")),
            fact(_("Needed by"), record.needed_by),
            fact(_("Lead unit"), record.unit, small=others),
        ]
        if record.withdrawn_reason:
            facts.append(fact(_("Withdrawn because"), record.withdrawn_reason))
        return [Section(_("General"), facts)]

    def extras(self, record, user):
        """The partners asked with what may be entered of each, and the offers that meet the need."""
        may = record.may_edit(user) and not record.is_archived
        seen = set(visible(Resource, user).filter(approaches__need=record).values_list("pk", flat=True))
        offers = Offer.objects.visible_to(user).live().filter(need=record).select_related("partner")
        return {
            "approaches": [
                {
                    "row": one,
                    "tone": ANSWER_TONES[ApproachAnswer(one.answer)],
                    "shows": one.resource_id in seen,
                }
                for one in record.approaches.all()
            ],
            "offers": list(offers),
            "may_ask": may and record.state != NeedState.WITHDRAWN,
            "is_withdrawn": record.state == NeedState.WITHDRAWN,
        }

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_need(form.record(), by=by, on=timezone.localdate(), revision=revision, many=form.many())
