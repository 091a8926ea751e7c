"""The register of what memberships oblige us to: what its list and pages show."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi

from ..filters.standing import ObligationFilter
from ..forms.standing import ObligationForm
from ..models import Obligation, ObligationState
from ..notices.obligations import chase_text
from ..services.obligations import save_obligation
from .standing_tabs import standing_tabs

TONES = {
    ObligationState.DUE: "neutral",
    ObligationState.OVERDUE: "bad",
    ObligationState.IN_TIME: "ok",
    ObligationState.LATE: "wait",
}


def state_words(state: ObligationState, days: int) -> str:
    """ "overdue 12 days", "not yet due (30 days left)", "done in time" """
    if state == ObligationState.DUE:
        return _now("due in %(days)s days") % {"days": days} if days else _now("due today")
    if state == ObligationState.OVERDUE:
        return _now("%(days)s days overdue") % {"days": days}
    if state == ObligationState.LATE:
        return _now("done %(days)s days late") % {"days": days}
    return str(state.label)


def state_cell(obligation: Obligation) -> Cell:
    state, days = obligation.state_on(timezone.localdate())
    return Cell(state_words(state, days), tone=TONES[state])


class ObligationRegister(Register):
    model = Obligation
    form_class = ObligationForm
    filter_class = ObligationFilter
    list_template = "partners/standing/obligations.html"
    namespace, name = "partners", "obligation"
    icon = "banknote"
    title, title_one = _("Obligations of a member"), _("New obligation")
    hint = _(
        "Dues, reports and statutory meetings that memberships oblige us to, and whether they were done."
    )
    ordering = ("-due_on",)
    tabs = [
        (_("All"), ""),
        (_("Overdue"), "state=overdue"),
        (_("Not yet due"), "state=due"),
        (_("Done late"), "state=late"),
        (_("Done in time"), "state=in_time"),
    ]
    columns = [
        Column("title", _("Obligation"), lambda o: Cell(o.title, o.get_kind_display()), order="title", width=40,
               export=attrgetter("title")),
        Column("kind", _("Kind"), lambda o: o.get_kind_display(), only_export=True, width=20),
        Column("partner", _("Organisation"), lambda o: Cell(str(o.partner), o.unit.short_name), order="partner__sort_key",
               width=40, export=lambda o: str(o.partner)),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), only_export=True),
        Column("year", _("Year"), lambda o: Cell(str(o.year)), order="year", width=8, export=lambda o: str(o.year)),
        Column("due_on", _("Due on"), attrgetter("due_on"), order="due_on", width=14),
        Column("state", _("State"), state_cell, width=24, export=lambda o: state_words(*o.state_on(timezone.localdate()))),
        Column("amount", _("Amount due"), lambda o: Cell(o.amount_display or "–", o.paid_display and _now("paid %(sum)s") % {"sum": o.paid_display}),
               order="amount_vnd", numeric=True, width=18, export=attrgetter("amount"), beside="currency"),
        Column("paid", _("Paid"), attrgetter("amount_paid"), only_export=True, numeric=True, beside="currency"),
        Column("currency", _("Currency"), attrgetter("currency"), only_export=True, width=10),
        Column("vnd", _("Equivalent in đồng"), attrgetter("amount_vnd"), only_export=True, numeric=True),
        Column("done_on", _("Done on"), attrgetter("done_on"), only_export=True, width=14),
        Column("evidence", _("Evidence"), attrgetter("evidence"), only_export=True, width=30),
        Column("notes", _("Notes"), attrgetter("notes"), only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def for_detail(self, queryset):
        return queryset.select_related(
            "partner", "unit", "membership", "membership__unit", "membership__partner"
        )

    def list_extras(self, request):
        may_open = has(request.user, Permission.PARTNER_EDIT)
        return {
            "standing_tabs": standing_tabs("obligations"),
            "opens": [timezone.localdate().year, timezone.localdate().year + 1] if may_open else [],
        }

    def subtitle(self, record):
        return " · ".join([record.get_kind_display(), str(record.partner), record.unit.short_name])

    def badges(self, record):
        cell = state_cell(record)
        yearly = [(_("every year"), "neutral")] if record.is_yearly else []
        return [(cell.text, cell.tone), *yearly]

    def sections(self, record, user):
        member = record.membership
        return [
            Section(
                _("General"),
                [
                    fact(_("Organisation"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Membership"), member or "", url=member.get_absolute_url() if member else ""),
                    fact(_("Unit"), record.unit),
                    fact(_("Year"), str(record.year)),
                    fact(_("Due on"), record.due_on),
                    fact(_("Done on"), record.done_on),
                    fact(_("Evidence"), record.evidence),
                    fact(_("Notes"), record.notes),
                ],
            ),
            *([Section(_("Money"), self._money(record))] if record.amount is not None else []),
        ]

    def extras(self, record, user):
        waits = record.done_on is None and not record.is_archived
        return {"chase_text": chase_text(record) if waits else ""}

    def _money(self, record) -> list:
        rate = money_vi(record.exchange_rate) if record.exchange_rate and record.currency != "VND" else ""
        return [
            fact(_("Amount due"), record.amount_display),
            fact(_("Paid so far"), record.paid_display),
            fact(_("Equivalent in đồng"), money_vi(record.amount_vnd), small=rate and _now("rate %(rate)s") % {"rate": rate}),
        ]  # fmt: skip

    def initial(self, request):
        return {"year": timezone.localdate().year, **super().initial(request)}

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_obligation(
            form.record(), by=by, on=timezone.localdate(), revision=revision, many=form.many()
        )
