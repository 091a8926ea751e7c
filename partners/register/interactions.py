"""The registers of talks and of promises: what their lists and pages show."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.records.related import listed, related
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.interactions import InteractionFilter, NextStepFilter
from ..forms.interactions import AttendeeFormSet, InteractionForm, StepForm, StepFormSet
from ..models import Flow, Interaction, NextStep, Side
from ..services.interactions import save_interaction, settle
from ..services.promises import save_step


def partner_label(talk: Interaction) -> str:
    return ", ".join(partner.short_label for partner in related(talk, "partners"))


def attendee_line(talk: Interaction, side: str) -> str:
    return "; ".join(str(one) for one in related(talk, "attendees") if one.side == side)


def step_state(step: NextStep) -> tuple[str, str]:
    """(label, tone) of a promise as it is seen today."""
    if step.kept_on:
        return str(_("kept")), "ok"
    if step.dropped_reason:
        return str(_("not carried out")), "neutral"
    return (
        (str(_("overdue")), "bad")
        if step.is_overdue(on=timezone.localdate())
        else (str(_("not done yet")), "wait")
    )


def units_fact(record) -> tuple:
    others = ", ".join(str(unit) for unit in record.other_units.all())
    return fact(_("Lead unit"), record.unit, small=others)


class InteractionRegister(Register):
    model = Interaction
    form_class = InteractionForm
    filter_class = InteractionFilter
    namespace, name = "partners", "interaction"
    icon = "message-square-text"
    title, title_one = _("Talks and meetings"), _("New talk or meeting")
    hint = _(
        "Meetings, calls, letters and joint work with partners: who was there, what they asked, what was promised."
    )
    ordering = ("-placed_to", "-starts_on")
    inlines = [AttendeeFormSet, StepFormSet]
    columns = [
        Column("title", _("Subject of the talk"), lambda i: Cell(i.title, i.get_kind_display()), width=50, export=lambda i: i.title),
        Column("kind", _("Kind"), lambda i: i.get_kind_display(), only_export=True),
        Column("partners", _("Partner"), partner_label, width=30,
               export=lambda i: "; ".join(partner.name_vi for partner in related(i, "partners"))),
        Column("time", _("Time"), lambda i: i.time_label, order="starts_on", width=24),
        Column("flow", _("Who turned to whom"), lambda i: i.get_flow_display(), width=20),
        Column("level", _("Level"), lambda i: i.get_level_display(), order="level", width=18),
        Column("unit", _("Lead unit"), lambda i: i.unit.short_name, order="unit__sort_key", width=30),
        Column("place", _("Place"), lambda i: i.place, only_export=True),
        Column("ours", _("Our side"), lambda i: attendee_line(i, Side.OURS), only_export=True, width=50),
        Column("theirs", _("Their side"), lambda i: attendee_line(i, Side.THEIRS), only_export=True, width=50),
        Column("asked", _("What they asked or said"), lambda i: i.they_asked, only_export=True, width=60),
        Column("promised", _("What was promised"), lambda i: i.promised, only_export=True, width=60),
        Column("outcome", _("Outcome"), lambda i: i.outcome, only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        named = listed(Interaction, "partners", "name_vi", "acronym"), listed(Interaction, "attendees")
        return queryset.select_related("unit").prefetch_related(*named)

    def for_detail(self, queryset):
        with_units = queryset.select_related("unit", "created_by")
        return with_units.prefetch_related("partners", "attendees", "other_units")

    def list_actions(self, request):
        return [(_("Promises"), f"{PromiseRegister().url('list')}?state=open", "list-checks")]

    def badges(self, record):
        return [(record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.time_label, partner_label(record), record.unit.short_name]))

    def sections(self, record, user):
        partners = [fact(_("Partner"), one, url=one.get_absolute_url()) for one in record.partners.all()]
        general = [
            *partners,
            fact(_("Time"), record.time_label),
            fact(_("Place"), " · ".join(filter(None, [record.place, record.get_mode_display()]))),
            fact(_("Who turned to whom"), record.get_flow_display()),
            fact(_("Level"), record.get_level_display()),
            units_fact(record),
        ]
        note = [
            (_("What they asked or said"), record.they_asked), (_("What was promised"), record.promised),
            (_("Outcome"), record.outcome), (_("Notes"), record.notes),
        ]  # fmt: skip
        written = [fact(label, text) for label, text in note if text]
        sections = [Section(_("General"), general), *self._sides(record)]
        return [*sections, Section(_("Note of the talk"), written)] if written else sections

    @staticmethod
    def _sides(record) -> list[Section]:
        """Who was there, as of that day."""
        found = []
        for side, heading in ((Side.OURS, _("Our side")), (Side.THEIRS, _("Their side"))):
            lines = [
                fact(one.name, ", ".join(filter(None, [one.post, one.organisation])))
                for one in record.attendees.all()
                if one.side == side
            ]
            if lines:
                found.append(Section(heading, lines))
        return found

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_interaction(form.record(), by=by, revision=revision, many=form.many())

    def rows_saved(self, record):
        settle(record)


class PromiseRegister(Register):
    model = NextStep
    form_class = StepForm
    filter_class = NextStepFilter
    namespace, name = "partners", "nextstep"
    icon = "list-checks"
    title, title_one = _("Promises"), _("New promise")
    hint = _(
        "What one side promised the other: whose it is, who looks after it, until when, and what came of it."
    )
    ordering = ("due_on",)
    detail_template = "partners/promise.html"
    tabs = [
        (_("All"), ""),
        (_("Not done yet"), "state=open"),
        (_("Overdue"), "state=overdue"),
        (_("Kept"), "state=kept"),
        (_("Not carried out"), "state=given_up"),
        (_("Mine"), "owned=mine"),
    ]
    columns = [
        Column("text", _("Promises"), lambda s: Cell(s.text, s.get_whose_display()), width=50, export=lambda s: s.text),
        Column("whose", _("Whose promise"), lambda s: s.get_whose_display(), only_export=True),
        Column("partner", _("Partner"), lambda s: s.partner.short_label, order="partner__sort_key", width=30,
               export=lambda s: s.partner.name_vi),
        Column("owner", _("Looked after by"), lambda s: Cell(s.owner.name if s.owner else "–", s.unit.short_name), width=28,
               export=lambda s: s.owner.name if s.owner else ""),
        Column("unit", _("Unit"), lambda s: s.unit.short_name, only_export=True, width=30),
        Column("due", _("By"), lambda s: s.due_on, order="due_on", width=14),
        Column("state", _("State"), lambda s: Cell(step_state(s)[0], tone=step_state(s)[1]), width=16,
               export=lambda s: step_state(s)[0]),
        Column("kept", _("Kept on"), lambda s: s.kept_on, only_export=True, width=14),
        Column("evidence", _("Evidence"), lambda s: s.evidence, only_export=True, width=40),
        Column("reason", _("Given up because"), lambda s: s.dropped_reason, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "partner", "owner")

    def for_detail(self, queryset):
        return self.with_related(queryset).select_related("created_by").prefetch_related("other_units")

    def badges(self, record):
        return [step_state(record)]

    def subtitle(self, record):
        due = record.due_on.strftime("%d/%m/%Y") if record.due_on else ""
        return " · ".join(filter(None, [record.partner.short_label, due, record.unit.short_name]))

    def sections(self, record, user):
        whose = {Flow.OURS: _("our side"), Flow.THEIRS: _("their side"), Flow.BOTH: _("both sides")}
        facts = [
            fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
            *self._agreed_at(record, user),
            fact(_("Whose promise"), whose[Flow(record.whose)]),
            fact(_("Looked after by"), record.owner),
            fact(_("By"), record.due_on),
            units_fact(record),
        ]
        if record.kept_on:
            facts += [fact(_("Kept on"), record.kept_on), fact(_("Evidence"), record.evidence)]
        if record.dropped_reason:
            facts.append(fact(_("Given up because"), record.dropped_reason))
        return [Section(_("General"), facts)]

    @staticmethod
    def _agreed_at(record, user) -> list:
        """The talk, where the reader may see it."""
        talk = Interaction.objects.visible_to(user).filter(pk=record.interaction_id).first()
        return [fact(_("Agreed at"), talk, url=talk.get_absolute_url())] if talk else []

    def save(self, form, *, by):
        return save_step(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())
