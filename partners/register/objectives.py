"""The register of objectives: what we want with each partner. Read at the centre only."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.relationship import ObjectiveFilter
from ..forms.relationship import ObjectiveForm
from ..models import Objective, ObjectiveState
from ..services import save_objective

TONES = {ObjectiveState.OPEN: "run", ObjectiveState.REACHED: "ok", ObjectiveState.DROPPED: "neutral"}


def state_of(objective: Objective) -> tuple[str, str]:
    """(label, tone): an open objective whose day has passed is late."""
    if objective.is_late(on=timezone.localdate()):
        return str(_("overdue")), "bad"
    return objective.get_state_display(), TONES[ObjectiveState(objective.state)]


def _state(objective: Objective) -> Cell:
    label, tone = state_of(objective)
    return Cell(str(label), tone=tone)


class ObjectiveRegister(Register):
    model = Objective
    form_class = ObjectiveForm
    filter_class = ObjectiveFilter
    namespace, name = "partners", "objective"
    icon = "target"
    title, title_one = _("Objectives with partners"), _("New objective")
    hint = _("What we want with a partner, how far it is, what stands in the way. Read at the centre only.")
    ordering = ("-state", "due_on")
    detail_template = "partners/objective.html"
    columns = [
        Column("title", _("Objective"), lambda o: Cell(o.title, o.blockers), width=54),
        Column("partner", _("Partner"), lambda o: o.partner.short_label, order="partner__sort_key", width=30),
        Column("state", _("State"), _state, order="state", width=16),
        Column("progress", _("Progress (%)"), lambda o: o.progress, order="progress", numeric=True, width=12),
        Column("due", _("By"), lambda o: o.due_on, order="due_on", width=12,
               export=lambda o: o.due_on.display() if o.due_on else ""),
        Column("owner", _("Responsible"), lambda o: o.owner, order="owner__sort_key", width=26,
               export=lambda o: str(o.owner or "")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "owner")

    def badges(self, record):
        return [state_of(record)]

    def subtitle(self, record):
        return str(record.partner)

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(
                        _("Partner"),
                        record.partner,
                        url=reverse("partners:relationship", args=[record.partner_id]),
                    ),
                    fact(_("By"), record.due_on),
                    fact(_("Progress (%)"), record.progress),
                    fact(_("Responsible"), record.owner),
                    fact(_("What stands in the way"), record.blockers),
                ],
            )
        ]

    def extras(self, record, user):
        return {"revision": str(record.revision)}

    def save(self, form, *, by):
        return save_objective(form.record(), by=by, revision=form.cleaned_data.get("revision"))
