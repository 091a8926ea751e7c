"""The ledger of promises: what its list and pages show."""

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.promises import NextStepFilter
from ..forms.promises import StepForm
from ..models import Flow, Interaction, NextStep, Recurrence
from ..models.promise_sources import sources
from ..notices.promises import chase_text
from ..services.checking import may_check
from ..services.promises import save_step
from .interactions import units_fact
from .ledger import panels_beside

CLIMBED = {
    1: _("told to the unit's leader"),
    2: _("told to the International Department"),
    3: _("told to the head of the department"),
}
WHOSE = {Flow.OURS: _("our side"), Flow.THEIRS: _("their side"), Flow.BOTH: _("both sides")}


def step_state(step: NextStep) -> tuple[str, str]:
    """(label, tone) of a promise as it is seen today."""
    if step.waits_for_check:
        return str(_("waits for the check")), "wait"
    if step.kept_on:
        return str(_("kept, checked") if step.checked_on else _("kept")), "ok"
    if step.dropped_reason:
        return str(_("not carried out")), "neutral"
    if step.suspended_on:
        return str(_("resting")), "neutral"
    return (
        (str(_("overdue")), "bad")
        if step.is_overdue(on=timezone.localdate())
        else (str(_("not done yet")), "wait")
    )


def climbed_label(step: NextStep) -> str:
    """To whom an overdue one has climbed; "" while it has not."""
    is_late = step.is_overdue(on=timezone.localdate())
    return str(CLIMBED.get(step.climbed_to, "")) if is_late else ""


def often_label(step: NextStep) -> str:
    """ "every year", "" for once."""
    return "" if step.recurrence == Recurrence.ONCE else str(step.get_recurrence_display())


def state_cell(step: NextStep) -> Cell:
    label, tone = step_state(step)
    return Cell(label, climbed_label(step), tone=tone)


class PromiseRegister(Register):
    model = NextStep
    form_class = StepForm
    filter_class = NextStepFilter
    namespace, name = "partners", "nextstep"
    icon = "list-checks"
    title, title_one = _("Ledger of promises"), _("New promise")
    hint = _(
        "What one side promised the other: whose it is, who looks after it, until when, and what came of it."
    )
    ordering = ("due_on",)
    list_template = "partners/promise_list.html"
    detail_template = "partners/promise.html"
    tabs = [
        (_("All"), ""),
        (_("Not done yet"), "state=open"),
        (_("Overdue"), "state=overdue"),
        (_("Waiting for the check"), "state=to_check"),
        (_("Kept"), "state=kept"),
        (_("Not carried out"), "state=given_up"),
        (_("Mine"), "owned=mine"),
    ]
    columns = [
        Column("text", _("Promises"), lambda s: Cell(s.text, " · ".join(filter(None, [s.get_whose_display(), often_label(s)]))),
               width=50, export=lambda s: s.text),
        Column("whose", _("Whose promise"), lambda s: s.get_whose_display(), only_export=True),
        Column("origin", _("Made in"), lambda s: s.get_origin_display(), width=20),
        Column("partner", _("Partner"), lambda s: s.partner.short_label, order="partner__sort_key", width=30,
               export=lambda s: s.partner.name_vi),
        Column("owner", _("Looked after by"), lambda s: Cell(s.owner.name if s.owner else "–", s.unit.short_name), width=28,
               export=lambda s: s.owner.name if s.owner else ""),
        Column("unit", _("Unit"), lambda s: s.unit.short_name, only_export=True, width=30),
        Column("due", _("By"), lambda s: s.due_on, order="due_on", width=14),
        Column("often", _("How often"), lambda s: s.get_recurrence_display(), only_export=True, width=16),
        Column("state", _("State"), state_cell, width=20, export=lambda s: step_state(s)[0]),
        Column("climbed", _("Overdue, told to"), climbed_label, only_export=True, width=28),
        Column("written", _("Where it stands written"), lambda s: s.origin_text, only_export=True, width=30),
        Column("kept", _("Kept on"), lambda s: s.kept_on, only_export=True, width=14),
        Column("evidence", _("Evidence"), lambda s: s.evidence, only_export=True, width=40),
        Column("checked", _("Checked on"), lambda s: s.checked_on, only_export=True, width=14),
        Column("reason", _("Given up because"), lambda s: s.dropped_reason, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "partner", "owner")

    def for_detail(self, queryset):
        rows = self.with_related(queryset).select_related("created_by", "follows", "followed_by")
        return rows.prefetch_related("other_units", "evidence_rows")

    def list_actions(self, request):
        return [(_("Sums"), f"{reverse('partners:promise-sums')}?{request.GET.urlencode()}", "chart-column")]

    def list_extras(self, request):
        asked = request.GET.get("partner", "")
        return {"beside": panels_beside(request.user, int(asked) if asked.isdecimal() else None)}

    def badges(self, record):
        important = [(_("important"), "wait")] if record.is_important and not record.is_settled else []
        climbed = climbed_label(record)
        return [step_state(record), *important, *([(climbed, "bad")] if climbed else [])]

    def subtitle(self, record):
        due = record.due_on.strftime("%d/%m/%Y") if record.due_on else ""
        return " · ".join(filter(None, [record.partner.short_label, due, record.unit.short_name]))

    def sections(self, record, user):
        general = [
            fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
            *self._made_at(record, user),
            fact(_("Whose promise"), WHOSE[Flow(record.whose)]),
            fact(_("Looked after by"), record.owner),
            fact(_("By"), record.due_on),
            units_fact(record),
        ]
        found = [Section(_("General"), general)]
        if record.recurrence != Recurrence.ONCE:
            found.append(Section(_("How often"), self._times(record)))
        if settled := self._settled(record):
            found.append(Section(_("What came of it"), settled))
        if record.evidence_rows.all():
            found.append(Section(_("Records that show it"), self._shown_by(record, user)))
        return found

    @staticmethod
    def _made_at(record, user) -> list:
        """The talk, the agreement, the delegation, where the reader may see it; else only what kind it was."""
        found = [fact(_("Made in"), record.get_origin_display(), small=record.origin_text)]
        talk = Interaction.objects.visible_to(user).filter(pk=record.interaction_id).first()
        made = [talk, *(source.record_of(record, user) for source in sources())]
        return [*found, *(fact(_("Agreed at"), one, url=one.get_absolute_url()) for one in made if one)]

    @staticmethod
    def _times(record) -> list:
        """The time before and the next one of a promise that recurs."""
        found = [
            fact(_("How often"), record.get_recurrence_display()),
            fact(_("Recurs until"), record.recurs_until),
        ]
        following = getattr(record, "followed_by", None)
        for label, one in ((_("The time before"), record.follows), (_("The next time"), following)):
            if one is not None and not one.is_archived:
                found.append(fact(label, one.due_on, url=one.get_absolute_url(), small=step_state(one)[0]))
        return found

    @staticmethod
    def _settled(record) -> list:
        found = []
        if record.kept_on:
            found += [fact(_("Kept on"), record.kept_on), fact(_("Evidence"), record.evidence)]
        if record.checked_on:
            found.append(fact(_("Checked on"), record.checked_on, small=record.checked_by_name))
        if record.dropped_reason:
            found.append(fact(_("Given up because"), record.dropped_reason))
        if record.suspended_on:
            found.append(fact(_("Resting since"), record.suspended_on))
        return found

    @staticmethod
    def _shown_by(record, user) -> list:
        """Each record by its name of that day, with the way to it for those who may see it."""
        found = []
        for row in record.evidence_rows.all():
            model = apps.get_model(row.target_model)
            shown = visible(model, user).filter(pk=row.target_id).first()
            found.append(
                fact(model._meta.verbose_name, row.label, url=shown.get_absolute_url() if shown else "")
            )
        return found

    def extras(self, record, user):
        """The verbs this reader may use now: (label, url, icon, kind of button)."""
        verbs = [] if record.is_archived else list(self._verbs(record, user))
        is_mine = record.owner is not None and record.owner.user_id == user.pk
        waits = record.is_open and not record.is_archived and not is_mine
        return {"verbs": verbs, "chase_text": chase_text(record) if waits else ""}

    def _verbs(self, record, user):
        def verb(name: str, label, icon: str, kind: str = "primary") -> tuple:
            return label, reverse(f"partners:promise-{name}", args=[record.pk]), icon, kind

        if record.is_open and record.may_edit(user):
            yield verb("keep", _("Promise kept"), "check")
            yield verb("give-up", _("Give the promise up"), "circle-x", "outline-primary")
        if record.waits_for_check and may_check(record, user, done_by_id=record.kept_by_id):
            yield verb("check", _("Check the evidence"), "clipboard-check")

    def save(self, form, *, by):
        return save_step(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())
